// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/codingclients.h"
#include "agent/install/guardedfile.h"
#include "agent/install/hooksstate.h"
#include "agent/install/hookwiring.h"
#include "agent/install/installrecord.h"
#include "agent/install/textdiff.h"
#include "agent/install/userservice.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

QString underRoot(const QString &path)
{
    return qEnvironmentVariable("ASSAY_TEST_ROOT") + path;
}

} // namespace

class TestInstallParts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesThroughLinks();
    void refusesLinksToNothing();
    void keepsModeAndCreatesPrivately();
    void noticesWhoWroteMeanwhile();
    void leavesWriteProtectedFiles();
    void refusesWhatIsNoFile();
    void writesOnlyInTheTestRoot();
    void showsWhatChanges();
    void remembersPathsOfAnyBytes();
    void unitsSurviveOddPaths();
    void systemdTakesTheUnits();
    void theOldestClientDecides_data();
    void theOldestClientDecides();
    void findsClientsWhereInstallersPutThem();
    void tellsWhatIsWrongWithTheHooks();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
};

void TestInstallParts::writesThroughLinks()
{
    write(path(u"dotfiles/claude.json"_s), "{}");
    QVERIFY(QFile::link(u"dotfiles"_s, path(u"way"_s)));
    QVERIFY(QFile::link(u"way/claude.json"_s, path(u"settings.json"_s)));
    const auto file = readGuarded(path(u"settings.json"_s));
    QVERIFY(file);
    QCOMPARE(file->path, QFileInfo(path(u"dotfiles/claude.json"_s)).canonicalFilePath());
    QVERIFY(replaceGuarded(*file, "{\"a\":1}", 0600));
    QVERIFY(QFileInfo(path(u"settings.json"_s)).isSymLink());
    QCOMPARE(read(path(u"dotfiles/claude.json"_s)), "{\"a\":1}");
    QCOMPARE(QDir(path(u"dotfiles"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
}

void TestInstallParts::refusesLinksToNothing()
{
    QVERIFY(QFile::link(u"nowhere.json"_s, path(u"dangling.json"_s)));
    QVERIFY(!readGuarded(path(u"dangling.json"_s)));
    QVERIFY(QFile::link(u"circle-b"_s, path(u"circle-a"_s)));
    QVERIFY(QFile::link(u"circle-a"_s, path(u"circle-b"_s)));
    QVERIFY(!readGuarded(path(u"circle-a"_s)));
}

void TestInstallParts::keepsModeAndCreatesPrivately()
{
    const QString old = path(u"mode.json"_s);
    write(old, "1");
    QCOMPARE(chmod(qPrintable(old), 0664), 0);
    QVERIFY(replaceGuarded(*readGuarded(old), "2", 0600));
    struct stat status {};
    QCOMPARE(stat(qPrintable(old), &status), 0);
    QCOMPARE(status.st_mode & 07777U, 0664U);
    const QString fresh = path(u"fresh.json"_s);
    QVERIFY(replaceGuarded(*readGuarded(fresh), "2", 0600));
    QCOMPARE(stat(qPrintable(fresh), &status), 0);
    QCOMPARE(status.st_mode & 07777U, 0600U);
}

void TestInstallParts::noticesWhoWroteMeanwhile()
{
    const QString file = path(u"busy.json"_s);
    write(file, "{}");
    const auto seen = readGuarded(file);
    write(file, "{\"theirs\":1}");
    const auto replaced = replaceGuarded(*seen, "{\"ours\":1}", 0600);
    QVERIFY(!replaced);
    QVERIFY(replaced.error().what.contains(u"meanwhile"_s));
    QVERIFY(!removeGuarded(*seen));
    QCOMPARE(read(file), "{\"theirs\":1}");
    const QString appeared = path(u"appeared.json"_s);
    const auto none = readGuarded(appeared);
    write(appeared, "theirs");
    QVERIFY(!replaceGuarded(*none, "ours", 0600));
    QCOMPARE(read(appeared), "theirs");
    QVERIFY(QDir(m_folder.path()).entryList({u"*.assay-*"_s}, QDir::Files | QDir::Hidden).isEmpty());
}

void TestInstallParts::leavesWriteProtectedFiles()
{
    const QString file = path(u"protected.json"_s);
    write(file, "{}");
    QCOMPARE(chmod(qPrintable(file), 0444), 0);
    const auto replaced = replaceGuarded(*readGuarded(file), "{\"a\":1}", 0600);
    QVERIFY(!replaced);
    QCOMPARE(replaced.error().code, Error::Code::ReadOnly);
    QVERIFY(!removeGuarded(*readGuarded(file)));
    QCOMPARE(read(file), "{}");
}

void TestInstallParts::refusesWhatIsNoFile()
{
    QVERIFY(!readGuarded(m_folder.path()));
    QCOMPARE(mkfifo(qPrintable(path(u"pipe"_s)), 0600), 0);
    QVERIFY(!readGuarded(path(u"pipe"_s)));
}

void TestInstallParts::writesOnlyInTheTestRoot()
{
    const QString outside = u"/tmp/assay-outside-%1"_s.arg(getpid());
    QVERIFY(!replaceGuarded(GuardedFile{outside, std::nullopt}, "x", 0600));
    QVERIFY(!QFileInfo::exists(outside));
}

void TestInstallParts::showsWhatChanges()
{
    QCOMPARE(unifiedDiff("a\n", "a\n"), QString());
    QCOMPARE(unifiedDiff("", "a\r\nb\n"), u"@@ -0,0 +1,2 @@\n+a\n+b\n"_s);
    QCOMPARE(unifiedDiff("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nx\n6\n"), u"@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+x\n 6\n"_s);
    QByteArray many;
    for (int i = 0; i < 40; ++i)
        many += QByteArray::number(i) + '\n';
    QByteArray changed = many;
    changed.replace("\n5\n", "\n5\nnew\n").replace("\n30\n", "\n");
    QCOMPARE(unifiedDiff(many, changed), u"@@ -4,6 +4,7 @@\n 3\n 4\n 5\n+new\n 6\n 7\n 8\n"
                                         "@@ -28,7 +29,6 @@\n 27\n 28\n 29\n-30\n 31\n 32\n 33\n"_s);
}

void TestInstallParts::remembersPathsOfAnyBytes()
{
    InstallRecord record;
    record.put({u"/home/ä b/.claude/settings.json"_s, "before", "after", u"settings-1.json"_s, true, false});
    record.put({u"/x"_s, {}, "after", {}, false, true});
    const InstallRecord again = parseInstallRecord(toBytes(record));
    QCOMPARE(again.files.size(), 2);
    QVERIFY(again.find(u"/home/ä b/.claude/settings.json"_s) != nullptr);
    QCOMPARE(again.find(u"/x"_s)->folder, true);
    QCOMPARE(again.find(u"/x"_s)->exact, false);
    QVERIFY(parseInstallRecord(QByteArray("{\"settings\": [1, {\"path_hex\": 2}]")).files.isEmpty());
    QVERIFY(parseInstallRecord(QByteArray("{\"settings\": [1, {\"path_hex\": 2}]}")).files.isEmpty());
    const QByteArray escaping = R"({"settings":[{"path_hex":"2f78","backup":"../../x"}]})";
    QVERIFY(parseInstallRecord(escaping).files.isEmpty());
}

void TestInstallParts::unitsSurviveOddPaths()
{
    const AgentStart start{u"/opt/my apps/100%/assay-agent"_s,
                           {u"--data-dir"_s, u"/d \"x\"/$y"_s},
                           {u"XDG_DATA_HOME=/a b"_s},
                           u"/a b/100%/spool/new"_s};
    const QByteArray unit = serviceUnit(start);
    QVERIFY(unit.contains(R"(ExecStart="/opt/my apps/100%%/assay-agent" run --data-dir "/d \"x\"/$$y")"
                          "\n"));
    QVERIFY(unit.contains("Environment=\"XDG_DATA_HOME=/a b\"\n"));
    QVERIFY(pathUnit(start).contains("DirectoryNotEmpty=/a b/100%%/spool/new\n"));
    QVERIFY(pathUnit(packagedStart(u"/usr/bin/assay-agent"_s)).contains("=%h/.local/share/assay/spool/new\n"));
    const QByteArray entry = autostartEntry(start);
    QVERIFY(entry.contains(R"(Exec=env "XDG_DATA_HOME=/a b" "/opt/my apps/100%%/assay-agent" run --data-dir )"
                           R"("/d \\"x\\"/\\$y")"
                           "\n"));
}

void TestInstallParts::systemdTakesTheUnits()
{
    const QString verify = QStandardPaths::findExecutable(u"systemd-analyze"_s);
    if (verify.isEmpty())
        QSKIP("systemd-analyze is not installed");
    // Programs that are there, so that only the units can be wrong.
    const QString program = path(u"my apps/100%/assay-agent"_s);
    write(program, "#!/bin/sh\n");
    QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    const AgentStart odd{program, {u"--data-dir"_s, u"/d \"x\"/$y"_s}, {u"XDG_DATA_HOME=/a b"_s}, u"/a b/new"_s};
    for (const AgentStart &start : {packagedStart(u"/bin/true"_s), odd}) {
        write(path(u"units/assay-agent.service"_s), serviceUnit(start));
        write(path(u"units/assay-agent.path"_s), pathUnit(start));
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(verify, {u"--user"_s, u"--man=no"_s, u"verify"_s, path(u"units/assay-agent.service"_s),
                               path(u"units/assay-agent.path"_s)});
        QVERIFY(process.waitForFinished());
        const QByteArray said = process.readAll();
        if (said.contains("Failed to initialize manager"))
            QSKIP("no user manager can be simulated here");
        QVERIFY2(!said.contains("assay-agent"), said.constData());
        QCOMPARE(process.exitCode(), 0);
    }
}

void TestInstallParts::theOldestClientDecides_data()
{
    QTest::addColumn<QStringList>("versions");
    QTest::addColumn<bool>("newer");
    QTest::newRow("none") << QStringList() << false;
    QTest::newRow("new") << QStringList{u"2.1.120"_s, u"2.1.330"_s} << true;
    QTest::newRow("one old") << QStringList{u"2.1.330"_s, u"2.1.119"_s} << false;
    QTest::newRow("very old") << QStringList{u"2.0.76"_s} << false;
    QTest::newRow("one is silent") << QStringList{u"2.1.330"_s, QString()} << false;
    QTest::newRow("next") << QStringList{u"3.0.0"_s} << true;
}

void TestInstallParts::theOldestClientDecides()
{
    QFETCH(QStringList, versions);
    QFETCH(bool, newer);
    QList<CodingClient> clients;
    for (const QString &version : versions)
        clients.append({u"/x"_s, QVersionNumber::fromString(version)});
    const QStringList events = eventsFor(clients);
    QCOMPARE(events.mid(0, 9), eventsOfEveryClient());
    QCOMPARE(events.size() > 9, newer);
    QVERIFY(!events.contains(u"WorktreeCreate"_s)); // a hook there replaces the creation
}

void TestInstallParts::findsClientsWhereInstallersPutThem()
{
    write(underRoot(u"/claude-version"_s), "2.1.330 (Claude Code)\n");
    const QString local = underRoot(u"/home/.claude/local/claude"_s);
    write(local, "#!/bin/sh\necho '2.0.76 (Claude Code)'\n");
    QVERIFY(QFile::setPermissions(local, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QDir().mkpath(underRoot(u"/home/.local/bin"_s));
    QVERIFY(QFile::link(local, underRoot(u"/home/.local/bin/claude"_s)));
    const QList<CodingClient> clients = findClaudeClients();
    QStringList versions;
    for (const CodingClient &client : clients)
        versions.append(client.version.toString());
    QVERIFY(versions.contains(u"2.1.330"_s)); // the one in PATH
    QCOMPARE(versions.count(u"2.0.76"_s), 1); // two names of one program
    QFile::remove(local);
    QFile::remove(underRoot(u"/home/.local/bin/claude"_s));
}

void TestInstallParts::tellsWhatIsWrongWithTheHooks()
{
    const QString claudeDir = path(u"claude"_s);
    const QString settings = claudeDir + u"/settings.json"_s;
    const QString managed = underRoot(u"/etc/claude-code/managed-settings.json"_s);
    QVERIFY(!hooksState(claudeDir).wired);
    QVERIFY(hooksState(claudeDir).trouble.isEmpty());
    const QString hook = path(u"bin/assay-hook"_s);
    write(hook, "#!/bin/sh\n");
    QVERIFY(QFile::setPermissions(hook, QFile::ReadOwner | QFile::ExeOwner));
    const QByteArray command = hookCommand(hook, {});
    const QByteArray wired = withHooks("{}", eventsOfEveryClient(), command).value();
    write(settings, wired);
    QVERIFY2(hooksState(claudeDir).wired, qPrintable(hooksState(claudeDir).trouble));
    QCOMPARE(hooksState(claudeDir).events.size(), 9);
    QCOMPARE(hooksState(claudeDir).command.toUtf8(), command);

    write(managed, "{\"allowManagedHooksOnly\": true}");
    QVERIFY(hooksState(claudeDir).trouble.contains(u"managed hooks only"_s));
    QVERIFY(QFile::remove(managed));
    write(settings, withHooks("{\"disableAllHooks\": true}", eventsOfEveryClient(), command).value());
    QVERIFY(hooksState(claudeDir).trouble.contains(u"disableAllHooks"_s));
    write(settings, withHooks("{}", {u"Stop"_s}, command).value());
    QVERIFY(hooksState(claudeDir).trouble.contains(u"SessionStart"_s));
    write(settings, wired);
    QVERIFY(QFile::remove(hook));
    const HooksState dangling = hooksState(claudeDir);
    QVERIFY(!dangling.wired);
    QVERIFY(dangling.trouble.contains(hook));
    write(settings, "{\"hooks\": ");
    QVERIFY(hooksState(claudeDir).trouble.contains(u"line 1"_s));
}

QTEST_GUILESS_MAIN(TestInstallParts)
#include "tst_installparts.moc"
