// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Which file is which: truncated, gone, renamed, copied, forked, continued elsewhere.

#include <QDir>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

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
};

QTEST_GUILESS_MAIN(TestSourceCatalog)
#include "tst_sourcecatalog.moc"
