// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/hookwiring.h"
#include "agent/install/installplanner.h"
#include "agent/install/jsonctree.h"
#include "tests/install/settingsmaker.h"
#include "tests/support/withoutrights.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

// Without what may differ between equal documents: white space, comments, trailing commas.
QByteArray essence(const QByteArray &bytes, const JsoncNode &node)
{
    if (node.kind != JsoncNode::Kind::Object && node.kind != JsoncNode::Kind::Array)
        return bytes.sliced(node.begin, node.end - node.begin);
    QByteArray out(1, bytes[node.begin]);
    for (const JsoncNode &child : node.children)
        out += child.key + ':' + essence(bytes, child) + ',';
    return out + bytes[node.end - 1];
}

QByteArray essence(const QByteArray &bytes)
{
    const auto root = parseJsonc(bytes);
    if (!root)
        return "(broken)";
    const QByteArray text = *root ? essence(bytes, **root) : QByteArray("{}");
    return text;
}

// What remains when containers that became empty are gone.
QByteArray withoutEmpties(QByteArray text)
{
    for (QByteArray before; before != text;) {
        before = text;
        for (const char *event : {"PostToolUse:[],", "Stop:[],", "SessionEnd:[],", "hooks:{},"})
            text.replace(event, "");
    }
    return text;
}

ApplyDoors quietDoors()
{
    return {[] { return Result<>(); }, [](const QString &) {}};
}

} // namespace

class TestInstallUndo final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void putsBackEveryByte();
    void removesOnlyOursFromWhatChanged();
    void removesTheFileThatWasNot();
    void aSecondInstallKeepsTheFirstBytes();
    void doesNothingTwice();
    void worksWithoutTheRecord();
    void keepsWhatOthersWroteInBetween();
    void narrowsToAnOlderClient();
    void usesThePackagesUnits();
    void aWorkerGetsNoAutostart();
    void anotherUsersSettingsStay();
    void whatALinkLeadsToStays();
    void foldersThatWereMadeGo();

private:
    [[nodiscard]] bool apply(const Result<InstallPlan> &plan);
    [[nodiscard]] InstallPlaces places() const;
    [[nodiscard]] QString settings() const { return m_home + u"/.claude/settings.json"_s; }
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_home;
    const std::atomic<bool> m_goesOn = false; // nobody cancels
};

void TestInstallUndo::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_home = QFileInfo(m_folder->path()).canonicalFilePath();
    QVERIFY(QDir().mkpath(m_home + u"/.claude"_s));
    QVERIFY(QDir().mkpath(m_home + u"/programs"_s));
    for (const char *name : {"assay-hook", "assay-agent"}) {
        const QString program = m_home + u"/programs/"_s + QLatin1StringView(name);
        write(program, "#!/bin/sh\nexit 0\n");
        QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    QFile::remove(qEnvironmentVariable("ASSAY_TEST_ROOT") + u"/claude-version"_s);
}

InstallPlaces TestInstallUndo::places() const
{
    return {.dataDir = *DataDir::locate(m_home + u"/.local/share/assay"_s),
            .claudeDir = m_home + u"/.claude"_s,
            .managedSettings = m_home + u"/managed.json"_s,
            .home = m_home,
            .configHome = m_home + u"/.config"_s,
            .programFolder = m_home + u"/programs"_s,
            .systemUnits = m_home + u"/units"_s};
}

bool TestInstallUndo::apply(const Result<InstallPlan> &plan)
{
    if (!plan) {
        qWarning("%s", qPrintable(plan.error().what));
        return false;
    }
    const auto applied = applyPlan(*plan, quietDoors());
    if (!applied)
        qWarning("%s %s", qPrintable(applied.error().what), qPrintable(applied.error().path));
    return applied.has_value();
}

void TestInstallUndo::putsBackEveryByte()
{
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        const QByteArray before = test::madeSettings(seed);
        QVERIFY2(parseJsonc(before), before.constData());
        const QByteArray wired = withHooks(before, eventsOfEveryClient(), "/x/assay-hook").value();
        QCOMPARE(readHooks(wired).value().events.size(), 9);
        QCOMPARE(withHooks(wired, eventsOfEveryClient(), "/x/assay-hook").value(), wired);
        if (seed % 8 != 0)
            continue;
        write(settings(), before);
        QVERIFY(apply(planInstall(places(), {.headless = true, .agentRuns = true})));
        QVERIFY(read(settings()).contains("assay-hook"));
        QVERIFY(apply(planUninstall(places(), {})));
        QCOMPARE(read(settings()), before);
    }
}

void TestInstallUndo::removesOnlyOursFromWhatChanged()
{
    int exact = 0;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        const QByteArray before = test::madeSettings(seed);
        const QByteArray wired = withHooks(before, eventsOfEveryClient(), "/x/assay-hook").value();
        const QByteArray after = withoutHooks(wired).value();
        if (withoutEmpties(essence(after)) != withoutEmpties(essence(before)))
            qWarning("seed %llu\n--- before\n%s\n--- wired\n%s\n--- after\n%s", static_cast<unsigned long long>(seed),
                     before.constData(), wired.constData(), after.constData());
        QCOMPARE(withoutEmpties(essence(after)), withoutEmpties(essence(before)));
        for (const char *comment : {"/* [ */", "/**/", "// a } note", "// settings of mine"})
            QVERIFY(after.count(comment) <= before.count(comment));
        exact += after == before ? 1 : 0;
    }
    // Where nothing became empty and no comma trails, even this way gives the same bytes.
    QVERIFY2(exact > 40, qPrintable(QString::number(exact)));
}

void TestInstallUndo::removesTheFileThatWasNot()
{
    QVERIFY(QDir(m_home + u"/.claude"_s).removeRecursively());
    QVERIFY(apply(planInstall(places(), {.headless = true, .agentRuns = true})));
    QVERIFY(readHooks(read(settings())).value().events.size() >= 9);
    QVERIFY(apply(planUninstall(places(), {})));
    QVERIFY(!QFileInfo::exists(m_home + u"/.claude"_s));
    QVERIFY(!QFileInfo::exists(m_home + u"/.local/lib/assay"_s));
    QVERIFY(!QFileInfo::exists(places().recordFile()));
}

void TestInstallUndo::aSecondInstallKeepsTheFirstBytes()
{
    const QByteArray before = "{\n  \"model\": \"opus\"  , // mine\n}";
    write(settings(), before);
    QVERIFY(apply(planInstall(places(), {.headless = true, .agentRuns = true})));
    write(qEnvironmentVariable("ASSAY_TEST_ROOT") + u"/claude-version"_s, "2.1.330 (Claude Code)");
    QVERIFY(apply(planInstall(places(), {.headless = true, .agentRuns = true})));
    QVERIFY(read(settings()).contains("PostToolUseFailure"));
    QVERIFY(apply(planUninstall(places(), {})));
    QCOMPARE(read(settings()), before);
}

void TestInstallUndo::doesNothingTwice()
{
    write(settings(), "{}");
    QVERIFY(apply(planInstall(places(), {.agentRuns = true})));
    const auto again = planInstall(places(), {.agentRuns = true});
    QVERIFY(again);
    QCOMPARE(again->steps.size(), 0);
    QVERIFY(apply(planUninstall(places(), {})));
    const auto gone = planUninstall(places(), {.agentRuns = true});
    QVERIFY(gone);
    QCOMPARE(gone->steps.size(), 0);
}

void TestInstallUndo::worksWithoutTheRecord()
{
    write(settings(), "{\n  \"a\": 1\n}\n");
    QVERIFY(apply(planInstall(places(), {.headless = true, .agentRuns = true})));
    write(places().recordFile(), "{\"settings\": [{\"path_hex\": \"");
    QVERIFY(apply(planUninstall(places(), {})));
    QCOMPARE(read(settings()), "{\n  \"a\": 1\n}\n");
}

void TestInstallUndo::keepsWhatOthersWroteInBetween()
{
    write(settings(), "{\n  \"a\": 1\n}\n");
    QVERIFY(apply(planInstall(places(), {.headless = true, .agentRuns = true})));
    write(settings(), read(settings()).replace("\"a\": 1", "\"a\": 2"));
    QVERIFY(apply(planUninstall(places(), {})));
    QCOMPARE(read(settings()), "{\n  \"a\": 2\n}\n");
}

void TestInstallUndo::narrowsToAnOlderClient()
{
    const QString version = qEnvironmentVariable("ASSAY_TEST_ROOT") + u"/claude-version"_s;
    write(settings(), "{}");
    write(version, "2.1.330 (Claude Code)");
    QVERIFY(apply(planInstall(places(), {.headless = true, .agentRuns = true})));
    QVERIFY(planNarrowing(places(), m_goesOn).value().steps.isEmpty());
    write(version, "2.0.76 (Claude Code)");
    QVERIFY(apply(planNarrowing(places(), m_goesOn)));
    QCOMPARE(readHooks(read(settings())).value().events, eventsOfEveryClient());
    QVERIFY(apply(planUninstall(places(), {})));
    QCOMPARE(read(settings()), "{}");
}

void TestInstallUndo::usesThePackagesUnits()
{
    const QString systemd = qEnvironmentVariable("ASSAY_TEST_ROOT") + u"/systemd"_s;
    QVERIFY(QDir().mkpath(systemd));
    write(settings(), "{}");
    InstallPlaces packaged = places();
    packaged.packaged = true;
    QVERIFY(QDir().mkpath(packaged.systemUnits));
    const auto without = planInstall(packaged, {});
    QVERIFY(apply(without));
    const QString unit = packaged.unitFolder() + u"/assay-agent.service"_s;
    const QByteArray text = read(unit);
    QVERIFY(text.contains("ExecStart=" + packaged.programFolder.toUtf8() + "/assay-agent run\n"));
    QVERIFY(!QFileInfo::exists(packaged.copies()));
    QVERIFY(read(systemd + u"/log"_s).contains("--user enable --now assay-agent.service assay-agent.path\n"));
    QVERIFY(QFile::exists(systemd + u"/assay-agent.path.active"_s));
    QVERIFY(apply(planUninstall(packaged, {})));
    QVERIFY(!QFileInfo::exists(unit));
    QVERIFY(!QFile::exists(systemd + u"/assay-agent.service.enabled"_s));

    write(packaged.systemUnits + u"/assay-agent.service"_s, text);
    QVERIFY(apply(planInstall(packaged, {})));
    QVERIFY(!QFileInfo::exists(unit));
    QVERIFY(QDir(systemd).removeRecursively());
}

void TestInstallUndo::aWorkerGetsNoAutostart()
{
    write(settings(), "{}");
    const auto plan = planInstall(places(), {.headless = true, .agentRuns = true});
    QVERIFY(plan);
    QVERIFY(plan->remarks.join(u' ').contains(u"supervisor"_s));
    QVERIFY(apply(plan));
    QVERIFY(!QFileInfo::exists(places().autostartFile()));
    const auto desktop = planInstall(places(), {.agentRuns = true});
    QVERIFY(apply(desktop));
    QVERIFY(read(places().autostartFile()).contains("/.local/lib/assay/current/assay-agent run\n"));
    QVERIFY(apply(planUninstall(places(), {})));
    QVERIFY(!QFileInfo::exists(places().autostartFile()));
}

void TestInstallUndo::anotherUsersSettingsStay()
{
    if (geteuid() != 0)
        QSKIP("only root can become another user");
    write(settings(), "{}");
    QVERIFY(QDir().mkpath(m_home + u"/.local/share/assay"_s));
    QVERIFY(QFile::setPermissions(m_home, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeOther));
    const WithoutRights other(m_home + u"/.local"_s);
    InstallPlaces packaged = places(); // nothing to copy: the settings are what stops it
    packaged.packaged = true;
    const auto plan = planInstall(packaged, {.headless = true, .agentRuns = true});
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().what));
    const auto applied = applyPlan(*plan, quietDoors());
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, Error::Code::ReadOnly);
    QCOMPARE(read(settings()), "{}");
}

// Somebody has put a link where our copies lie.
void TestInstallUndo::whatALinkLeadsToStays()
{
    QVERIFY(apply(planInstall(places(), {.headless = true, .agentRuns = true})));
    QVERIFY(QDir(places().copies()).removeRecursively());
    QVERIFY(QDir().mkpath(m_home + u"/precious"_s));
    write(m_home + u"/precious/thesis"_s, "mine");
    QVERIFY(QFile::link(m_home + u"/precious"_s, places().copies()));
    QVERIFY(apply(planUninstall(places(), {})));
    QCOMPARE(read(m_home + u"/precious/thesis"_s), QByteArray("mine"));
    QVERIFY(!QFileInfo(places().copies()).isSymLink());
}

void TestInstallUndo::foldersThatWereMadeGo()
{
    const auto folders = [this] {
        QStringList all;
        for (QDirIterator each(m_home, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
             each.hasNext();)
            all.append(each.next());
        all.removeIf([](const QString &path) { return path.contains("/.local/share"_L1); }); // what is captured stays
        all.sort();
        return all;
    };
    QVERIFY(QDir().mkpath(m_home + u"/.local/bin"_s));
    const QStringList before = folders();
    QVERIFY(apply(planInstall(places(), {})));
    QVERIFY(folders().size() > before.size());
    QVERIFY(apply(planUninstall(places(), {})));
    QVERIFY(QDir().rmdir(m_home + u"/.config"_s)); // everybody's: it stays, also when it is empty
    QCOMPARE(folders(), before);
    // Not with what others put there meanwhile.
    QVERIFY(apply(planInstall(places(), {})));
    write(m_home + u"/.config/autostart/other.desktop"_s, "[Desktop Entry]\n");
    QVERIFY(apply(planUninstall(places(), {})));
    QVERIFY(QFile::exists(m_home + u"/.config/autostart/other.desktop"_s));
    QVERIFY(!QFile::exists(m_home + u"/.local/lib"_s));
}

QTEST_GUILESS_MAIN(TestInstallUndo)
#include "tst_installundo.moc"
