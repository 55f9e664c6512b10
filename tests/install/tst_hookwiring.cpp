// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/hookwiring.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QByteArray command = "/usr/bin/assay-hook";

// As a client that allows comments and trailing commas reads it; trailing commas stand nowhere else in these texts.
json parsed(QByteArray text)
{
    for (const char *close : {"}", "]"}) {
        for (const char *gap : {"", " ", "\n", "\n  ", "\n    "})
            text.replace(QByteArray(",") + gap + close, QByteArray(gap) + close);
    }
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    return json::parse(text.cbegin(), text.cend(), nullptr, true, true);
}

} // namespace

class TestHookWiring final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesInTheMannerOfTheFile_data();
    void writesInTheMannerOfTheFile();
    void leavesOthersAlone();
    void doesNothingTwice();
    void mendsAMovedProgram();
    void removesDuplicates();
    void takesEventsBack();
    void keepsWhatStandsAroundOurs();
    void refuses_data();
    void refuses();
    void readsCommands_data();
    void readsCommands();
    void quotesForTheShell();
};

void TestHookWiring::writesInTheMannerOfTheFile_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray group = R"({"hooks":[{"type":"command","command":"/usr/bin/assay-hook","timeout":5}]})";
    QTest::newRow("none") << QByteArray()
                          << QByteArray(
                                 "{\n  \"hooks\": {\n    \"Stop\": [\n      {\n        \"hooks\": [\n          {\n"
                                 "            \"type\": \"command\",\n            \"command\": "
                                 "\"/usr/bin/assay-hook\",\n            \"timeout\": 5\n          }\n        ]\n"
                                 "      }\n    ]\n  }\n}\n");
    QTest::newRow("one line") << QByteArray(R"({"model":"opus"})")
                              << QByteArray(R"({"model":"opus", "hooks":{"Stop":[)" + group + "]}}");
    QTest::newRow("tabs") << QByteArray("{\n\t\"hooks\": {\n\t\t\"Stop\": []\n\t}\n}")
                          << QByteArray(
                                 "{\n\t\"hooks\": {\n\t\t\"Stop\": [\n\t\t\t{\n\t\t\t\t\"hooks\": [\n\t\t\t\t\t{\n"
                                 "\t\t\t\t\t\t\"type\": \"command\",\n\t\t\t\t\t\t\"command\": "
                                 "\"/usr/bin/assay-hook\",\n\t\t\t\t\t\t\"timeout\": 5\n\t\t\t\t\t}\n\t\t\t\t]\n"
                                 "\t\t\t}\n\t\t]\n\t}\n}");
    QTest::newRow("CR LF, comment behind the last")
        << QByteArray("{\r\n    \"a\": 1 // one\r\n}\r\n")
        << QByteArray("{\r\n    \"a\": 1, // one\r\n    \"hooks\": {\r\n        \"Stop\": [\r\n            {\r\n"
                      "                \"hooks\": [\r\n                    {\r\n"
                      "                        \"type\": \"command\",\r\n                        \"command\": "
                      "\"/usr/bin/assay-hook\",\r\n                        \"timeout\": 5\r\n                    }\r\n"
                      "                ]\r\n            }\r\n        ]\r\n    }\r\n}\r\n");
    QTest::newRow("comment only") << QByteArray("// mine")
                                  << QByteArray(
                                         "// mine\n{\n  \"hooks\": {\n    \"Stop\": [\n      {\n        \"hooks\": "
                                         "[\n          {\n            \"type\": \"command\",\n            "
                                         "\"command\": \"/usr/bin/assay-hook\",\n            \"timeout\": 5\n"
                                         "          }\n        ]\n      }\n    ]\n  }\n}\n");
    QTest::newRow("trailing comma, one line")
        << QByteArray(R"({"hooks":{"Stop":[],},})") << QByteArray(R"({"hooks":{"Stop":[)" + group + "],},}");
}

void TestHookWiring::writesInTheMannerOfTheFile()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const auto wired = withHooks(before, {u"Stop"_s}, command);
    QVERIFY2(wired, qPrintable(wired ? QString() : wired.error().what));
    QCOMPARE(*wired, after);
    QCOMPARE(withHooks(*wired, {u"Stop"_s}, command).value(), after);
    const auto back = withoutHooks(*wired);
    QVERIFY(back);
    QVERIFY(!back->contains("assay-hook"));
}

void TestHookWiring::leavesOthersAlone()
{
    const QByteArray before = R"json({
  "permissions": {"deny": ["Read(./.env)"]}, // keep
  "hooks": {
    "PostToolUse": [
      {"matcher": "Edit|Write", "hooks": [{"type": "command", "command": "prettier --write"}]}
    ],
    "Stop": [ ]
  },
  "env": {"A": "\u0041"}
}
)json";
    const auto after = withHooks(before, eventsOfEveryClient(), command);
    QVERIFY(after);
    // Every line that was there is there still, in its order; only the comma behind the last group is new.
    qsizetype at = 0;
    for (const QByteArray &line : before.split('\n')) {
        const QByteArray kept = line.contains("Stop") ? QByteArray("\"Stop\": [") : line;
        at = after->indexOf(kept, at);
        QVERIFY2(at >= 0, kept.constData());
        at += kept.size();
    }
    const json document = parsed(*after);
    QCOMPARE(document["hooks"]["PostToolUse"].size(), size_t(2));
    QCOMPARE(document["hooks"]["PostToolUse"][1]["hooks"][0]["command"].get<std::string>(), command.toStdString());
    QVERIFY(!document["hooks"]["PostToolUse"][1].contains("matcher")); // every tool
    QCOMPARE(document["hooks"].size(), size_t(9));
    QCOMPARE(document["hooks"]["SessionEnd"][0]["hooks"][0]["timeout"].get<int>(), 5);
    QVERIFY(parsed(withoutHooks(*after).value())["hooks"]["PostToolUse"] == parsed(before)["hooks"]["PostToolUse"]);
}

void TestHookWiring::doesNothingTwice()
{
    const QStringList events = eventsOfEveryClient() + eventsOfNewClients();
    const QByteArray once = withHooks("{}", events, command).value();
    QCOMPARE(withHooks(once, events, command).value(), once);
    const WiredHooks wired = readHooks(once).value();
    QCOMPARE(wired.events, events);
    QCOMPARE(wired.commands, QByteArrayList{command});
}

void TestHookWiring::mendsAMovedProgram()
{
    const QByteArray old = withHooks("{\"a\":1}", {u"Stop"_s, u"PreCompact"_s}, "'/tmp/.mount x/assay-hook'").value();
    const QByteArray mended = withHooks(old, {u"Stop"_s, u"PreCompact"_s}, command).value();
    QCOMPARE(mended, withHooks("{\"a\":1}", {u"Stop"_s, u"PreCompact"_s}, command).value());
}

void TestHookWiring::removesDuplicates()
{
    const QByteArray once = withHooks("{\"a\": 1}\n", {u"Stop"_s}, command).value();
    QByteArray twice = once;
    const QByteArray entry = R"({"type":"command","command":"/usr/bin/assay-hook","timeout":5})";
    QVERIFY(twice.contains(entry));
    twice.replace(entry, entry + ", " + entry);
    QCOMPARE(withHooks(twice, {u"Stop"_s}, command).value(), once);
}

void TestHookWiring::takesEventsBack()
{
    const QByteArray before = "{\n  \"hooks\": {\n    \"Stop\": [{\"hooks\": [{\"command\": \"mine\"}]}]\n  }\n}\n";
    const QByteArray nine = withHooks(before, eventsOfEveryClient(), command).value();
    const QByteArray all = withHooks(nine, eventsOfEveryClient() + eventsOfNewClients(), command).value();
    QCOMPARE(withHooks(all, eventsOfEveryClient(), command).value(), nine);
}

void TestHookWiring::keepsWhatStandsAroundOurs()
{
    const QByteArray settings = R"({"hooks":{"Stop":[
  // first
  {"hooks":[{"command":"/x/assay-hook"} /* ours */, {"command":"mine"}]}, // second
  {"hooks":[{"command":"ASSAY_DATA_DIR='/a b' '/x y/assay-hook'"}]} // third
  ]}})";
    const QByteArray after = withoutHooks(settings).value();
    QVERIFY(!after.contains("assay-hook"));
    for (const char *kept : {"// first\n", "/* ours */", "// second\n", "// third\n", "\"mine\""})
        QVERIFY2(after.contains(kept), after.constData());
    QVERIFY(parsed(after)["hooks"]["Stop"] == json::parse(R"([{"hooks":[{"command":"mine"}]}])"));
}

void TestHookWiring::refuses_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("place");
    QTest::newRow("list") << QByteArray("[]") << u"line 1, column 1"_s;
    QTest::newRow("hooks twice") << QByteArray("{\"hooks\": {},\n \"hooks\": {}}") << u"line 2, column 2"_s;
    QTest::newRow("hooks a list") << QByteArray("{\"hooks\": []}") << u"line 1, column 11"_s;
    QTest::newRow("event an object") << QByteArray("{\"hooks\": {\"Stop\": {}}}") << u"line 1, column 20"_s;
    QTest::newRow("event twice") << QByteArray("{\"hooks\": {\"Stop\": [],\n\"Stop\": []}}") << u"line 1, column 12"_s;
    QTest::newRow("broken") << QByteArray("{\"hooks\": {\"Stop\": [}}") << u"line 1, column 21"_s;
}

void TestHookWiring::refuses()
{
    QFETCH(QByteArray, settings);
    QFETCH(QString, place);
    const auto after = withHooks(settings, {u"Stop"_s}, command);
    QVERIFY(!after);
    QVERIFY2(after.error().what.startsWith(place + u": "_s), qPrintable(after.error().what));
}

void TestHookWiring::readsCommands_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("program");
    QTest::newRow("plain") << QByteArray("/usr/bin/assay-hook") << u"/usr/bin/assay-hook"_s;
    QTest::newRow("words") << QByteArray("  /a/assay-hook x y") << u"/a/assay-hook"_s;
    QTest::newRow("quoted") << QByteArray("'/a b/assay-hook' x") << u"/a b/assay-hook"_s;
    QTest::newRow("double") << QByteArray("\"/a b/assay-hook\"") << u"/a b/assay-hook"_s;
    QTest::newRow("escaped") << QByteArray("/a\\ b/assay-hook") << u"/a b/assay-hook"_s;
    QTest::newRow("assignment") << QByteArray("A='1 2' B=3 assay-hook") << u"assay-hook"_s;
    QTest::newRow("apostrophe") << hookCommand(u"/it's/assay-hook"_s, u"/d'x"_s) << u"/it's/assay-hook"_s;
    QTest::newRow("nothing") << QByteArray("A=1 ") << QString();
}

void TestHookWiring::readsCommands()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, program);
    QCOMPARE(programOf(line), program);
}

void TestHookWiring::quotesForTheShell()
{
    QCOMPARE(hookCommand(u"/usr/bin/assay-hook"_s, {}), "/usr/bin/assay-hook");
    QCOMPARE(hookCommand(u"/a b/assay-hook"_s, u"/it's"_s), "ASSAY_DATA_DIR='/it'\\''s' '/a b/assay-hook'");
    QCOMPARE(shellCommand({u"a"_s, QString(), u"$x"_s}), "a '' '$x'");
}

QTEST_GUILESS_MAIN(TestHookWiring)
#include "tst_hookwiring.moc"
