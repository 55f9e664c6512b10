// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/eventdetail.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <optional>

#include "models/data/query/rawline.h"
#include "models/data/record.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype rawShown = qsizetype{1} << 20;

// Transcripts hold anything: every access asks for the type first.
const json &member(const json &object, const char *key)
{
    static const json none;
    if (!object.is_object())
        return none;
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

QString string(const json &value)
{
    return value.is_string() ? QString::fromStdString(value.get_ref<const std::string &>()) : QString();
}

int number(const json &value, int fallback)
{
    if (!value.is_number_integer())
        return fallback;
    return static_cast<int>(std::clamp<qint64>(value.get<qint64>(), 0, std::numeric_limits<int>::max()));
}

// Never copied: parsing and freeing go by loops, copying recurses as deep as the line nests.
json parsed(const QByteArray &text)
{
    json value = json::parse(text.cbegin(), text.cend(), nullptr, false);
    if (value.is_discarded())
        value = nullptr;
    return value;
}

QStringList splitLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

std::optional<EventImage> imageOf(const json &mediaType, const json &base64, const QString &label)
{
    const QString type = string(mediaType);
    if (!type.startsWith("image/"_L1) || !base64.is_string())
        return std::nullopt;
    const auto &text = base64.get_ref<const std::string &>();
    const auto decoded =
        QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())),
                                       QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.isEmpty())
        return std::nullopt;
    return EventImage{type, decoded.decoded, label};
}

// Content blocks {type: "image", source: {type: "base64", media_type, data}} or MCP's {type: "image", mimeType, data}.
void takeImages(const json &blocks, const QString &label, QList<EventImage> &images)
{
    if (!blocks.is_array())
        return;
    for (const json &block : blocks) {
        if (string(member(block, "type")) != "image"_L1)
            continue;
        const json &source = member(block, "source");
        const auto image = source.is_object() ? imageOf(member(source, "media_type"), member(source, "data"), label)
                                              : imageOf(member(block, "mimeType"), member(block, "data"), label);
        if (image)
            images.append(*image);
    }
}

QList<PatchHunk> structuredPatch(const json &result)
{
    QList<PatchHunk> patch;
    const json &hunks = member(result, "structuredPatch");
    if (!hunks.is_array())
        return patch;
    for (const json &each : hunks) {
        PatchHunk hunk{number(member(each, "oldStart"), 0), number(member(each, "newStart"), 0), {}};
        const json &lines = member(each, "lines");
        if (!lines.is_array())
            continue;
        for (const json &line : lines)
            hunk.lines.append(string(line));
        patch.append(hunk);
    }
    return patch;
}

void appendReplacement(const json &edit, QList<PatchHunk> &patch)
{
    const json &oldText = member(edit, "old_string");
    const json &newText = member(edit, "new_string");
    if (!oldText.is_string() && !newText.is_string())
        return;
    PatchHunk hunk;
    for (const QString &line : splitLines(string(oldText)))
        hunk.lines.append(u'-' + line);
    for (const QString &line : splitLines(string(newText)))
        hunk.lines.append(u'+' + line);
    patch.append(hunk);
}

// What an edit asked for, when the result does not tell what it did (it failed, or an old client).
QList<PatchHunk> requestedPatch(const json &input)
{
    QList<PatchHunk> patch;
    const json &edits = member(input, "edits");
    if (edits.is_array()) {
        for (const json &edit : edits)
            appendReplacement(edit, patch);
    } else {
        appendReplacement(input, patch);
    }
    return patch;
}

// "     1→text" of older clients, "1\ttext" of newer ones. Nothing when a line does not begin so.
std::optional<std::pair<int, QString>> withoutLineNumbers(const QString &output)
{
    QStringList lines;
    int first = -1;
    for (const QString &line : splitLines(output)) {
        qsizetype at = 0;
        while (at < line.size() && line[at] == u' ')
            ++at;
        const qsizetype digits = at;
        while (at < line.size() && line[at] >= u'0' && line[at] <= u'9')
            ++at;
        if (at == digits || at >= line.size() || (line[at] != u'→' && line[at] != u'\t'))
            break;
        if (first < 0)
            first = line.mid(digits, at - digits).toInt();
        lines.append(line.mid(at + 1));
    }
    if (lines.isEmpty())
        return std::nullopt;
    return std::pair(first, lines.join(u'\n'));
}

struct StoredEvent {
    EventKind kind = EventKind::Unknown;
    QString tool;
    QString toolUseId;
    QByteArray line;
    QByteArray resultLine;
};

// Older clients wrote the messages of sub-agents inside progress lines of the parent.
const json &messageLine(const json &line)
{
    if (string(member(line, "type")) == "progress"_L1)
        return member(member(line, "data"), "message");
    return line;
}

void takeRead(const json &result, EventDetail &detail)
{
    const json &file = member(result, "file");
    const json &content = member(file, "content");
    if (content.is_string()) {
        detail.content = string(content);
        detail.firstLine = number(member(file, "startLine"), 1);
    } else if (const auto plain = withoutLineNumbers(detail.output)) {
        detail.firstLine = plain->first;
        detail.content = plain->second;
    }
}

void takeResultImages(const StoredEvent &event, const json &line, EventDetail &detail)
{
    const QString label = detail.filePath.section(u'/', -1);
    const json &content = member(member(line, "message"), "content");
    if (content.is_array()) {
        for (const json &block : content) {
            if (string(member(block, "tool_use_id")) == event.toolUseId)
                takeImages(member(block, "content"), label, detail.images);
        }
    }
    const json &file = member(member(line, "toolUseResult"), "file");
    if (!detail.images.isEmpty())
        return;
    if (const auto image = imageOf(member(file, "type"), member(file, "base64"), label))
        detail.images.append(*image);
}

// The stored text has no terminal escapes (the index would read them as words); the raw line still has the colours.
void takeColours(const StoredEvent &event, const json &line, EventDetail &detail)
{
    if (!event.resultLine.contains("\\u001b"))
        return;
    for (const json &block : member(member(line, "message"), "content")) {
        const json &content = member(block, "content");
        if (string(member(block, "tool_use_id")) == event.toolUseId && content.is_string())
            detail.output = string(content);
    }
}

void takeCall(const StoredEvent &event, EventDetail &detail)
{
    const json input = parsed(detail.input.toUtf8());
    const json resultLine = parsed(event.resultLine);
    const json &line = messageLine(resultLine);
    const json &result = member(line, "toolUseResult");

    detail.filePath = string(member(input, "file_path"));
    if (detail.filePath.isEmpty())
        detail.filePath = string(member(input, "notebook_path"));
    detail.command = string(member(input, "command"));
    detail.standardOutput = string(member(result, "stdout"));
    detail.standardError = string(member(result, "stderr"));
    detail.patch = structuredPatch(result);
    if (detail.patch.isEmpty())
        detail.patch = requestedPatch(input);
    if (event.tool == "Write"_L1 && detail.patch.isEmpty())
        detail.content = string(member(input, "content"));
    if (event.tool == "Read"_L1)
        takeRead(result, detail);
    takeResultImages(event, line, detail);
    takeColours(event, line, detail);
}

QByteArray rawOf(Database &db, const Statement &s, int column, EventDetail &detail)
{
    if (s.integer(column + 2) == 0)
        return {};
    auto raw = readRaw(db, s.integer(column), s.integer(column + 1), s.integer(column + 2));
    if (raw)
        return *raw;
    detail.problem = raw.error().what;
    return {};
}

} // namespace

Result<EventDetail> readEventDetail(Database &db, qint64 eventId)
{
    Statement s(
        db,
        u"SELECT e.kind, e.tool, e.tool_use_id, e.source_id, e.raw_position, e.raw_length, e.result_source_id,"
        " e.result_position, e.result_length, b.text, b.input, b.output FROM event e LEFT JOIN body b ON b.id = e.id"
        " JOIN session s ON s.id = e.session_id WHERE e.id = ? AND s.deleted_at IS NULL"_s);
    s.bind(eventId);
    if (!s.next()) {
        if (!s.ok())
            return tl::unexpected(s.error());
        return fail(Error::Code::NotFound, u"This event is not in the store. Its session may have been deleted."_s);
    }
    EventDetail detail;
    detail.eventId = eventId;
    detail.text = s.text(9);
    detail.input = s.text(10);
    detail.output = s.text(11);
    StoredEvent event{.kind = static_cast<EventKind>(s.integer(0)),
                      .tool = s.text(1),
                      .toolUseId = s.text(2),
                      .line = rawOf(db, s, 3, detail),
                      .resultLine = rawOf(db, s, 6, detail)};
    detail.rawLine = QString::fromUtf8(event.line.left(rawShown));
    detail.rawResultLine = QString::fromUtf8(event.resultLine.left(rawShown));
    if (event.kind == EventKind::ToolCall) {
        takeCall(event, detail);
    } else {
        const json line = parsed(event.line);
        takeImages(member(member(messageLine(line), "message"), "content"), {}, detail.images);
    }
    return detail;
}

} // namespace assay
