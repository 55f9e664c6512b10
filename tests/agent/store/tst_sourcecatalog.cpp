// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Which file is which: truncated, gone, renamed, copied, forked, continued elsewhere.

#include <QDir>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <array>

#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestSourceCatalog : public QObject {
    Q_OBJECT

private:
    const QString fileA = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionA));
    const QString fileB = u"-home-dev-project/%1.jsonl"_s.arg(QString::fromStdString(sessionB));

    static std::vector<std::string> conversation(TranscriptBuilder &b)
    {
        return {b.prompt("please run the zebra tests"), b.reply("Running the aardvark suite."),
                b.call("toolu_1", "Bash", {{"command", "make wombat"}}),
                b.result("toolu_1", "all 17 narwhal tests passed",
                         {{"stdout", "all 17 narwhal tests passed"}, {"stderr", ""}})};
    }

private Q_SLOTS:
    void truncatedFileKeepsItsRows()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, conversation(b));
        f.import();
        f.write(fileA, {b.prompt("a new beginning with axolotl")});
        const auto replaced = f.import();
        QCOMPARE(replaced.filesParsed, 1);
        QCOMPARE(f.hits(u"zebra"_s), 1);
        QCOMPARE(f.hits(u"axolotl"_s), 1);
        QCOMPARE(f.value(u"SELECT state FROM source"_s).toString(), u"source_changed"_s);
    }

    void vanishedFileKeepsItsRowsAndReturns()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, conversation(b));
        f.import();
        QVERIFY(QFile::rename(f.sourcePath(fileA), f.sourcePath(u"../away"_s)));
        f.import();
        QCOMPARE(f.value(u"SELECT state FROM source"_s).toString(), u"source_gone"_s);
        QCOMPARE(f.hits(u"zebra"_s), 1);
        QVERIFY(QFile::rename(f.sourcePath(u"../away"_s), f.sourcePath(fileA)));
        QCOMPARE(f.import().filesParsed, 0);
        QCOMPARE(f.value(u"SELECT state FROM source"_s).toString(), u"ok"_s);
    }

    void renamedFileGoesOn()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, conversation(b));
        f.import();
        const QString moved = u"-home-dev-other/%1.jsonl"_s.arg(QString::fromStdString(sessionA));
        QVERIFY(QDir().mkpath(QFileInfo(f.sourcePath(moved)).path()));
        QVERIFY(QFile::rename(f.sourcePath(fileA), f.sourcePath(moved)));
        const std::string added = b.prompt("after the move: capybara") + '\n';
        f.append(moved, added);
        const auto summary = f.import();
        QCOMPARE(summary.bytes, qint64(added.size()));
        QCOMPARE(f.value(u"SELECT count(*) FROM source"_s).toInt(), 1);
        QCOMPARE(f.value(u"SELECT turns FROM session"_s).toInt(), 2);
    }

    void copyAddsNoEvents()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, conversation(b));
        f.import();
        const QString copy = u"archive/2026-01-19-%1.jsonl"_s.arg(QString::fromStdString(sessionA));
        QVERIFY(QDir().mkpath(QFileInfo(f.sourcePath(copy)).path()));
        QVERIFY(QFile::copy(f.sourcePath(fileA), f.sourcePath(copy)));
        f.append(copy, b.prompt("only in the copy: pangolin") + '\n');
        QCOMPARE(f.import().eventsAdded, 1);
        QCOMPARE(f.value(u"SELECT count(*) FROM session"_s).toInt(), 1);
        QCOMPARE(f.column(u"SELECT kind FROM event ORDER BY position, block"_s),
                 QStringList({u"1"_s, u"2"_s, u"4"_s, u"1"_s}));
    }

    void forkSharesLineageAndTokens()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        auto lines = conversation(b);
        f.write(fileA, lines);
        for (auto &line : lines) {
            for (auto at = line.find(sessionA); at != std::string::npos; at = line.find(sessionA))
                line.replace(at, sessionA.size(), sessionB);
        }
        lines.push_back(TranscriptBuilder(sessionB).prompt("only in the fork"));
        f.write(fileB, lines);
        f.import();
        QCOMPARE(f.value(u"SELECT count(*) FROM session"_s).toInt(), 2);
        QCOMPARE(f.column(u"SELECT DISTINCT lineage FROM session"_s), QStringList({QString::fromStdString(sessionA)}));
        QCOMPARE(f.value(u"SELECT sum(tokens_output) FROM session"_s), f.value(u"SELECT sum(output) FROM message"_s));
        QCOMPARE(f.value(u"SELECT count(DISTINCT session_id) FROM message"_s).toInt(), 1);
        QCOMPARE(f.value(u"SELECT session.uuid FROM message JOIN session ON session.id = session_id"_s).toString(),
                 QString::fromStdString(sessionA));
    }

    void filesOfOneSessionStandInTheOrderOfTime_data()
    {
        QTest::addColumn<QList<int>>("arrival"); // of the files, by number; each is imported by itself
        QTest::newRow("oldest first") << QList<int>{0, 1, 2, 3};
        QTest::newRow("newest first") << QList<int>{3, 2, 1, 0};
        QTest::newRow("slice first") << QList<int>{2, 0, 3, 1};
    }
    void filesOfOneSessionStandInTheOrderOfTime()
    {
        QFETCH(QList<int>, arrival);
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        std::vector<std::string> lines;
        QStringList expected;
        for (int i = 0; i < 12; ++i) {
            lines.push_back(b.prompt("prompt " + std::to_string(i) + std::string(std::size_t(500 * (12 - i)), '.')));
            expected.append(QString::number(i));
        }
        // An archive, its continuation, a slice over the end of the one and the beginning of the other, and the rest.
        const std::array<std::pair<int, int>, 4> ranges = {{{0, 6}, {6, 9}, {4, 8}, {9, 12}}};
        for (const int number : arrival) {
            const auto [from, to] = ranges[std::size_t(number)];
            const QString name = u"archive/%1-%2.jsonl"_s.arg(number).arg(QString::fromStdString(sessionA));
            f.write(name, {lines.begin() + from, lines.begin() + to - 1});
            f.import();
            f.append(name, lines[std::size_t(to - 1)] + '\n');
            f.import();
        }
        QCOMPARE(f.column(u"SELECT substr(text, 8, instr(text, '.') - 8) FROM event JOIN body ON body.id = event.id "
                          "ORDER BY position, block"_s),
                 expected);
    }

    void firstFileThatGrowsStaysBeforeTheSecond()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const QString second = u"archive/2-%1.jsonl"_s.arg(QString::fromStdString(sessionA));
        f.write(fileA, {b.prompt("1")});
        const std::string grown = b.prompt("2 " + std::string(5000, '.'));
        f.write(second, {b.prompt("3"), b.prompt("4")});
        f.import();
        f.append(fileA, grown + '\n');
        f.import();
        QCOMPARE(f.column(u"SELECT substr(text, 1, 1) FROM event JOIN body ON body.id = event.id ORDER BY position"_s),
                 QStringList({u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    }

    void whatReplacesTheEndStandsBehindIt()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const std::string first = b.prompt("1");
        f.write(fileA, {first, b.prompt("2"), b.prompt("3")});
        f.import();
        f.write(fileA, {first, b.prompt("4"), b.prompt("5")});
        f.import();
        f.append(fileA, b.prompt("6") + '\n');
        f.import();
        f.write(fileA, {first, b.prompt("7")});
        f.import();
        QCOMPARE(f.column(u"SELECT text FROM event JOIN body ON body.id = event.id ORDER BY position"_s),
                 QStringList({u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s, u"7"_s}));
    }

    void subagentsOwnFileDecidesTheOrderOfItsRun()
    {
        ImportFixture f;
        TranscriptBuilder parent(sessionA);
        TranscriptBuilder child(sessionA);
        child.setAgent("abc1234");
        const std::vector<std::string> own = {child.prompt("1"), child.reply("2"), child.reply("3")};
        f.write(fileA, {parent.prompt("go"), parent.call("toolu_task", "Task", {{"prompt", "1"}}),
                        parent.agentProgress("abc1234", "toolu_task", "1", own[1])});
        f.import();
        f.write(u"-home-dev-project/%1/subagents/agent-abc1234.jsonl"_s.arg(QString::fromStdString(sessionA)), own);
        f.import();
        QCOMPARE(
            f.column(u"SELECT text FROM event JOIN body ON body.id = event.id WHERE run_id > 0 ORDER BY position"_s),
            QStringList({u"1"_s, u"2"_s, u"3"_s}));
    }
};

QTEST_GUILESS_MAIN(TestSourceCatalog)
#include "tst_sourcecatalog.moc"
