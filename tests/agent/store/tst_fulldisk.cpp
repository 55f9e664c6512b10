// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// No space left in the middle of an import: told so, nothing lost, and the next import makes it whole.

#include <QRegularExpression>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdio>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestFullDisk : public QObject {
    Q_OBJECT

private:
    const QString fileA = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionA));
    const QString fileB = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionB));

    // Text that does not shrink, the same each time.
    static std::vector<std::string> largeSession()
    {
        std::vector<std::string> lines;
        unsigned long long state = 88172645463325252ULL;
        for (int i = 0; i < 80; ++i) {
            std::string text = "reply " + std::to_string(i);
            while (text.size() < 60'000) {
                state ^= state << 13U;
                state ^= state >> 7U;
                state ^= state << 17U;
                text += ' ' + std::to_string(state);
            }
            char uuid[40];
            std::snprintf(uuid, sizeof uuid, "cccccccc-0000-4000-8000-%012d", i);
            lines.push_back(nlohmann::json{{"type", "user"},
                                           {"uuid", uuid},
                                           {"sessionId", sessionB},
                                           {"timestamp", "2026-02-03T10:11:12.345Z"},
                                           {"message", {{"role", "user"}, {"content", text}}}}
                                .dump());
        }
        return lines;
    }

    static QStringList contents(const ImportFixture &f)
    {
        static const QRegularExpression modified(u"(source\\|[^|]*\\|\\d+\\|)\\d+"_s);
        return dumpStore(f.storeFile()).replaceInStrings(f.claudeDir(), u"~"_s).replaceInStrings(modified, u"\\1"_s);
    }

    static rlim_t setLimit(rlim_t bytes)
    {
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const rlim_t before = limit.rlim_cur;
        limit.rlim_cur = bytes;
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            qFatal("cannot limit the size of files");
        return before;
    }

private Q_SLOTS:
    void importThatRunsOutOfSpaceLosesNothing_data()
    {
        QTest::addColumn<bool>("tmpfs");
        QTest::newRow("small file system") << true;
        QTest::newRow("limited files") << false;
    }
    void importThatRunsOutOfSpaceLosesNothing()
    {
        QFETCH(bool, tmpfs);
        ImportFixture undisturbed;
        ImportFixture f;
        const QByteArray folder = QFile::encodeName(f.dataDir().path());
        // In a name space of its own, so that the file system goes with this process.
        if (tmpfs && (unshare(CLONE_NEWNS) != 0 || mount("", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
                      mount("tmpfs", folder.constData(), "tmpfs", 0, "size=3m,mode=0700") != 0))
            QSKIP("only root may mount a file system");
        QVERIFY(f.dataDir().create());

        // Uuids count up per builder: both stores get the same lines.
        const std::string small = TranscriptBuilder(sessionA).prompt("a walrus that was there before");
        const auto large = largeSession();
        undisturbed.write(fileA, {small});
        f.write(fileA, {small});
        undisturbed.import();
        f.import();
        undisturbed.write(fileB, large);
        f.write(fileB, large);
        undisturbed.import();

        std::signal(SIGXFSZ, SIG_IGN);
        const rlim_t before = tmpfs ? 0 : setLimit(3 * 1024 * 1024);
        const auto full = f.tryImport(f.options(), false);
        if (!tmpfs)
            setLimit(before);
        QVERIFY(!full);
        QCOMPARE(int(full.error().code), int(Error::Code::Full));
        QVERIFY2(full.error().what.contains(u"is safe"_s) && full.error().what.contains(u"space"_s),
                 qPrintable(full.error().what));
        QCOMPARE(full.error().path, f.storeFile());

        if (tmpfs)
            QCOMPARE(mount("tmpfs", folder.constData(), "tmpfs", MS_REMOUNT, "size=400m,mode=0700"), 0);
        QCOMPARE(f.hits(u"walrus"_s), 1);
        QCOMPARE(f.value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
        f.import();
        QCOMPARE(contents(f), contents(undisturbed));
        if (tmpfs)
            QCOMPARE(umount2(folder.constData(), MNT_DETACH), 0);
    }
};

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_fulldisk.moc"
