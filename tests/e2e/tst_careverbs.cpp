// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString session = u"11111111-aaaa-4bbb-8ccc-000000000000"_s;

} // namespace

// The verbs tag, note and bookmark, without and with an agent that runs.
class TestCareVerbs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_agent.reset(); }
    void tags_data() { withAndWithout(); }
    void tags();
    void notes_data() { withAndWithout(); }
    void notes();
    void bookmarks_data() { withAndWithout(); }
    void bookmarks();
    void exitCodes_data();
    void exitCodes();

private:
    static void withAndWithout()
    {
        QTest::addColumn<bool>("agentRuns");
        QTest::newRow("no agent") << false;
        QTest::newRow("agent runs") << true;
    }
    void startWhenWanted();
    [[nodiscard]] json shown() const { return m_agent->json({u"show"_s, session}).json(); }
    std::unique_ptr<AgentProcess> m_agent;
};

void TestCareVerbs::init()
{
    m_agent = std::make_unique<AgentProcess>();
    const QString history =
        m_agent->writeTranscript(session, {promptLine(session, 1, u"find it"_s), replyLine(session, 2, u"found"_s)});
    QCOMPARE(m_agent->json({u"import"_s, u"--from"_s, history}).exitCode, 0);
}

void TestCareVerbs::startWhenWanted()
{
    QFETCH(bool, agentRuns);
    if (agentRuns)
        QVERIFY(m_agent->startAgent());
}

void TestCareVerbs::tags()
{
    startWhenWanted();
    const json added = m_agent->json({u"tag"_s, u"1111"_s, u"Keep"_s, u"+api"_s, u"-never"_s}).json();
    QCOMPARE(added["session"], json(session.toStdString()));
    QCOMPARE(added["tags"], json::array({"api", "Keep"}));
    QCOMPARE(m_agent->json({u"tag"_s, u"1111"_s, u"-KEEP"_s, u"later"_s}).json()["tags"],
             json::array({"api", "later"}));
    QCOMPARE(m_agent->json({u"sessions"_s, u"tag:API"_s}).json()["sessions"][0]["tags"], json::array({"api", "later"}));
    QCOMPARE(m_agent->json({u"sessions"_s, u"tag:keep"_s}).json()["sessions"], json::array());
    QVERIFY(m_agent->run({u"tag"_s, u"1111"_s, u"-api"_s}).out.contains(": later\n"));
}

void TestCareVerbs::notes()
{
    startWhenWanted();
    const Ran none = m_agent->run({u"note"_s, u"1111"_s});
    QCOMPARE(none.exitCode, 0);
    QVERIFY(none.out.isEmpty());
    QCOMPARE(m_agent->json({u"note"_s, u"1111"_s, u"look at\nline two"_s}).json()["note"], json("look at\nline two"));
    QCOMPARE(m_agent->run({u"note"_s, u"1111"_s}).out, "look at\nline two\n"_ba);
    QCOMPARE(shown()["session"]["note"], json("look at\nline two"));
    QCOMPARE(m_agent->json({u"sessions"_s, u"has:note"_s}).json()["sessions"][0]["has_note"], json(true));
    QVERIFY(!m_agent->run({u"export"_s, u"1111"_s, u"--format"_s, u"json"_s}).out.contains("look at"));
    QVERIFY(m_agent->json({u"note"_s, u"1111"_s, u""_s}).json()["note"].is_null());
    QVERIFY(m_agent->json({u"note"_s, u"1111"_s}).json()["note"].is_null());
}

void TestCareVerbs::bookmarks()
{
    startWhenWanted();
    const qint64 event = shown()["events"][1]["id"].get<qint64>();
    const QString number = QString::number(event);
    const json marked = m_agent->json({u"bookmark"_s, number}).json();
    QCOMPARE(marked["event"], json(event));
    QCOMPARE(marked["session"], json(session.toStdString()));
    QCOMPARE(marked["bookmarked"], json(true));
    QCOMPARE(shown()["session"]["bookmarks"], json(1));
    QCOMPARE(shown()["session"]["bookmarked_events"], json::array({event}));
    QVERIFY(m_agent->run({u"show"_s, u"1111"_s}).out.contains("bookmarked"));
    QCOMPARE(m_agent->json({u"bookmark"_s, number, u"--remove"_s}).json()["bookmarked"], json(false));
    QCOMPARE(shown()["session"]["bookmarked_events"], json::array());
}

void TestCareVerbs::exitCodes_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::newRow("no tag") << QStringList{u"tag"_s, u"1111"_s} << 2;
    QTest::newRow("blank in a tag") << QStringList{u"tag"_s, u"1111"_s, u"a b"_s} << 2;
    QTest::newRow("only a sign") << QStringList{u"tag"_s, u"1111"_s, u"+"_s} << 2;
    QTest::newRow("tag of no session") << QStringList{u"tag"_s, u"ffff"_s, u"a"_s} << 3;
    QTest::newRow("note of no session") << QStringList{u"note"_s, u"ffff"_s, u"a"_s} << 3;
    QTest::newRow("note too long") << QStringList{u"note"_s, u"1111"_s, QString(70'000, u'n')} << 2;
    QTest::newRow("too many words") << QStringList{u"note"_s, u"1111"_s, u"a"_s, u"b"_s} << 2;
    QTest::newRow("no number") << QStringList{u"bookmark"_s, u"eleven"_s} << 2;
    QTest::newRow("no such event") << QStringList{u"bookmark"_s, u"999999"_s} << 3;
}

void TestCareVerbs::exitCodes()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    const Ran ran = m_agent->run(words);
    QCOMPARE(ran.exitCode, code);
    QVERIFY(!ran.err.isEmpty());
    QVERIFY(m_agent->json({u"sessions"_s, u"has:tag"_s}).json()["sessions"].empty());
}

QTEST_GUILESS_MAIN(TestCareVerbs)
#include "tst_careverbs.moc"
