// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <sys/resource.h>

#include <csignal>

#include "agent/desk/skillwriter.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// The attackers' side of a file that is to be written: names, links, things that are no files, others who write too.
class tst_SkillWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void badNameIsRefused_data();
    void badNameIsRefused();
    void placeNobodyReadsIsRefused_data();
    void placeNobodyReadsIsRefused();
    void linkOnTheWayIsRefused_data();
    void linkOnTheWayIsRefused();
    void noRegularFileIsRefused_data();
    void noRegularFileIsRefused();
    void writesWholeAndKeepsTheMode();
    void changedFileIsLeft();
    void appearedFileIsLeft();
    void protectedFileIsLeft();
    void removesOnlyWhatItMade();
    void memoryLinkWithinTheProjectIsFollowed();
    void memoryLinkThatLeadsOutIsRefused();
    void moveNeverReplaces();
    void tidyPutsBackWhatWasWrittenMeanwhile();
    void failedWriteLeavesNoFolders();
    void foundNamesAreMovedAndNeverMade();

private:
    [[nodiscard]] SkillPlace place() const { return *skillPlace(PlaceScope::Project, m_root, u"tests"_s); }
    [[nodiscard]] static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<none>");
    }
    static void put(const QString &path, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
    QString m_outside;
};

void tst_SkillWriter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->path() + u"/project"_s;
    m_outside = m_folder->path() + u"/outside"_s;
    QDir().mkpath(m_root);
    QDir().mkpath(m_outside);
}

void tst_SkillWriter::badNameIsRefused_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {QString(),     u"."_s,           u".."_s,           u"../evil"_s,
                                u"a/b"_s,      u"/etc/passwd"_s, u"a\\b"_s,         u"A"_s,
                                u"a b"_s,      u"-a"_s,          u"a-"_s,           u"a--b"_s,
                                u"a.b"_s,      u"~"_s,           u"a\nb"_s,         QString(u"a"_s) + QChar(0) + u"b"_s,
                                u"a\u202eb"_s, u"а"_s,           QString(65, u'a'), u"$(id)"_s,
                                u"con:"_s,     u"a*"_s})
        QTest::addRow("%s", qPrintable(name.toHtmlEscaped())) << name;
}

void tst_SkillWriter::badNameIsRefused()
{
    QFETCH(QString, name);
    QVERIFY(!skillPlace(PlaceScope::Project, m_root, name));
    QVERIFY(!rulePlace(PlaceScope::Personal, m_root, name));
}

void tst_SkillWriter::placeNobodyReadsIsRefused_data()
{
    QTest::addColumn<QString>("relative");
    for (const QString &relative : {u".claude/skills/../../x/SKILL.md"_s, u"skills/a/b/SKILL.md"_s,
                                    u".claude/skills/a/skill.md"_s, u".git/config"_s, u".claude/settings.local.json"_s,
                                    u"../CLAUDE.md"_s, u"/CLAUDE.md"_s, u".bashrc"_s, u"x/CLAUDE.md"_s, QString()})
        QTest::addRow("%s", qPrintable(relative)) << relative;
}

void tst_SkillWriter::placeNobodyReadsIsRefused()
{
    QFETCH(QString, relative);
    const SkillWriter writer({PlaceScope::Project, m_root, relative, false}, "1");
    QVERIFY(!writer.replace(std::nullopt, "x"));
    QVERIFY(!writer.read());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 2);
}

void tst_SkillWriter::linkOnTheWayIsRefused_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<bool>("hasFile"); // outside, where the link leads
    for (const QString &link :
         {u".claude"_s, u".claude/skills"_s, u".claude/skills/tests"_s, u".claude/skills/tests/SKILL.md"_s}) {
        QTest::addRow("%s", qPrintable(link)) << link << false;
        QTest::addRow("%s to a file", qPrintable(link)) << link << true;
    }
}

void tst_SkillWriter::linkOnTheWayIsRefused()
{
    QFETCH(QString, link);
    QFETCH(bool, hasFile);
    const QString path = m_root + u'/' + link;
    QDir().mkpath(QFileInfo(path).path());
    const bool isFile = link.endsWith(".md"_L1);
    const QString target = isFile ? m_outside + u"/SKILL.md"_s : m_outside;
    const QString behind = isFile ? target : m_outside + u".claude/skills/tests/SKILL.md"_s.mid(link.size());
    if (hasFile)
        put(behind, "theirs");
    QVERIFY(QFile::link(target, path));
    const SkillWriter writer(place(), "1");
    QVERIFY(!writer.replace(hasFile ? FileBytes("theirs") : FileBytes(), "ours"));
    QVERIFY(!writer.remove("theirs", 3));
    QCOMPARE(bytesOf(behind), hasFile ? QByteArray("theirs") : QByteArray("<none>"));
}

void tst_SkillWriter::noRegularFileIsRefused_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("folder") << 0;
    QTest::newRow("pipe") << 1;
    QTest::newRow("larger than a megabyte") << 2;
    QTest::newRow("file where a folder should be") << 3;
}

void tst_SkillWriter::noRegularFileIsRefused()
{
    QFETCH(int, kind);
    const QString path = place().path();
    QDir().mkpath(kind == 3 ? m_root + u"/.claude"_s : QFileInfo(path).path());
    if (kind == 0)
        QDir().mkpath(path);
    else if (kind == 1)
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    else if (kind == 2)
        put(path, QByteArray(1024 * 1024 + 1, 'x'));
    else
        put(m_root + u"/.claude/skills"_s, "a file");
    const SkillWriter writer(place(), "1");
    QVERIFY(!writer.read());
    QVERIFY(!writer.replace(std::nullopt, "ours"));
}

void tst_SkillWriter::writesWholeAndKeepsTheMode()
{
    const SkillWriter writer(place(), "1");
    QCOMPARE(writer.missingFolders(), 3);
    QVERIFY(writer.replace(std::nullopt, "one"));
    QCOMPARE(writer.missingFolders(), 0);
    QCOMPARE(bytesOf(place().path()), QByteArray("one"));
    QVERIFY(QFile::setPermissions(place().path(), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(writer.replace(FileBytes("one"), "two"));
    QCOMPARE(bytesOf(place().path()), QByteArray("two"));
    QCOMPARE(QFileInfo(place().path()).permissions() & QFile::ReadOther, QFile::Permissions());
    QCOMPARE(QDir(QFileInfo(place().path()).path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"SKILL.md"_s});
}

void tst_SkillWriter::changedFileIsLeft()
{
    put(place().path(), "by hand");
    const SkillWriter writer(place(), "1");
    QVERIFY(!writer.replace(FileBytes("as seen"), "ours"));
    QVERIFY(!writer.replace(std::nullopt, "ours"));
    QVERIFY(!writer.remove("as seen", 3));
    QCOMPARE(bytesOf(place().path()), QByteArray("by hand"));
    QCOMPARE(
        QDir(QFileInfo(place().path()).path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(),
        1);
}

void tst_SkillWriter::appearedFileIsLeft()
{
    QVERIFY(SkillWriter(place(), "1").replace(std::nullopt, "one"));
    QFile::remove(place().path());
    QVERIFY(!SkillWriter(place(), "2").replace(FileBytes("one"), "two")); // gone since
    QVERIFY(!QFileInfo::exists(place().path()));
}

void tst_SkillWriter::protectedFileIsLeft()
{
    put(place().path(), "one");
    QVERIFY(QFile::setPermissions(place().path(), QFile::ReadOwner));
    QVERIFY(!SkillWriter(place(), "1").replace(FileBytes("one"), "two"));
    QCOMPARE(bytesOf(place().path()), QByteArray("one"));
}

void tst_SkillWriter::removesOnlyWhatItMade()
{
    QDir().mkpath(m_root + u"/.claude"_s);
    const SkillWriter writer(place(), "1");
    const int folders = writer.missingFolders();
    QCOMPARE(folders, 2);
    QVERIFY(writer.replace(std::nullopt, "one"));
    QVERIFY(writer.remove("one", folders));
    QVERIFY(QFileInfo::exists(m_root + u"/.claude"_s));
    QVERIFY(!QFileInfo::exists(m_root + u"/.claude/skills"_s));
}

void tst_SkillWriter::memoryLinkWithinTheProjectIsFollowed()
{
    put(m_root + u"/docs/AGENTS.md"_s, "x");
    QVERIFY(QFile::link(u"docs/AGENTS.md"_s, m_root + u"/CLAUDE.md"_s));
    const auto behind = behindLink(memoryPlace(PlaceScope::Project, m_root));
    QVERIFY(behind);
    QCOMPARE(behind->relative, u"docs/AGENTS.md"_s);
}

void tst_SkillWriter::memoryLinkThatLeadsOutIsRefused()
{
    put(m_outside + u"/CLAUDE.md"_s, "x");
    QVERIFY(QFile::link(m_outside + u"/CLAUDE.md"_s, m_root + u"/CLAUDE.md"_s));
    QVERIFY(!behindLink(memoryPlace(PlaceScope::Project, m_root)));
    QVERIFY(!SkillWriter(memoryPlace(PlaceScope::Project, m_root), "1").replace(FileBytes("x"), "y"));
}

void tst_SkillWriter::moveNeverReplaces()
{
    QVERIFY(SkillWriter(place(), "1").replace(std::nullopt, "one"));
    const SkillPlace archived = archivedPlace(place());
    QVERIFY(moveSkillFolder(place(), archived));
    QCOMPARE(bytesOf(archived.path()), QByteArray("one"));
    QVERIFY(SkillWriter(place(), "2").replace(std::nullopt, "two"));
    QVERIFY(!moveSkillFolder(place(), archived));
    QVERIFY(!moveSkillFolder(archived, place()));
    QCOMPARE(bytesOf(archived.path()), QByteArray("one"));
    QCOMPARE(bytesOf(place().path()), QByteArray("two"));
}

void tst_SkillWriter::tidyPutsBackWhatWasWrittenMeanwhile()
{
    const QString left = QFileInfo(place().path()).path() + u"/.assay-1"_s;
    // Killed between the exchange and the look: what was there is neither before nor after.
    put(place().path(), "ours");
    put(left, "by hand, a moment ago");
    QVERIFY(SkillWriter(place(), "1").tidy(FileBytes("seen"), "ours"));
    QCOMPARE(bytesOf(place().path()), QByteArray("by hand, a moment ago"));
    QVERIFY(!QFileInfo::exists(left));
    // Killed while the new file was being written.
    put(place().path(), "seen");
    put(left, "ou");
    QVERIFY(SkillWriter(place(), "1").tidy(FileBytes("seen"), "ours"));
    QCOMPARE(bytesOf(place().path()), QByteArray("seen"));
    QVERIFY(!QFileInfo::exists(left));
}

void tst_SkillWriter::failedWriteLeavesNoFolders()
{
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto old = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit nothing{0, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &nothing); // as on a full disk
    const auto done = SkillWriter(place(), "1").replace(std::nullopt, "one");
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, old);
    QVERIFY(!done);
    QVERIFY(!QFileInfo::exists(m_root + u"/.claude"_s));
}

// A client loads a skill under any name; it is archived and brought back, but nothing new is written under one.
void tst_SkillWriter::foundNamesAreMovedAndNeverMade()
{
    for (const QString &name : {u"My Skill"_s, u"skills"_s, u"my-skills"_s}) {
        const SkillPlace found{PlaceScope::Project, m_root, u".claude/skills/%1/SKILL.md"_s.arg(name), false, true};
        put(found.path(), "theirs");
        const SkillPlace archived = archivedPlace(found);
        QCOMPARE(archived.relative, u".claude/skills-archived/%1/SKILL.md"_s.arg(name));
        QVERIFY(moveSkillFolder(found, archived));
        QCOMPARE(bytesOf(archived.path()), QByteArray("theirs"));
        QCOMPARE(restoredPlace(archived), found);
        QVERIFY(moveSkillFolder(archived, found));
        QCOMPARE(bytesOf(found.path()), QByteArray("theirs"));
    }
    QVERIFY(!checkPlace({PlaceScope::Project, m_root, u".claude/skills/My Skill/SKILL.md"_s, false, false}));
    for (const QString &name : {u".."_s, u"."_s, u"a/b"_s, QString()})
        QVERIFY(!checkPlace({PlaceScope::Project, m_root, u".claude/skills/%1/SKILL.md"_s.arg(name), false, true}));
}

QTEST_GUILESS_MAIN(tst_SkillWriter)
#include "tst_skillwriter.moc"
