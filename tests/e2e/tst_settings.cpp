// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

const QString session = u"55555555-aaaa-4bbb-8ccc-000000000000"_s;
const QByteArray ticketRule = R"({"redaction":{"rules":[{"name":"ticket","pattern":"TICKET-[0-9]{6}"}]}})";

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

// The settings file decides what is masked, so nothing of it may be overlooked.
class TestSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_agent.reset(); }
    void whatIsNotUnderstoodStoresNothing_data();
    void whatIsNotUnderstoodStoresNothing();
    void aNamedFileHasToExist();
    void doNotKeepFromDeleting();
    void theAgentReadsThemForEachJob();
    void theAgentTakesTheCallsOwn();

private:
    [[nodiscard]] QString config() const { return m_agent->dataDir() + u"/config.json"_s; }
    [[nodiscard]] QStringList import() const { return {u"import"_s, u"--from"_s, m_history}; }
    std::unique_ptr<AgentProcess> m_agent;
    QString m_history;
};

void TestSettings::init()
{
    m_agent = std::make_unique<AgentProcess>();
    m_history = m_agent->writeTranscript(
        session, {promptLine(session, 1, u"see TICKET-123456"_s), replyLine(session, 2, u"Done."_s)});
    QVERIFY(QDir().mkpath(m_agent->dataDir()));
}

void TestSettings::whatIsNotUnderstoodStoresNothing_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("torn") << QByteArray(R"({"redaction":)");
    QTest::newRow("list") << QByteArray("[1]");
    QTest::newRow("section is null") << QByteArray(R"({"redaction":null})");
    QTest::newRow("section is misspelt") << QByteArray(R"({"redactions":{"rules":[]}})");
    QTest::newRow("rules are misspelt") << QByteArray(R"({"redaction":{"rule":[]}})");
    QTest::newRow("rules are an object") << QByteArray(R"({"redaction":{"rules":{}}})");
    QTest::newRow("pattern is misspelt") << QByteArray(
        R"({"redaction":{"rules":[{"name":"a","pattern":"b","groups":1}]}})");
    QTest::newRow("pattern does not compile") << QByteArray(R"({"redaction":{"rules":[{"name":"a","pattern":"("}]}})");
}

void TestSettings::whatIsNotUnderstoodStoresNothing()
{
    QFETCH(QByteArray, settings);
    write(config(), settings);
    const Ran refused = m_agent->run(import());
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("config.json"), refused.err.constData());
    QCOMPARE(m_agent->json({u"status"_s}).json()["store"]["events"], json(0));
    QCOMPARE(m_agent->run({u"samples"_s}).exitCode, 1);
}

void TestSettings::aNamedFileHasToExist()
{
    const Ran refused = m_agent->run(import() + QStringList{u"--config"_s, m_agent->path(u"nope.json"_s)});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("nope.json"));
    QCOMPARE(m_agent->run(import()).exitCode, 0); // the one nobody named may be missing
}

void TestSettings::doNotKeepFromDeleting()
{
    QCOMPARE(m_agent->run(import()).exitCode, 0);
    write(config(), "{");
    QCOMPARE(m_agent->run({u"delete"_s, session}).exitCode, 0);
    const Ran listed = m_agent->json({u"exclusions"_s});
    QCOMPARE(listed.exitCode, 0);
    QCOMPARE(listed.json()["exclusions"].size(), size_t(1));
    const Ran repair = m_agent->run({u"doctor"_s, u"--repair"_s}); // reads transcripts again
    QCOMPARE(repair.exitCode, 1);
    QVERIFY(repair.err.contains("config.json"));
}

void TestSettings::theAgentReadsThemForEachJob()
{
    QVERIFY(m_agent->startAgent());
    QCOMPARE(m_agent->run(import()).exitCode, 0);
    write(config(), ticketRule);
    const Ran rechecked = m_agent->json({u"redact"_s, u"--recheck"_s});
    QCOMPARE(rechecked.exitCode, 0);
    QCOMPARE(rechecked.json()["lines_changed"], json(1));
    QVERIFY(!m_agent->run({u"show"_s, session}).out.contains("TICKET-123456"));
    write(config(), R"({"redaction":null})");
    QCOMPARE(m_agent->run({u"redact"_s, u"--recheck"_s}).exitCode, 1);
}

void TestSettings::theAgentTakesTheCallsOwn()
{
    QVERIFY(m_agent->startAgent());
    const QString own = m_agent->path(u"own.json"_s);
    write(own, ticketRule);
    QCOMPARE(m_agent->run(import() + QStringList{u"--config"_s, own}).exitCode, 0);
    const QByteArray shown = m_agent->run({u"show"_s, session}).out;
    QVERIFY(shown.contains("see "));
    QVERIFY(!shown.contains("TICKET-123456"));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
