// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// assay-hook where it cannot do its work: no home, no room, no permission, somebody else's folders. It stays silent,
// leaves no torn file, and counts what it dropped where it can.
#include "tests/support/hookcall.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace assay::test;
using namespace Qt::Literals::StringLiterals;

class HookLimitsTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString dataDir() const { return path(u"data"_s); }
    qint64 dropped() const { return QFileInfo(dataDir() + u"/spool/dropped"_s).size(); }
    static QByteArray stop() { return hookPayload(u"Stop"_s); }
    // A shell in a mount namespace of its own, in which $1 is the data directory. "$0" is the hook.
    QStringList inNamespace(const QString &script) const
    {
        return {u"unshare"_s, u"-m"_s, u"sh"_s, u"-c"_s, u"DATA='%1'; HOOK=\"$0\"; %2"_s.arg(dataDir(), script)};
    }
    static bool canUnshare()
    {
        return callHook({.through = {u"unshare"_s, u"-m"_s, u"sh"_s, u"-c"_s, u"mount -t tmpfs none /mnt"_s}}).ended;
    }
    static QStringList asNobody()
    {
        return {u"setpriv"_s, u"--reuid=65534"_s, u"--regid=65534"_s, u"--clear-groups"_s};
    }
    static bool canBeNobody()
    {
        return geteuid() == 0 && callHook({.through = asNobody() + QStringList{u"true"_s}}).ended;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/hook-XXXXXX"_s);
        qputenv("ASSAY_DATA_DIR", dataDir().toLocal8Bit());
    }

    void noHome()
    {
        QVERIFY(isSilent(callHook({.payload = stop(),
                                   .unset = {u"HOME"_s, u"XDG_DATA_HOME"_s, u"ASSAY_DATA_DIR"_s},
                                   .folder = m_folder->path()})));
        QVERIFY(isSilent(callHook({.payload = stop(), .through = {u"env"_s, u"-i"_s}})));
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void dataDirThatIsNone()
    {
        QFile file(dataDir());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(isSilent(callHook({.payload = stop()})));
        QVERIFY(isSilent(callHook({.payload = stop(), .environment = {{u"ASSAY_DATA_DIR"_s, u"/proc/nowhere"_s}}})));
        QVERIFY(isSilent(
            callHook({.payload = stop(), .environment = {{u"ASSAY_DATA_DIR"_s, u"/"_s + QString(5000, u'x')}}})));
        QCOMPARE(file.size(), 0);
    }

    void linkedSpoolIsNotFollowed()
    {
        QVERIFY(QDir().mkpath(path(u"elsewhere/new"_s)));
        QVERIFY(QDir().mkpath(path(u"elsewhere/tmp"_s)));
        QVERIFY(QDir().mkpath(dataDir()));
        QVERIFY(QFile::link(path(u"elsewhere"_s), dataDir() + u"/spool"_s));
        QVERIFY(isSilent(callHook({.payload = stop()})));
        QVERIFY(QDir(path(u"elsewhere/new"_s)).isEmpty());
    }

    void filesThatMayNotGrow()
    {
        QVERIFY(isSilent(callHook({.payload = stop(), .through = {u"sh"_s, u"-c"_s, u"ulimit -f 0; exec \"$0\""_s}})));
        QCOMPARE(spooledCount(dataDir()), 0);
        QTRY_COMPARE(unfinishedCount(dataDir()), 0);
        // Room for a header and for the count, none for the content.
        QVERIFY(QDir().mkpath(dataDir() + u"/gates"_s));
        QFile wanted(dataDir() + u"/gates/unpersisted"_s);
        QVERIFY(wanted.open(QIODevice::WriteOnly));
        const QByteArray large = hookPayload(u"Stop"_s, {{"zz", std::string(3'000'000, 'x')}});
        QVERIFY(
            isSilent(callHook({.payload = large, .through = {u"sh"_s, u"-c"_s, u"ulimit -f 1000; exec \"$0\""_s}})));
        QTRY_COMPARE(dropped(), 1);
        QCOMPARE(spooledCount(dataDir()), 0);
        QCOMPARE(unfinishedCount(dataDir()), 0);
    }

    void fullDiskAndSpaceAgain()
    {
        if (geteuid() != 0 || !canUnshare())
            QSKIP("cannot mount a small file system here");
        QVERIFY(QDir().mkpath(dataDir()));
        // What the shell says is the answer: files in new while full, in tmp, and after there was space again.
        const HookEnd end = callHook({.payload = stop(), .through = inNamespace(uR"sh(
            mount -t tmpfs -o size=64k,mode=700 none "$DATA" || exit 1
            cat >"$DATA/payload"
            "$HOOK" <"$DATA/payload"; echo "$?"
            dd if=/dev/zero of="$DATA/filler" bs=4k 2>/dev/null
            "$HOOK" <"$DATA/payload"; echo "$?"
            sleep 1
            ls "$DATA/spool/new" | wc -l; ls "$DATA/spool/tmp" | wc -l
            rm "$DATA/filler"
            "$HOOK" <"$DATA/payload"; echo "$?"
            for i in 1 2 3 4 5 6 7 8 9 10; do [ "$(ls "$DATA/spool/new" | wc -l)" = 2 ] && break; sleep 1; done
            ls "$DATA/spool/new" | wc -l)sh"_s)});
        QCOMPARE(end.said.simplified(), QByteArray("0 0 1 0 0 2"));
    }

    void readOnlyHome()
    {
        if (geteuid() != 0 || !canUnshare())
            QSKIP("cannot mount read-only here");
        QVERIFY(QDir().mkpath(dataDir()));
        const QStringList readOnly =
            inNamespace(u"mount --bind \"$DATA\" \"$DATA\" && mount -o remount,ro,bind \"$DATA\" && exec \"$HOOK\""_s);
        QVERIFY(isSilent(callHook({.payload = stop(), .through = readOnly})));
        QVERIFY(QDir(dataDir()).isEmpty());
        QVERIFY(isSilent(callHook({.payload = stop()})));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        QVERIFY(isSilent(callHook({.payload = stop(), .through = readOnly})));
        QCOMPARE(spooledCount(dataDir()), 1);
    }

    void otherUsers()
    {
        if (!canBeNobody())
            QSKIP("cannot become another user here");
        // Another user neither reads our spool nor puts anything there, even when the folder above is open to all.
        QVERIFY(isSilent(callHook({.payload = stop()})));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        QCOMPARE(chmod(m_folder->path().toLocal8Bit().constData(), 0777), 0);
        QCOMPARE(chmod(dataDir().toLocal8Bit().constData(), 0777), 0);
        const QStringList shell = asNobody() + QStringList{u"sh"_s, u"-c"_s};
        const HookEnd list = callHook(
            {.through = shell + QStringList{u"cat '%1'/spool/*/* '%1'/spool/level; ls '%1'/spool"_s.arg(dataDir())}});
        QVERIFY(!list.ended);
        QVERIFY(!list.said.contains("boottime"));
        QVERIFY(isSilent(callHook({.payload = stop(), .through = asNobody()})));
        QCOMPARE(spooledCount(dataDir()), 1);
    }

    void spoolOfAnotherUserIsNotUsed()
    {
        if (geteuid() != 0)
            QSKIP("needs root to own a folder by somebody else");
        QVERIFY(QDir().mkpath(dataDir() + u"/spool/new"_s));
        QVERIFY(QDir().mkpath(dataDir() + u"/spool/tmp"_s));
        for (const char *folder : {"/spool", "/spool/new", "/spool/tmp"})
            QCOMPARE(chown((dataDir() + QString::fromLatin1(folder)).toLocal8Bit().constData(), 12345, 12345), 0);
        QVERIFY(isSilent(callHook({.payload = stop()})));
        QCOMPARE(spooledCount(dataDir()), 0);
    }

    void homeOfAUserWithoutRights()
    {
        if (!canBeNobody())
            QSKIP("cannot become another user here");
        QVERIFY(isSilent(callHook({.payload = stop(), .through = asNobody()})));
        QVERIFY(!QFileInfo::exists(dataDir()));
    }

    // The spool of a dead agent does not fill the disk, and takes calls again once the agent has been there.
    void fullSpool()
    {
        QVERIFY(isSilent(callHook({.payload = stop()})));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        const QString large = dataDir() + u"/spool/new/large.hook"_s;
        QFile file(large);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(256LL * 1024 * 1024)); // sparse
        file.close();
        QVERIFY(QFile::resize(dataDir() + u"/spool/level"_s, 64 * 1024));
        for (int call = 1; call <= 3; ++call) {
            QVERIFY(isSilent(callHook({.payload = stop()})));
            QTRY_COMPARE(dropped(), call);
        }
        QCOMPARE(spooledCount(dataDir()), 2);
        // A payload that would go to its file in pieces is one call, too.
        QVERIFY(QDir().mkpath(dataDir() + u"/gates"_s));
        QFile wanted(dataDir() + u"/gates/unpersisted"_s);
        QVERIFY(wanted.open(QIODevice::WriteOnly));
        QVERIFY(isSilent(callHook({.payload = hookPayload(u"Stop"_s, {{"zz", std::string(600'000, 'x')}})})));
        QTRY_COMPARE(dropped(), 4);
        QVERIFY(QFile::remove(large));
        QVERIFY(isSilent(callHook({.payload = stop()})));
        QTRY_COMPARE(spooledCount(dataDir()), 2);
        QCOMPARE(dropped(), 4);
        QTRY_COMPARE(QFileInfo(dataDir() + u"/spool/level"_s).size(), 2);
    }

    void levelThatIsWrongMendsItself()
    {
        QVERIFY(QDir().mkpath(dataDir() + u"/spool/new"_s));
        QFile level(dataDir() + u"/spool/level"_s);
        QVERIFY(level.open(QIODevice::WriteOnly));
        QVERIFY(level.resize(100'000));
        level.close();
        QVERIFY(isSilent(callHook({.payload = stop()})));
        QTRY_COMPARE(spooledCount(dataDir()), 1);
        QCOMPARE(dropped(), 0);
        QTRY_COMPARE(level.size(), 1);
        // What is no file there is no reason to keep anything back.
        QVERIFY(level.remove());
        QCOMPARE(mkfifo(level.fileName().toLocal8Bit().constData(), 0600), 0);
        QVERIFY(isSilent(callHook({.payload = stop()})));
        QTRY_COMPARE(spooledCount(dataDir()), 2);
    }
};

QTEST_GUILESS_MAIN(HookLimitsTest)
#include "tst_hooklimits.moc"
