// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/largesession.h"

#include "agent/sample/sampletranscript.h"
#include "agent/sample/samplevocabulary.h"
#include "agent/sample/samplevoice.h"

#include <algorithm>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QUuid>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

std::string filledWith(std::string (*line)(SampleRandom &), std::size_t bytes, SampleRandom &random)
{
    std::string text;
    text.reserve(bytes + 200);
    while (text.size() < bytes)
        text += line(random) + '\n';
    return text;
}

// Most outputs are short, a few are very long; together they are what makes long sessions big.
std::size_t outputSize(SampleRandom &random)
{
    const int kind = random.between(0, 999);
    if (kind < 6)
        return static_cast<std::size_t>(random.between(300'000, 1'000'000));
    if (kind < 60)
        return static_cast<std::size_t>(random.between(20'000, 90'000));
    if (kind < 400)
        return static_cast<std::size_t>(random.between(2'000, 12'000));
    return static_cast<std::size_t>(random.between(40, 1'200));
}

SampleCall bashCall(SampleRandom &random)
{
    SampleCall call;
    call.name = "Bash";
    call.input = {{"command", "go test -race ./" + samplePath(random)}, {"description", sampleSentence(random)}};
    const std::string output = filledWith(sampleLogLine, outputSize(random), random);
    if (random.chance(11)) {
        call.failed = true;
        call.content = "Exit code 1\n" + output;
        call.result = "Error: Exit code 1\n" + output;
    } else {
        call.content = output;
        call.result = {{"stdout", output}, {"stderr", ""}, {"interrupted", false}, {"isImage", false}};
    }
    return call;
}

SampleCall readCall(SampleRandom &random)
{
    SampleCall call;
    call.name = "Read";
    const std::string path = "/home/dev/src/payments-api/" + samplePath(random);
    call.input = {{"file_path", path}};
    const std::string text = filledWith(sampleCodeLine, std::min<std::size_t>(outputSize(random), 200'000), random);
    call.content = text;
    const auto lines = std::count(text.begin(), text.end(), '\n');
    call.result = {
        {"type", "text"},
        {"file",
         {{"filePath", path}, {"content", text}, {"numLines", lines}, {"startLine", 1}, {"totalLines", lines}}}};
    return call;
}

SampleCall editCall(SampleRandom &random)
{
    SampleCall call;
    call.name = "Edit";
    const std::string path = "/home/dev/src/payments-api/" + samplePath(random);
    const std::string before = sampleCodeLine(random);
    const std::string after = sampleCodeLine(random);
    call.input = {{"file_path", path}, {"old_string", before}, {"new_string", after}, {"replace_all", false}};
    call.content = "The file " + path + " has been updated successfully.";
    const int line = random.between(2, 400);
    const SampleJson hunk = {{"oldStart", line},
                             {"oldLines", 1},
                             {"newStart", line},
                             {"newLines", 1},
                             {"lines", SampleJson::array({"-" + before, "+" + after})}};
    call.result = {{"filePath", path},
                   {"oldString", before},
                   {"newString", after},
                   {"originalFile", before + '\n'},
                   {"structuredPatch", SampleJson::array({hunk})},
                   {"userModified", false},
                   {"replaceAll", false}};
    return call;
}

std::string paragraph(SampleRandom &random)
{
    std::string text = sampleSentence(random) + ' ';
    return text + sampleSentence(random);
}

std::string reply(SampleRandom &random)
{
    std::string text = "## " + sampleSentence(random) + "\n\n";
    for (int i = random.between(1, 4); i > 0; --i)
        text += paragraph(random) + "\n\n";
    if (random.chance(40)) {
        for (int i = random.between(2, 6); i > 0; --i)
            text += "- " + sampleSentence(random) + '\n';
    }
    if (random.chance(25)) {
        text += "\n| Step | Took |\n|---|---|\n| " + sampleWord(random);
        text += " | " + std::to_string(random.between(2, 900)) + " ms |\n";
    }
    if (random.chance(35))
        text += "\n```go\n" + filledWith(sampleCodeLine, 240, random) + "```\n";
    return text;
}

void playTurn(SampleTranscript &transcript, SampleVoice &voice, SampleRandom &random)
{
    transcript.advance(20'000, 120'000);
    transcript.beginTurn();
    const SampleJson more = {{"permissionMode", "default"}, {"promptSource", "typed"}, {"turnOrigin", "human"}};
    voice.user(paragraph(random), more);
    for (int calls = random.between(2, 9); calls > 0; --calls) {
        if (random.chance(30))
            voice.think(paragraph(random));
        const int kind = random.between(0, 9);
        const bool parallel = random.chance(15);
        voice.call(kind < 5 ? bashCall(random) : kind < 8 ? readCall(random) : editCall(random), parallel);
    }
    voice.say(reply(random));
    voice.flush();
    // The context window is finite: without this the token counts would grow for ever.
    if (transcript.contextTokens() > 160'000)
        transcript.dropContext(4'000);
}

} // namespace

Result<LargeSessionSummary> writeLargeSession(const QString &file, qint64 bytes, quint32 seed)
{
    const QFileInfo info(file);
    QSaveFile out(file);
    if (!QDir().mkpath(info.absolutePath()) || !out.open(QIODevice::WriteOnly))
        return fail(Error::Code::Failed,
                    u"The large session could not be begun (%1); nothing was changed. Choose a folder "
                    "that you may write to."_s.arg(out.errorString()),
                    file);
    SampleRandom random(seed);
    LargeSessionSummary summary;
    const std::string made = random.uuid();
    const bool named = !QUuid::fromString(info.completeBaseName()).isNull();
    summary.sessionId = named ? info.completeBaseName() : QString::fromStdString(made);
    SampleTranscript transcript(
        sampleClient("2.1.330"),
        {summary.sessionId.toStdString(), "/home/dev/src/payments-api", "main", "long-quiet-river", "cli", {}}, random,
        QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC).toMSecsSinceEpoch());
    SampleVoice voice(transcript, random, "claude-opus-5-5");
    while (summary.bytes < bytes) {
        playTurn(transcript, voice, random);
        ++summary.turns;
        QByteArray text;
        for (const SampleJson &line : transcript.takeLines()) {
            const qsizetype before = text.size();
            text += QByteArray::fromStdString(line.dump(-1, ' ', false, SampleJson::error_handler_t::replace)) + '\n';
            summary.longestLine = std::max<qint64>(summary.longestLine, text.size() - before);
            ++summary.lines;
        }
        summary.mostHeld = std::max<qint64>(summary.mostHeld, text.size());
        if (out.write(text) != text.size())
            break;
        summary.bytes += text.size();
    }
    if (summary.bytes < bytes || !out.commit())
        return fail(Error::Code::Full,
                    u"The large session could not be written (%1); the file is as it was before. Make "
                    "room and try again."_s.arg(out.errorString()),
                    file);
    return summary;
}

} // namespace assay
