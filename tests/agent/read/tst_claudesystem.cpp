// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// System lines and attachments.

#include "tests/agent/read/readlines.h"
#include "tests/support/transcriptbuilder.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::json;

namespace assay {

namespace {

const std::string SessionId = "5f0c7d0e-0000-4000-8000-000000000001";

QStringList kindsOf(const DecodedPiece &piece)
{
    QStringList kinds;
    for (const DecodedEvent &event : piece.events)
        kinds.append(kindName(event.kind));
    return kinds;
}

} // namespace

class ClaudeSystemTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void systemLines_data();
    void systemLines();
    void attachments_data();
    void attachments();
};

void ClaudeSystemTest::systemLines_data()
{
    QTest::addColumn<QString>("subtype");
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("kind"); // empty = no event
    QTest::addColumn<QString>("head");
    const auto row = [](const char *name, const QString &subtype, const QString &fields, const QString &kind,
                        const QString &head) { QTest::newRow(name) << subtype << fields << kind << head; };
    row("compaction", u"compact_boundary"_s,
        uR"({"compactMetadata":{"trigger":"auto","preTokens":148000,"postTokens":21000}})"_s, u"compaction"_s,
        u"auto · 148 000 → 21 000 tokens"_s);
    row("compaction, size after unknown", u"compact_boundary"_s,
        uR"({"compactMetadata":{"trigger":"manual","preTokens":999}})"_s, u"compaction"_s, u"manual · 999 tokens"_s);
    row("compaction, nothing told", u"compact_boundary"_s, u"{}"_s, u"compaction"_s, QString());
    row("microcompaction", u"microcompact_boundary"_s,
        uR"({"microcompactMetadata":{"trigger":"auto","preTokens":30000,"tokensSaved":10000}})"_s, u"compaction"_s,
        u"microcompact · auto · 30 000 → 20 000 tokens"_s);
    row("retry", u"api_error"_s,
        uR"({"error":{"status":529,"error":{"error":{"message":"Overloaded"}}},"retryAttempt":2,"maxRetries":10})"_s,
        u"notice"_s, u"API error: 529 Overloaded (retry 2 of 10)"_s);
    row("retry, nothing told", u"api_error"_s, uR"({"error":{}})"_s, u"notice"_s, u"API error"_s);
    row("local command", u"local_command"_s,
        uR"({"content":"<command-name>/model</command-name><command-args>x</command-args>"})"_s, u"command"_s,
        u"/model x"_s);
    row("its output", u"local_command"_s, uR"({"content":"<local-command-stdout>Set</local-command-stdout>"})"_s,
        u"local_output"_s, u"Set"_s);
    row("informational", u"informational"_s, uR"({"content":"Blocked by hook:\nno"})"_s, u"notice"_s,
        u"Blocked by hook:"_s);
    row("away", u"away_summary"_s, uR"({"content":"You were away"})"_s, u"notice"_s, u"You were away"_s);
    row("unknown", u"brand_new"_s, u"{}"_s, u"notice"_s, u"brand_new"_s);
    row("stop hooks", u"stop_hook_summary"_s, uR"({"hookCount":1})"_s, QString(), QString());
    row("turn duration", u"turn_duration"_s, uR"({"durationMs":5})"_s, QString(), QString());
}

void ClaudeSystemTest::systemLines()
{
    QFETCH(QString, subtype);
    QFETCH(QString, fields);
    QFETCH(QString, kind);
    QFETCH(QString, head);
    TranscriptBuilder builder(SessionId);
    const ReadLines read = readLines({builder.system(subtype.toStdString(), Json::parse(fields.toStdString()))});
    QCOMPARE(kindsOf(read.piece), kind.isEmpty() ? QStringList() : QStringList({kind}));
    QCOMPARE(read.piece.counts, (LineCounts{1, 1, 0, 0}));
    if (!kind.isEmpty())
        QCOMPARE(shown(read.piece.events.front().head), head);
}

void ClaudeSystemTest::attachments_data()
{
    QTest::addColumn<QString>("attachment");
    QTest::addColumn<QString>("text");
    QTest::newRow("file") << uR"({"type":"file","filename":"/a","content":{"type":"text","file":{"content":"body"}}})"_s
                          << u"body\n/a"_s;
    QTest::newRow("list") << uR"({"type":"skill_listing","names":["a","b"],"skillCount":2})"_s << u"a\nb"_s;
    QTest::newRow("base64") << uR"({"type":"image","source":{"media_type":"image/png","data":"iVBO"}})"_s << QString();
    QTest::newRow("system prompt") << uR"({"type":"prompt_snapshot","systemPrompt":["You are"]})"_s << QString();
    QTest::newRow("no object") << uR"(["x"])"_s << u"x"_s;
}

void ClaudeSystemTest::attachments()
{
    QFETCH(QString, attachment);
    QFETCH(QString, text);
    TranscriptBuilder builder(SessionId);
    const ReadLines read = readLines({builder.attachment(Json::parse(attachment.toStdString()))});
    QCOMPARE(kindsOf(read.piece), QStringList({u"attachment"_s}));
    QCOMPARE(shown(read.piece.events.front().text), text);
}

} // namespace assay

QTEST_GUILESS_MAIN(assay::ClaudeSystemTest)
#include "tst_claudesystem.moc"
