// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

#include "agent/read/transcript.h"
#include "agent/store/exclusions.h"
#include "agent/store/prices.h"
#include "agent/store/rawblock.h"
#include "agent/store/sourcefile.h"
#include "agent/store/writerlock.h"
#include "models/data/store/datadir.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// The small parts of the store, each through its own door.
class TestStoreParts : public QObject {
    Q_OBJECT

private:
    static void touch(const QString &path)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{}\n");
    }

    static std::optional<double> price(const char *model, std::int64_t input, std::int64_t output)
    {
        DecodedUsage usage;
        usage.model = model;
        usage.input = input;
        usage.output = output;
        return listPrice(usage);
    }

private Q_SLOTS:
    void longestModelNameHasThePrice()
    {
        QCOMPARE(*price("claude-opus-4-1-20250805", 1'000'000, 0), 15.0);
        QCOMPARE(*price("claude-opus-4-6", 0, 1'000'000), 25.0);
        QCOMPARE(*price("claude-sonnet-4-5-20250929", 1'000'000, 1'000'000), 18.0);
    }

    void unknownModelHasNoPrice()
    {
        QVERIFY(!price("gpt-5.3-codex", 1, 1));
        QVERIFY(!price("claude-opus-40", 1, 1));
        QVERIFY(!price("", 1, 1));
    }

    void cacheCostsItsShare()
    {
        DecodedUsage usage;
        usage.model = "claude-sonnet-4-5";
        usage.cacheRead = 1'000'000;
        usage.cacheWrite5m = 1'000'000;
        usage.cacheWrite1h = 1'000'000;
        QCOMPARE(*listPrice(usage), 3 * (0.1 + 1.25 + 2));
    }

    void lockIsExclusiveAndEndsWithItsHolder()
    {
        const QTemporaryDir folder;
        const auto dataDir = DataDir::locate(folder.path());
        QVERIFY(dataDir && dataDir->create());
        {
            const auto first = WriterLock::take(*dataDir);
            QVERIFY(first);
            const auto second = WriterLock::take(*dataDir);
            QVERIFY(!second);
            QCOMPARE(int(second.error().code), int(Error::Code::Busy));
            QCOMPARE(exitCode(second.error().code), 75);
        }
        QVERIFY(WriterLock::take(*dataDir));
    }

    void dataDirectoryIsPrivate()
    {
        const QTemporaryDir folder;
        const auto dataDir = DataDir::locate(folder.filePath(u"deep/data"_s));
        QVERIFY(dataDir && dataDir->create());
        struct stat info {};
        QCOMPARE(stat(qPrintable(dataDir->path()), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0700u);
        const auto exclusions = Exclusions::open(*dataDir);
        QVERIFY(exclusions);
        QCOMPARE(stat(qPrintable(dataDir->keyFile()), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0600u);
    }

    void outsideTheTestRootIsRefused()
    {
        const auto outside = DataDir::locate(u"/tmp/not-the-test-root"_s);
        QVERIFY(!outside);
        QCOMPARE(int(outside.error().code), int(Error::Code::Usage));
    }

    void workspaceNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("plain") << u"default"_s << true;
        QTest::newRow("digits") << u"team-2"_s << true;
        QTest::newRow("path") << u"../x"_s << false;
        QTest::newRow("upper") << u"Team"_s << false;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("long") << QString(65, u'a') << false;
        QTest::newRow("newline") << u"a\n"_s << false;
    }
    void workspaceNames()
    {
        QFETCH(QString, name);
        QFETCH(bool, allowed);
        const QTemporaryDir folder;
        QCOMPARE(DataDir::locate(folder.path())->workspaceFile(name).has_value(), allowed);
    }

    void exclusionsSurviveAndCanBeLifted()
    {
        const QTemporaryDir folder;
        const auto dataDir = DataDir::locate(folder.path());
        QVERIFY(dataDir && dataDir->create());
        qint64 id = 0;
        {
            auto exclusions = Exclusions::open(*dataDir);
            id = *exclusions->add("session-1", u"deleted"_s, 5);
            QVERIFY(exclusions->excludesAll("session-1"));
            QVERIFY(!exclusions->excludesAll("session-2"));
        }
        auto again = Exclusions::open(*dataDir);
        QVERIFY(again->excludes("session-1", 12345));
        QVERIFY(again->lift(id));
        QVERIFY(!again->excludesAll("session-1"));
        QVERIFY(!again->lift(id));
    }

    void sourcesAreRecognisedByTheirPlace()
    {
        const QTemporaryDir home;
        const QString uuid = u"aaaaaaaa-0000-4000-8000-000000000001"_s;
        const QString base = home.filePath(u"projects/-p/"_s);
        touch(base + uuid + u".jsonl"_s);
        touch(base + u"agent-abc1234.jsonl"_s);
        touch(base + uuid + u"/subagents/agent-x1.jsonl"_s);
        touch(base + uuid + u"/subagents/workflows/wf/agent-x2.jsonl"_s);
        touch(base + uuid + u"/tool-results/out.jsonl"_s);
        touch(base + u"memory/note.jsonl"_s);
        touch(base + u"2026-01-19-BBBBBBBB-0000-4000-8000-000000000002.jsonl"_s);
        touch(home.filePath(u"history.jsonl"_s));
        const auto found = findSourceFiles({home.path()});
        QMap<QString, QString> seen;
        for (const auto &file : found) {
            seen.insert(QFileInfo(file.pathText()).fileName(),
                        u"%1 %2 %3"_s.arg(int(file.layout))
                            .arg(QString::fromStdString(file.fileSessionId), QString::fromStdString(file.agentId)));
        }
        QCOMPARE(seen.size(), 5);
        QCOMPARE(seen.value(uuid + u".jsonl"_s), u"0 %1 "_s.arg(uuid));
        QCOMPARE(seen.value(u"agent-abc1234.jsonl"_s), u"2  abc1234"_s);
        QCOMPARE(seen.value(u"agent-x1.jsonl"_s), u"1 %1 x1"_s.arg(uuid));
        QCOMPARE(seen.value(u"agent-x2.jsonl"_s), u"1 %1 x2"_s.arg(uuid));
        QCOMPARE(seen.value(u"2026-01-19-BBBBBBBB-0000-4000-8000-000000000002.jsonl"_s),
                 u"0 bbbbbbbb-0000-4000-8000-000000000002 "_s);
    }

    void blockThatDoesNotShrinkStaysPlain()
    {
        QCOMPARE(int(sealedBlock(0, 0, "x").codec), int(RawBlock::Codec::Plain));
        const RawBlock block = sealedBlock(7, 9, std::string(100'000, 'x'));
        QCOMPARE(int(block.codec), int(RawBlock::Codec::Zstd));
        QCOMPARE(block.rawLength, 100'000);
        QVERIFY(block.data.size() < 1000);
    }
};

QTEST_GUILESS_MAIN(TestStoreParts)
#include "tst_storeparts.moc"
