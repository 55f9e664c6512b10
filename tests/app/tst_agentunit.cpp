// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/agentunit.h"

#include "models/data/store/datadir.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

QString state(const QString &name)
{
    return qEnvironmentVariable("ASSAY_TEST_ROOT") + u"/systemd/"_s + name;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
}

QByteArray unit(const QByteArray &words, const QByteArray &environment = {})
{
    return "ExecStart={ path=/usr/bin/assay-agent ; argv[]=/usr/bin/assay-agent run" + words +
           " ; ignore_errors=no ; start_time=[n/a] ; pid=0 }\nEnvironment=" + environment + "\nUnitFileState=enabled\n";
}

} // namespace

class TestAgentUnit final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QDir(state({})).removeRecursively();
        qunsetenv("CLAUDE_CONFIG_DIR");
    }

    void startsTheServiceThatServesTheSame_data()
    {
        QTest::addColumn<QByteArray>("unit");
        QTest::addColumn<QString>("workspace");
        QTest::addColumn<bool>("starts");
        QTest::newRow("as installed") << unit({}) << u"default"_s << true;
        QTest::newRow("window of another workspace") << unit({}) << u"work"_s << false;
        QTest::newRow("service of another workspace") << unit(" --workspace work") << u"default"_s << false;
        QTest::newRow("service of another directory") << unit(" --data-dir /x") << u"default"_s << false;
        QTest::newRow("another client") << unit({}, "CLAUDE_CONFIG_DIR=/x") << u"default"_s << false;
        QTest::newRow("not enabled") << unit({}).replace("=enabled", "=disabled") << u"default"_s << false;
        QTest::newRow("no unit") << QByteArray("UnitFileState=\n") << u"default"_s << false;
    }
    void startsTheServiceThatServesTheSame()
    {
        QFETCH(const QByteArray, unit);
        QFETCH(const QString, workspace);
        QFETCH(const bool, starts);
        QVERIFY(QDir().mkpath(state({})));
        write(state(u"assay-agent.service.shown"_s), unit);
        QCOMPARE(startAgentUnit(*DataDir::locate(), workspace, QDir::homePath() + u"/.claude"_s), starts);
        QCOMPARE(QFile::exists(state(u"assay-agent.service.active"_s)), starts);
    }

    void withoutSystemdThereIsNone()
    {
        QVERIFY(!startAgentUnit(*DataDir::locate(), u"default"_s, QDir::homePath() + u"/.claude"_s));
    }
};

QTEST_GUILESS_MAIN(TestAgentUnit)
#include "tst_agentunit.moc"
