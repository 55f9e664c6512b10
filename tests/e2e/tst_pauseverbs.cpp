// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agentprocess.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// Pausing capture and changing settings, with and without an agent.
class TestPauseVerbs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_agent = std::make_unique<AgentProcess>(); }
    void cleanup() { m_agent.reset(); }

    void aPauseOutlivesTheAgent()
    {
        QCOMPARE(m_agent->json({u"capture"_s, u"pause"_s}).json()["state"], json("paused"));
        QVERIFY(QFile::exists(m_agent->dataDir() + u"/gates/paused"_s));
        QVERIFY(m_agent->startAgent());
        QCOMPARE(m_agent->json({u"status"_s}).json()["capture"]["state"], json("paused"));
        QCOMPARE(m_agent->json({u"status"_s}).json()["capture"]["paused_until"], json());
        QCOMPARE(m_agent->json({u"capture"_s, u"resume"_s}).json()["state"], json("running"));
        QCOMPARE(m_agent->json({u"status"_s}).json()["capture"]["state"], json("running"));
        QVERIFY(!QFile::exists(m_agent->dataDir() + u"/gates/paused"_s));
    }

    void aPauseWithATimeEndsByItself()
    {
        QVERIFY(m_agent->startAgent());
        const auto paused = m_agent->json({u"capture"_s, u"pause"_s, u"--for"_s, u"1s"_s});
        QCOMPARE(paused.json()["state"], json("paused"));
        const auto until = QDateTime::fromString(
            QString::fromStdString(paused.json()["paused_until"].get<std::string>()), Qt::ISODateWithMs);
        QVERIFY(qAbs(QDateTime::currentDateTimeUtc().msecsTo(until)) < 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_agent->json({u"status"_s}).json()["capture"]["state"], json("running"), 15'000);
        QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(m_agent->dataDir() + u"/gates/paused"_s), 15'000);
    }

    void withoutAnAgentCaptureIsOff()
    {
        QCOMPARE(m_agent->json({u"capture"_s, u"pause"_s}).exitCode, 0);
        QCOMPARE(m_agent->json({u"status"_s}).json()["capture"]["state"], json("paused"));
        QCOMPARE(m_agent->json({u"capture"_s, u"resume"_s}).json()["state"], json("off"));
        QCOMPARE(m_agent->json({u"status"_s}).json()["capture"]["state"], json("off"));
    }

    void wrongWordsAreUsage_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("stop") << QStringList{u"stop"_s};
        QTest::newRow("no unit") << QStringList{u"pause"_s, u"--for"_s, u"5"_s};
        QTest::newRow("zero") << QStringList{u"pause"_s, u"--for"_s, u"0h"_s};
        QTest::newRow("far too long") << QStringList{u"pause"_s, u"--for"_s, u"99999999999999999999d"_s};
        QTest::newRow("longer than a year") << QStringList{u"pause"_s, u"--for"_s, u"500d"_s};
        QTest::newRow("resume for") << QStringList{u"resume"_s, u"--for"_s, u"1h"_s};
        QTest::newRow("pause with missed") << QStringList{u"pause"_s, u"--include-missed"_s};
    }
    void wrongWordsAreUsage()
    {
        QFETCH(QStringList, words);
        QCOMPARE(m_agent->run(QStringList{u"capture"_s} + words).exitCode, 2);
        QVERIFY(!QFile::exists(m_agent->dataDir() + u"/gates/paused"_s));
    }

    void settingsAreShownAndChanged_data()
    {
        QTest::addColumn<bool>("running");
        QTest::newRow("agent") << true;
        QTest::newRow("no agent") << false;
    }
    void settingsAreShownAndChanged()
    {
        QFETCH(bool, running);
        QVERIFY(!running || m_agent->startAgent());
        QCOMPARE(m_agent->json({u"settings"_s}).json()["settings"]["capture"]["unpersisted"], json(false));
        const auto set = m_agent->json(
            {u"settings"_s, u"--set"_s,
             QString::fromLatin1("{\"capture\":{\"unpersisted\":true},\"ignore\":{\"folders\":[\"/work/x/\"]}}")});
        QCOMPARE(set.exitCode, 0);
        QCOMPARE(set.json()["settings"]["capture"]["unpersisted"], json(true));
        QVERIFY(QFile::exists(m_agent->dataDir() + u"/config.json"_s));
        QVERIFY(QFile::exists(m_agent->dataDir() + u"/gates/unpersisted"_s));
        QFile ignored(m_agent->dataDir() + u"/gates/ignored"_s);
        QVERIFY(ignored.open(QIODevice::ReadOnly));
        QCOMPARE(ignored.readAll(), "/work/x\n"_ba);
        QCOMPARE(m_agent->run({u"settings"_s, u"--set"_s, QString::fromLatin1("{\"ignore\":null,\"capture\":null}")})
                     .exitCode,
                 0);
        QVERIFY(!QFile::exists(m_agent->dataDir() + u"/gates/unpersisted"_s));
        QVERIFY(!QFile::exists(m_agent->dataDir() + u"/gates/ignored"_s));
        for (const QString &wrong : {u"{"_s, u"[]"_s, QString::fromLatin1("{\"capture\":{\"unpersisted\":1}}"),
                                     QString::fromLatin1("{\"x\":{}}")})
            QCOMPARE(m_agent->run({u"settings"_s, u"--set"_s, wrong}).exitCode, 2);
        // A rule that does not compile would let secrets through.
        QCOMPARE(m_agent
                     ->run({u"settings"_s, u"--set"_s,
                            QString::fromLatin1("{\"redaction\":{\"rules\":[{\"name\":\"a\",\"pattern\":\"(\"}]}}")})
                     .exitCode,
                 1);
    }

private:
    std::unique_ptr<AgentProcess> m_agent;
};

QTEST_GUILESS_MAIN(TestPauseVerbs)
#include "tst_pauseverbs.moc"
