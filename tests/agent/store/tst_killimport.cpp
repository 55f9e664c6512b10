// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/sample/largesession.h"
#include "agent/sample/samplehistory.h"
#include "tests/support/agentprocess.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// Of one import that nothing disturbs; sanitizers on a busy machine take minutes.
constexpr int mostMs = 600'000;

} // namespace

// kill -9 at points spread over an import, then the import again: the same rows as if nothing had happened.
class TestKillImport : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_history;
    QStringList m_expected;
    qint64 m_undisturbedMs = 0;

    [[nodiscard]] QStringList arguments(const QString &dataDir) const
    {
        return {u"import"_s, u"--data-dir"_s, dataDir, u"--claude-dir"_s, m_history, u"--quiet"_s};
    }

    // The order of sessions in a tie and local integers may differ; dumpStore() names everything by natural keys.
    [[nodiscard]] static QStringList dump(const QString &dataDir)
    {
        return dumpStore(dataDir + u"/workspaces/default.sqlite"_s);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_history = m_folder.filePath(u"claude"_s);
        SampleOptions options;
        options.end = QDateTime::fromMSecsSinceEpoch(1'760'000'000'000, Qt::UTC);
        QVERIFY(writeSampleHistory(m_history, options));
        const QString large = m_history + u"/projects/-large/11111111-2222-4333-8444-555555555555.jsonl"_s;
        QVERIFY(QDir().mkpath(QFileInfo(large).path()));
        QVERIFY(writeLargeSession(large, 24'000'000, 7));
        const QString dataDir = m_folder.filePath(u"undisturbed"_s);
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(runAgent(arguments(dataDir), mostMs).exitCode, 0);
        m_undisturbedMs = clock.elapsed();
        m_expected = dump(dataDir);
        QVERIFY(m_expected.size() > 1000);
    }

    void sameRowsAfterKills()
    {
        const int kills = qEnvironmentVariableIntValue("ASSAY_TEST_KILLS") > 0
                              ? qEnvironmentVariableIntValue("ASSAY_TEST_KILLS")
                              : 15;
        constexpr int killsPerStore = 5;
        QRandomGenerator random(20261123);
        int killed = 0;
        for (int store = 0; killed < kills; ++store) {
            const QString dataDir = m_folder.filePath(u"killed-%1"_s.arg(store));
            for (int i = 0; i < killsPerStore; ++i) {
                QProcess agent;
                agent.start(agentPath(), arguments(dataDir));
                QVERIFY(agent.waitForStarted());
                // Points spread over the whole run; an import that ended earlier was simply not killed.
                agent.waitForFinished(static_cast<int>(random.bounded(m_undisturbedMs) + 1));
                if (agent.state() == QProcess::Running) {
                    agent.kill();
                    ++killed;
                }
                agent.waitForFinished();
            }
            QCOMPARE(runAgent(arguments(dataDir), mostMs).exitCode, 0);
            const QStringList actual = dump(dataDir);
            for (qsizetype line = 0; line < std::min(actual.size(), m_expected.size()); ++line) {
                if (actual[line] != m_expected[line])
                    QFAIL(qPrintable(
                        u"store %1:\n  %2\n  %3"_s.arg(store).arg(actual[line].left(600), m_expected[line].left(600))));
            }
            QCOMPARE(actual.size(), m_expected.size());
            QVERIFY(QDir(dataDir).removeRecursively());
            QVERIFY2(store < kills * 2, "imports end before they can be killed");
        }
        qInfo() << "killed" << killed << "times";
    }
};

// CTest knows how long it may take; a test function's own five minutes end on a busy machine.
int main(int argc, char *argv[])
{
    qputenv("QTEST_FUNCTION_TIMEOUT", "3600000");
    QCoreApplication application(argc, argv);
    TestKillImport test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killimport.moc"
