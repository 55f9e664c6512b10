// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/trajectoryexport.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

EventRow textEvent(EventKind kind, const QString &text)
{
    EventRow event;
    event.kind = kind;
    event.text = text;
    return event;
}

EventRow callEvent(Outcome outcome, const QString &id, const QString &input, const QString &output)
{
    EventRow event;
    event.kind = EventKind::ToolCall;
    event.outcome = outcome;
    event.tool = u"Bash"_s;
    event.toolUseId = id;
    event.input = input;
    event.output = output;
    return event;
}

} // namespace

class TestTrajectoryExport final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesMessages();
    void keepsToOneLinePerMessage();

private:
    [[nodiscard]] static QList<json> exported(const QList<EventRow> &events, const RunRow *run = nullptr);
};

QList<json> TestTrajectoryExport::exported(const QList<EventRow> &events, const RunRow *run)
{
    QByteArray out;
    TrajectoryExport format([&out](const QByteArray &utf8) { out += utf8; });
    format.begin({});
    for (const EventRow &event : events)
        format.event(event, run);
    format.end();
    QList<json> messages;
    for (const QByteArray &line : out.split('\n')) {
        if (!line.isEmpty())
            messages += json::parse(line.cbegin(), line.cend(), nullptr, false);
    }
    return messages;
}

void TestTrajectoryExport::writesMessages()
{
    const auto messages =
        exported({textEvent(EventKind::Prompt, u"hi"_s), textEvent(EventKind::Injected, u"reminder"_s),
                  textEvent(EventKind::Thinking, u"hm"_s), textEvent(EventKind::Reply, u"I look."_s),
                  callEvent(Outcome::Ok, u"t1"_s, u"{\"command\":\"ls\"}"_s, u"a\nb"_s),
                  callEvent(Outcome::Denied, u"t2"_s, {}, {}), textEvent(EventKind::Compaction, u"auto"_s),
                  textEvent(EventKind::Reply, u"Done."_s)});
    QCOMPARE(messages.size(), 7);
    QCOMPARE(messages[0], json({{"role", "user"}, {"content", "hi"}}));
    QCOMPARE(messages[1]["kind"], json("injected"));
    QCOMPARE(messages[2]["content"], json("I look."));
    QCOMPARE(messages[2]["reasoning"], json("hm"));
    QCOMPARE(messages[2]["tool_calls"][0]["function"]["arguments"], json("{\"command\":\"ls\"}"));
    QCOMPARE(messages[3], json({{"role", "tool"}, {"tool_call_id", "t1"}, {"content", "a\nb"}}));
    QVERIFY(messages[4]["content"].is_null());
    QCOMPARE(messages[5]["outcome"], json("denied"));
    QCOMPARE(messages[6], json({{"role", "assistant"}, {"content", "Done."}}));
}

void TestTrajectoryExport::keepsToOneLinePerMessage()
{
    const auto messages = exported({textEvent(EventKind::Prompt, u"a\n\r\u2028\"}{"_s)});
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages[0]["content"], json("a\n\r\xE2\x80\xA8\"}{"));
    RunRow run;
    run.id = 1;
    QVERIFY(exported({textEvent(EventKind::Prompt, u"of a sub-agent"_s)}, &run).isEmpty());
}

QTEST_GUILESS_MAIN(TestTrajectoryExport)
#include "tst_trajectoryexport.moc"
