// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/deletion.h"
#include "agent/store/exclusions.h"
#include "agent/store/recount.h"
#include "agent/store/replacedfile.h"
#include "models/data/store/statement.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// Every byte of the data directory.
QByteArray everyByte(const DataDir &dataDir)
{
    QByteArray all;
    QDirIterator files(dataDir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace

class TestDeletion : public QObject {
    Q_OBJECT

private:
    const QString file = u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA));
    const QString other = u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionB));

    void prepare(ImportFixture &f) const
    {
        TranscriptBuilder a(sessionA);
        TranscriptBuilder b(sessionB);
        f.write(file, {a.prompt("kingfisher secretplan"), a.reply("noted kingfisher")});
        f.write(other, {b.prompt("the other cormorant")});
        f.import();
    }

    static qint64 idOf(const ImportFixture &f, const std::string &uuid)
    {
        return f.value(u"SELECT id FROM session WHERE uuid = '%1'"_s.arg(QString::fromStdString(uuid))).toLongLong();
    }

private Q_SLOTS:
    void purgedTextIsInNoByteAndStaysAway()
    {
        ImportFixture f;
        prepare(f);
        QVERIFY(everyByte(f.dataDir()).contains("secretplan"));
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            Deletion deletion(*db, f.dataDir());
            const qint64 id = idOf(f, sessionA);
            QVERIFY(deletion.hide(id, 1000));
            QVERIFY(deletion.purge(id));
        }
        QVERIFY(!everyByte(f.dataDir()).contains("secretplan"));
        QVERIFY(!everyByte(f.dataDir()).contains("kingfisher"));
        QVERIFY(!everyByte(f.dataDir()).contains(sessionA.c_str()));
        QCOMPARE(f.hits(u"kingfisher"_s), 0);
        QCOMPARE(f.hits(u"cormorant"_s), 1);

        f.append(file, TranscriptBuilder(sessionA).prompt("back again") + '\n');
        f.import();
        QCOMPARE(f.value(u"SELECT count(*) FROM session"_s).toInt(), 1);
        QVERIFY(!everyByte(f.dataDir()).contains("secretplan"));
        QVERIFY(!everyByte(f.dataDir()).contains(sessionA.c_str()));
        QCOMPARE(f.value(u"SELECT value FROM total WHERE name = 'sessions'"_s).toInt(), 1);

        // Only an explicit lift brings it back.
        {
            auto exclusions = Exclusions::open(f.dataDir());
            QVERIFY(exclusions->lift(exclusions->list()->first().id));
        }
        f.import();
        QCOMPARE(f.hits(u"kingfisher"_s), 2);
    }

    void lostKeyIsNotMadeAnew_data()
    {
        QTest::addColumn<bool>("shortened");
        QTest::newRow("missing") << false;
        QTest::newRow("short") << true;
    }
    void lostKeyIsNotMadeAnew()
    {
        QFETCH(bool, shortened);
        ImportFixture f;
        prepare(f);
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            const qint64 id = idOf(f, sessionA);
            QVERIFY(Deletion(*db, f.dataDir()).hide(id, 1000) && Deletion(*db, f.dataDir()).purge(id));
        }
        if (shortened)
            QVERIFY(QFile::resize(f.dataDir().keyFile(), 7));
        else
            QVERIFY(QFile::remove(f.dataDir().keyFile()));
        const auto imported = f.tryImport(f.options(), false);
        QVERIFY(!imported);
        QCOMPARE(int(imported.error().code), int(Error::Code::Corrupt));
        QCOMPARE(imported.error().path, f.dataDir().keyFile());
        QCOMPARE(f.hits(u"kingfisher"_s), 0);
        QCOMPARE(QFile::exists(f.dataDir().keyFile()), shortened);
    }

    void hiddenSessionCanBeRestored()
    {
        ImportFixture f;
        prepare(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        Deletion deletion(*db, f.dataDir());
        const qint64 id = idOf(f, sessionA);
        QVERIFY(deletion.hide(id, 1000));
        QVERIFY(!f.value(u"SELECT deleted_at FROM session WHERE id = %1"_s.arg(id)).toString().isEmpty());
        QVERIFY(deletion.restore(id));
        QVERIFY(f.value(u"SELECT deleted_at FROM session WHERE id = %1"_s.arg(id)).toString().isEmpty());
        auto exclusions = Exclusions::open(f.dataDir());
        QVERIFY(exclusions && !exclusions->excludesAll(sessionA));
    }

    void onlyWhatIsDueIsPurged()
    {
        ImportFixture f;
        prepare(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        Deletion deletion(*db, f.dataDir());
        QVERIFY(deletion.hide(idOf(f, sessionA), 1000));
        QCOMPARE(*deletion.purgeDue(1000 + Deletion::undoMs - 1), 0);
        QCOMPARE(*deletion.purgeDue(1000 + Deletion::undoMs), 1);
    }

    void totalsAfterAPurgeAreThoseOfARecount()
    {
        ImportFixture f;
        prepare(f);
        // Lines that belong to no session count, too.
        f.write(u"-p/none.jsonl"_s, {R"({"type":"mystery"})", "torn {"});
        f.append(file, "not json either\n" + TranscriptBuilder(sessionA).unchained("mystery", {{"a", 1}}) + '\n');
        f.import();
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        const auto totals = [&f] { return f.column(u"SELECT name || ' ' || value FROM total ORDER BY name"_s); };
        const QStringList imported = totals();
        QVERIFY(recount(*db));
        QCOMPARE(imported, totals());
        QVERIFY(Deletion(*db, f.dataDir()).purge(idOf(f, sessionA)));
        const QStringList purged = totals();
        QVERIFY(recount(*db));
        QCOMPARE(purged, totals());
        QVERIFY(purged != imported);
    }

    void openReaderKeepsTheLogUntilItEnds()
    {
        ImportFixture f;
        prepare(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        Deletion deletion(*db, f.dataDir());
        {
            auto reader = Database::open(f.storeFile(), Database::Mode::Reader);
            QVERIFY(reader->execute(u"BEGIN"_s));
            Statement read(*reader, u"SELECT id FROM session"_s);
            QVERIFY(read.next());
            const qint64 id = idOf(f, sessionA);
            QVERIFY(deletion.hide(id, 1000));
            QVERIFY(deletion.purge(id));
            QCOMPARE(*deletion.remainsIn(), QStringList{f.storeFile() + u"-wal"_s});
        }
        QCOMPARE(*deletion.purgeDue(0), 0);
        QCOMPARE(*deletion.remainsIn(), QStringList());
        QVERIFY(!everyByte(f.dataDir()).contains("secretplan"));
    }

    void keptCopiesAreNamedAndCanBeRemoved()
    {
        ImportFixture f;
        prepare(f);
        const QString copy = f.storeFile() + u".damaged-20260101-000000"_s;
        QVERIFY(QFile::copy(f.storeFile(), copy));
        QVERIFY(QFile::copy(f.storeFile(), copy + u"-wal"_s));
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        Deletion deletion(*db, f.dataDir());
        QVERIFY(deletion.purge(idOf(f, sessionA)));
        QCOMPARE(*deletion.remainsIn(), QStringList{copy});
        QCOMPARE(*removeKeptCopies(f.storeFile()), 1);
        QCOMPARE(*deletion.remainsIn(), QStringList());
        QVERIFY(!QFile::exists(copy + u"-wal"_s));
        QVERIFY(!everyByte(f.dataDir()).contains("secretplan"));
    }

    void sessionThatCannotBeHiddenIsNotExcluded()
    {
        ImportFixture f;
        prepare(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(db->execute(u"CREATE TRIGGER stop BEFORE UPDATE ON session BEGIN SELECT raise(ABORT, 'no'); END"_s));
        QVERIFY(!Deletion(*db, f.dataDir()).hide(idOf(f, sessionA), 1000));
        auto exclusions = Exclusions::open(f.dataDir());
        QVERIFY(exclusions && !exclusions->excludesAll(sessionA));
    }

    // What a deletion looks for is found by an index, however many events there are.
    void purgeScansNoOtherSession()
    {
        ImportFixture f;
        prepare(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Reader);
        Statement plan(*db, u"EXPLAIN QUERY PLAN SELECT 1 FROM event WHERE source_id = 1"_s);
        QVERIFY(plan.next());
        QVERIFY2(plan.text(3).contains(u"INDEX event_by_source"_s), qPrintable(plan.text(3)));
    }

    void forkInheritsTheMessagesOfADeletedOriginal()
    {
        ImportFixture f;
        TranscriptBuilder a(sessionA);
        std::vector<std::string> lines = {a.prompt("x"), a.reply("y")};
        f.write(file, lines);
        for (auto &line : lines) {
            for (auto at = line.find(sessionA); at != std::string::npos; at = line.find(sessionA))
                line.replace(at, sessionA.size(), sessionB);
        }
        f.write(other, lines);
        f.import();
        const auto total = f.value(u"SELECT sum(tokens_output) FROM session"_s);
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        QVERIFY(Deletion(*db, f.dataDir()).purge(idOf(f, sessionA)));
        QCOMPARE(f.value(u"SELECT tokens_output FROM session"_s), total);
        QCOMPARE(f.value(u"SELECT lineage FROM session"_s).toString(), QString::fromStdString(sessionB));
    }

    void unknownSessionIsNotFound()
    {
        ImportFixture f;
        prepare(f);
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        const auto gone = Deletion(*db, f.dataDir()).hide(999, 1);
        QVERIFY(!gone);
        QCOMPARE(int(gone.error().code), int(Error::Code::NotFound));
    }
};

QTEST_GUILESS_MAIN(TestDeletion)
#include "tst_deletion.moc"
