// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "agent/capture/pathwatcher.h"
#include "tests/support/withoutrights.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// What a folder of transcripts does, and what is told of it; and that nothing is looked at while nothing happens.
class TestPathWatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_watcher.reset(); }
    void tellsNamesOfFiles_data() { modes(); }
    void tellsNamesOfFiles();
    void tellsRenamesAndRemovals_data() { modes(); }
    void tellsRenamesAndRemovals();
    void newFoldersAndWhatIsInThem_data() { modes(); }
    void newFoldersAndWhatIsInThem();
    void rootThatComesLater_data() { modes(); }
    void rootThatComesLater();
    void rootThatIsMadeAgain_data() { modes(); }
    void rootThatIsMadeAgain();
    void movedFolderIsALostTrack();
    void overflowIsALostTrack();
    void skipsMemory();
    void lacksWatches();
    void watchesThatRunOutLater();
    void folderThatMayNotBeRead();
    void doesNothingWhileNothingHappens();

private:
    void modes() const
    {
        QTest::addColumn<bool>("polling");
        QTest::newRow("inotify") << false;
        QTest::newRow("polling") << true;
    }
    void start(bool polling, int mostWatches = -1)
    {
        PathWatcher::Options options;
        options.polling = polling;
        options.pollMs = 20;
        options.mostWatches = mostWatches;
        m_watcher = std::make_unique<PathWatcher>(m_root.toStdString(), options);
        connect(m_watcher.get(), &PathWatcher::changed, this, [this](const FilePaths &files) {
            for (const std::string &each : files)
                m_told.insert(QString::fromStdString(each).mid(m_root.size() + 1));
        });
        connect(m_watcher.get(), &PathWatcher::lostTrack, this, [this] { ++m_lost; });
        m_watcher->start();
    }
    void write(const QString &name, const QByteArray &bytes = "x\n") const
    {
        const QString path = m_root + u'/' + name;
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::Append) || file.write(bytes) != bytes.size())
            qFatal("cannot write a scratch file");
    }
    // Waits until this is told, and forgets it.
    bool told(const QString &name)
    {
        return QTest::qWaitFor([&] { return m_told.contains(name); }, 10'000) && m_told.remove(name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_root;
    std::unique_ptr<PathWatcher> m_watcher;
    QSet<QString> m_told;
    int m_lost = 0;
};

void TestPathWatcher::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->filePath(u"claude/projects"_s);
    m_told.clear();
    m_lost = 0;
}

void TestPathWatcher::tellsNamesOfFiles()
{
    QFETCH(const bool, polling);
    write(u"-a/one.jsonl"_s);
    start(polling);
    QCOMPARE(m_watcher->isPolling(), polling);
    QVERIFY(m_told.isEmpty()); // what was there is not news
    write(u"-a/one.jsonl"_s);
    QVERIFY(told(u"-a/one.jsonl"_s));
    write(u"-a/two.jsonl"_s);
    QVERIFY(told(u"-a/two.jsonl"_s));
    QVERIFY(!m_told.contains(u"-a/one.jsonl"_s));
}

void TestPathWatcher::tellsRenamesAndRemovals()
{
    QFETCH(const bool, polling);
    write(u"-a/one.jsonl"_s);
    write(u"-a/gone.jsonl"_s);
    start(polling);
    QVERIFY(QFile::rename(m_root + u"/-a/one.jsonl"_s, m_root + u"/-a/two.jsonl"_s));
    QVERIFY(QFile::remove(m_root + u"/-a/gone.jsonl"_s));
    QVERIFY(told(u"-a/one.jsonl"_s));
    QVERIFY(told(u"-a/two.jsonl"_s));
    QVERIFY(told(u"-a/gone.jsonl"_s));
}

void TestPathWatcher::newFoldersAndWhatIsInThem()
{
    QFETCH(const bool, polling);
    QDir().mkpath(m_root);
    start(polling);
    write(u"-a/aaaaaaaa-0000-4000-8000-000000000001/subagents/workflows/w/agent-1.jsonl"_s);
    QVERIFY(told(u"-a/aaaaaaaa-0000-4000-8000-000000000001/subagents/workflows/w/agent-1.jsonl"_s));
    write(u"-a/aaaaaaaa-0000-4000-8000-000000000001/subagents/workflows/w/agent-1.jsonl"_s);
    QVERIFY(told(u"-a/aaaaaaaa-0000-4000-8000-000000000001/subagents/workflows/w/agent-1.jsonl"_s));
    // A folder that was filled elsewhere and moved here.
    QDir().mkpath(m_folder->filePath(u"elsewhere/-b"_s));
    QFile file(m_folder->filePath(u"elsewhere/-b/three.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(QDir().rename(m_folder->filePath(u"elsewhere/-b"_s), m_root + u"/-b"_s));
    QVERIFY(told(u"-b/three.jsonl"_s));
}

void TestPathWatcher::rootThatComesLater()
{
    QFETCH(const bool, polling);
    start(polling);
    write(u"-a/one.jsonl"_s);
    QVERIFY(told(u"-a/one.jsonl"_s));
    write(u"-a/one.jsonl"_s);
    QVERIFY(told(u"-a/one.jsonl"_s));
}

void TestPathWatcher::rootThatIsMadeAgain()
{
    QFETCH(const bool, polling);
    write(u"-a/one.jsonl"_s);
    start(polling);
    QVERIFY(QDir(m_folder->filePath(u"claude"_s)).removeRecursively());
    QVERIFY(told(u"-a/one.jsonl"_s));
    write(u"-b/two.jsonl"_s);
    QVERIFY(told(u"-b/two.jsonl"_s));
    write(u"-b/two.jsonl"_s);
    QVERIFY(told(u"-b/two.jsonl"_s));
}

void TestPathWatcher::movedFolderIsALostTrack()
{
    write(u"-a/one.jsonl"_s);
    start(false);
    QVERIFY(QDir().rename(m_root + u"/-a"_s, m_root + u"/-b"_s));
    QVERIFY(told(u"-b/one.jsonl"_s));
    QCOMPARE(m_lost, 1);
    write(u"-b/one.jsonl"_s);
    QVERIFY(told(u"-b/one.jsonl"_s));
    // Out of sight: its files are gone, and it is watched no longer.
    QVERIFY(QDir().rename(m_root + u"/-b"_s, m_folder->filePath(u"away"_s)));
    QTRY_COMPARE(m_lost, 2);
    QCOMPARE(m_watcher->foldersWatched(), 1);
}

void TestPathWatcher::overflowIsALostTrack()
{
    QFile limit(u"/proc/sys/fs/inotify/max_queued_events"_s);
    QVERIFY(limit.open(QIODevice::ReadOnly));
    const int most = limit.readAll().trimmed().toInt();
    if (most > 100'000)
        QSKIP("the queue of this system is too long to be filled");
    write(u"-a/one.jsonl"_s);
    start(false);
    for (int i = 0; i <= most / 2; ++i) {
        QFile file(m_root + u"/-a/%1"_s.arg(i % 2));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.remove();
    }
    write(u"-late/two.jsonl"_s);
    QTRY_VERIFY(m_lost > 0);
    m_told.clear();
    write(u"-late/two.jsonl"_s); // a folder that was made meanwhile is watched too
    QVERIFY(told(u"-late/two.jsonl"_s));
}

void TestPathWatcher::skipsMemory()
{
    write(u"-a/memory/notes.jsonl"_s);
    start(false);
    write(u"-a/memory/notes.jsonl"_s);
    write(u"-b/memory/notes.jsonl"_s);
    write(u"-b/one.jsonl"_s);
    QVERIFY(told(u"-b/one.jsonl"_s));
    QVERIFY(m_told.isEmpty());
}

void TestPathWatcher::lacksWatches()
{
    for (int i = 0; i < 5; ++i)
        write(u"-p%1/one.jsonl"_s.arg(i));
    start(false, 3);
    QVERIFY(m_watcher->isPolling());
    QVERIFY(m_watcher->reason().contains(u"max_user_watches"_s));
    for (int i = 0; i < 5; ++i)
        write(u"-p%1/one.jsonl"_s.arg(i));
    for (int i = 0; i < 5; ++i)
        QTRY_VERIFY(m_told.contains(u"-p%1/one.jsonl"_s.arg(i)));
}

// What lies in the folder that gets no watch may have come before the first look.
void TestPathWatcher::watchesThatRunOutLater()
{
    write(u"-a/one.jsonl"_s);
    start(false, 2);
    QVERIFY(!m_watcher->isPolling());
    write(u"-b/one.jsonl"_s);
    QTRY_VERIFY(m_watcher->isPolling());
    QTRY_COMPARE(m_lost, 1);
}

void TestPathWatcher::folderThatMayNotBeRead()
{
    write(u"-a/one.jsonl"_s);
    write(u"-b/one.jsonl"_s);
    const WithoutRights rights(m_folder->path());
    QVERIFY(QFile::setPermissions(m_root + u"/-a"_s, {}));
    start(false);
    QVERIFY(!m_watcher->isPolling());
    QCOMPARE(m_watcher->unwatched(), (std::set<std::string>{(m_root + u"/-a"_s).toStdString()}));
    QVERIFY(QFile::setPermissions(m_root + u"/-a"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    m_watcher->tryAgain();
    QVERIFY(told(u"-a/one.jsonl"_s)); // it may have moved meanwhile
    QVERIFY(m_watcher->unwatched().empty());
    write(u"-a/two.jsonl"_s);
    QVERIFY(told(u"-a/two.jsonl"_s));
}

void TestPathWatcher::doesNothingWhileNothingHappens()
{
    for (int i = 0; i < 50; ++i)
        write(u"-p%1/one.jsonl"_s.arg(i));
    start(false);
    const PathWatcher::Counts before = m_watcher->counts();
    write(u"-p7/one.jsonl"_s);
    QVERIFY(told(u"-p7/one.jsonl"_s));
    QCOMPARE(m_watcher->counts().foldersListed, before.foldersListed);
    QCOMPARE(m_watcher->counts().filesLookedAt, before.filesLookedAt);
    QCOMPARE(m_watcher->counts().wakes, before.wakes + 1);
}

QTEST_GUILESS_MAIN(TestPathWatcher)
#include "tst_pathwatcher.moc"
