// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// How a file is cut into batches, and what its end means: torn lines, lines beyond all measure.

#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>

#include "agent/store/exclusions.h"
#include "agent/store/sourcereader.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestSourceReader : public QObject {
    Q_OBJECT

private:
    const QString fileA = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionA));

    static void setModified(const QString &path, qint64 secondsAgo)
    {
        const timespec then = {std::time(nullptr) - secondsAgo, 0};
        const timespec times[2] = {then, then};
        QCOMPARE(utimensat(AT_FDCWD, qPrintable(path), times, 0), 0);
    }

    // Reads on from `cursor`, as an import does that finds the file grown.
    static std::vector<SourceBatch> read(const ImportFixture &f, const ReadLimits &limits, qint64 cursor = 0)
    {
        const auto files = findSourceFiles({f.claudeDir()});
        const auto redactor = Redactor::create();
        const auto exclusions = Exclusions::open(f.dataDir());
        if (files.size() != 1 || !redactor || !exclusions)
            qFatal("nothing to read");
        auto source = std::make_shared<PlannedSource>();
        source->file = files.front();
        source->state.cursor = cursor;
        source->change = cursor > 0 ? PlannedSource::Change::Grown : PlannedSource::Change::New;
        std::vector<SourceBatch> batches;
        const auto done = SourceReader(**redactor, *exclusions, limits).read(source, [&](SourceBatch &&batch) {
            batches.push_back(std::move(batch));
            return true;
        });
        if (!done)
            QTest::qFail(qPrintable(done.error().what), __FILE__, __LINE__);
        return batches;
    }

    static LineCounts counted(const std::vector<SourceBatch> &batches)
    {
        LineCounts all;
        for (const SourceBatch &batch : batches) {
            all.lines += batch.piece.counts.lines;
            all.broken += batch.piece.counts.broken;
        }
        return all;
    }

private Q_SLOTS:
    void shortLinesMakeSmallBatches()
    {
        ImportFixture f;
        std::string bytes;
        for (int i = 0; i < 100'000; ++i)
            bytes += "{}\n";
        f.append(fileA, bytes);
        const auto batches = read(f, {});
        QCOMPARE(counted(batches).lines, 100'000);
        QCOMPARE(batches.back().cursor, qint64(bytes.size()));
        qint64 cursor = 0;
        for (const SourceBatch &batch : batches) {
            QVERIFY(batch.piece.events.size() <= std::size_t(ReadLimits().pieceEvents));
            QVERIFY2(batch.weight() < 12'000'000, qPrintable(QString::number(batch.weight())));
            QCOMPARE(batch.bytesRead, batch.cursor - cursor);
            QCOMPARE(batch.last, &batch == &batches.back());
            cursor = batch.cursor;
        }
    }

    void linesWithoutUuidAreToldOnce()
    {
        ImportFixture f;
        std::vector<std::string> lines;
        for (int i = 0; i < 100; ++i)
            lines.push_back(R"({"type":"new-kind","n":)" + std::to_string(i % 50) + "}");
        f.write(fileA, lines);
        ReadLimits limits;
        limits.pieceEvents = 10;
        const auto batches = read(f, limits);
        QVERIFY(batches.size() >= 10);
        for (std::size_t i = 0; i < 10; ++i) {
            QCOMPARE(batches[i].occurrences.size(), std::size_t(10));
            QCOMPARE(batches[i].occurrences.begin()->second, i < 5 ? 1 : 2);
        }
    }

    void lineTooLongIsOneBrokenLineAlsoWhenItGrows()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, {b.prompt("before")});
        f.append(fileA, "{\"type\":\"" + std::string(200'000, 'x'));
        ReadLimits limits;
        limits.longestLine = 64 * 1024;
        limits.pieceBytes = 16 * 1024;
        const auto first = read(f, limits);
        QCOMPARE(counted(first), (LineCounts{1, 0, 0, 0}));
        const qint64 cursor = first.back().cursor;
        for (const SourceBatch &batch : first)
            QVERIFY(batch.cursor <= cursor);

        f.append(fileA, std::string(100'000, 'x') + "\n" + b.reply("after") + '\n');
        const auto second = read(f, limits, cursor);
        QCOMPARE(counted(second), (LineCounts{2, 0, 0, 1}));
        QCOMPARE(second.back().cursor, QFileInfo(f.sourcePath(fileA)).size());
        QList<Error> problems;
        for (const SourceBatch &batch : second)
            problems += batch.problems;
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.front().path, f.sourcePath(fileA));
    }

    void lineTooLongAtTheEndOfADeadSessionIsCounted()
    {
        ImportFixture f;
        f.write(fileA, {TranscriptBuilder(sessionA).prompt("before")});
        f.append(fileA, std::string(200'000, 'x'));
        setModified(f.sourcePath(fileA), 2 * 3600);
        ReadLimits limits;
        limits.longestLine = 64 * 1024;
        limits.pieceBytes = 16 * 1024;
        const auto batches = read(f, limits);
        QCOMPARE(counted(batches), (LineCounts{2, 0, 0, 1}));
        QCOMPARE(batches.back().cursor, QFileInfo(f.sourcePath(fileA)).size());
    }

    void tornLastLineOfADeadSessionIsKept()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, {b.prompt("before")});
        f.append(fileA, b.prompt("a line about ocelots that ends in the").substr(0, 200));
        QCOMPARE(f.import().lines, 1);
        QCOMPARE(f.import().filesParsed, 0);
        // An hour later, and nobody has written to it.
        setModified(f.sourcePath(fileA), 2 * 3600);
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(db);
            QVERIFY(db->execute(
                u"UPDATE source SET mtime_ns = %1"_s.arg(findSourceFiles({f.claudeDir()}).front().modifiedNs)));
        }
        const auto summary = f.import();
        QCOMPARE(summary.lines, 1);
        QCOMPARE(summary.linesBroken, 1);
        QCOMPARE(f.value(u"SELECT cursor = size FROM source"_s).toInt(), 1);
        QCOMPARE(f.import().filesParsed, 0);
        f.append(fileA, b.prompt("resumed by a quoll") + '\n');
        QCOMPARE(f.import().eventsAdded, 1);
        QCOMPARE(f.hits(u"quoll"_s), 1);
    }

    void lastLineWithBrokenBytesIsKept()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, {b.prompt("before")});
        std::string line = b.prompt("a numbat and ? bytes");
        line.replace(line.find('?'), 1, "\xff");
        f.append(fileA, line);
        setModified(f.sourcePath(fileA), 2 * 3600);
        QCOMPARE(f.import().lines, 2);
        QCOMPARE(f.hits(u"numbat"_s), 1);
    }
};

QTEST_GUILESS_MAIN(TestSourceReader)
#include "tst_sourcereader.moc"
