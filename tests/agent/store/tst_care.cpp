// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/care.h"
#include "agent/store/deletion.h"
#include "agent/store/doctor.h"
#include "models/data/query/carequery.h"
#include "models/data/store/statement.h"
#include "tests/support/damage.h"
#include "tests/support/firstschema.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// What a person adds: rules, and that it outlives everything but a deletion.
class TestCare : public QObject {
    Q_OBJECT

private:
    const QString file = u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA));
    const QString other = u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionB));

    void prepare(ImportFixture &f) const
    {
        TranscriptBuilder a(sessionA);
        TranscriptBuilder b(sessionB);
        f.write(file, {a.prompt("the kingfisher"), a.reply("noted"), a.prompt("more")});
        f.write(other, {b.prompt("the cormorant")});
        f.import();
    }

    static Database writer(const ImportFixture &f)
    {
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        if (!db)
            qFatal("%s", qPrintable(db.error().what));
        return std::move(*db);
    }

    static qint64 idOf(const ImportFixture &f, const std::string &uuid)
    {
        return f.value(u"SELECT id FROM session WHERE uuid = '%1'"_s.arg(QString::fromStdString(uuid))).toLongLong();
    }

    static qint64 firstEvent(const ImportFixture &f)
    {
        return f.value(u"SELECT min(id) FROM event WHERE session_id = %1"_s.arg(idOf(f, sessionA))).toLongLong();
    }

    static void addAll(const ImportFixture &f, const QString &note)
    {
        Database db = writer(f);
        Care care(db);
        QVERIFY(care.tag({idOf(f, sessionA)}, {u"Keep"_s, u"später"_s}, {}));
        QVERIFY(care.note(idOf(f, sessionA), note, 1000));
        QVERIFY(care.bookmark(firstEvent(f), true, 1000));
        QVERIFY(care.bookmark(firstEvent(f) + 1, true, 1000));
    }

private Q_SLOTS:
    void tagsAreComparedWithoutCase()
    {
        ImportFixture f;
        prepare(f);
        Database db = writer(f);
        Care care(db);
        const qint64 a = idOf(f, sessionA);
        const qint64 b = idOf(f, sessionB);
        QVERIFY(care.tag({a}, {u"Keep"_s, u"KEEP"_s, u"Übung"_s}, {}));
        QCOMPARE(*readTags(db, a), (QStringList{u"Keep"_s, u"Übung"_s}));
        QVERIFY(care.tag({a, b}, {u"keep"_s, u"übung"_s, u"api"_s}, {}));
        QCOMPARE(*readTags(db, a), (QStringList{u"api"_s, u"Keep"_s, u"Übung"_s}));
        QCOMPARE(*readTags(db, b), (QStringList{u"api"_s, u"Keep"_s, u"Übung"_s})); // spelt as in the other
        QVERIFY(care.tag({a}, {}, {u"ÜBUNG"_s, u"kEEP"_s, u"never-there"_s}));
        QCOMPARE(*readTags(db, a), QStringList{u"api"_s});
    }

    void wrongTagChangesNothing_data()
    {
        QTest::addColumn<QString>("tag");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("blank") << u"two words"_s;
        QTest::newRow("line feed") << u"a\nb"_s;
        QTest::newRow("no-break space") << u"a\u00a0b"_s;
        QTest::newRow("comma") << u"a,b"_s;
        QTest::newRow("quotation mark") << u"a\"b"_s;
        QTest::newRow("control character") << u"a\u001b[31m"_s;
        QTest::newRow("too long") << QString(65, u'x');
        QTest::newRow("half a surrogate pair") << QString(QChar(0xd83d));
    }
    void wrongTagChangesNothing()
    {
        QFETCH(QString, tag);
        ImportFixture f;
        prepare(f);
        Database db = writer(f);
        Care care(db);
        const qint64 a = idOf(f, sessionA);
        QVERIFY(care.tag({a}, {u"first"_s}, {}));
        for (const auto &tried : {care.tag({a}, {u"fine"_s, tag}, {u"first"_s}), care.tag({a}, {u"fine"_s}, {tag})}) {
            QVERIFY(!tried);
            QCOMPARE(tried.error().code, Error::Code::Usage);
            QVERIFY(tried.error().what.contains(u"Nothing was changed"_s));
        }
        QCOMPARE(*readTags(db, a), QStringList{u"first"_s});
    }

    void longestTagCountsCharacters()
    {
        ImportFixture f;
        prepare(f);
        Database db = writer(f);
        const QString smiles = u"🙂"_s.repeated(Care::longestTag);
        QVERIFY(Care(db).tag({idOf(f, sessionA)}, {smiles}, {}));
        QCOMPARE(*readTags(db, idOf(f, sessionA)), QStringList{smiles});
        QVERIFY(!Care(db).tag({idOf(f, sessionA)}, {smiles + u"🙂"_s}, {}));
    }

    void tagsOfASessionAreBounded()
    {
        ImportFixture f;
        prepare(f);
        Database db = writer(f);
        QStringList tags;
        for (qsizetype i = 0; i <= Care::mostTags; ++i)
            tags.append(u"t%1"_s.arg(i));
        QVERIFY(!Care(db).tag({idOf(f, sessionA)}, tags, {}));
        QCOMPARE(*readTags(db, idOf(f, sessionA)), QStringList());
        tags.removeLast();
        QVERIFY(Care(db).tag({idOf(f, sessionA)}, tags, {}));
    }

    void notes()
    {
        ImportFixture f;
        prepare(f);
        Database db = writer(f);
        Care care(db);
        const qint64 a = idOf(f, sessionA);
        QVERIFY(care.note(a, u"first\nline"_s, 1));
        QVERIFY(care.note(a, u"second"_s, 2));
        QCOMPARE(*readNote(db, a), u"second"_s);
        const auto refused = care.note(a, QString(Care::longestNote, u'ä'), 3);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Usage);
        QCOMPARE(*readNote(db, a), u"second"_s);
        QVERIFY(care.note(a, u" \n"_s, 4));
        QCOMPARE(*readNote(db, a), QString());
        QCOMPARE(f.value(u"SELECT count(*) FROM session_note"_s).toInt(), 0);
    }

    void bookmarks()
    {
        ImportFixture f;
        prepare(f);
        Database db = writer(f);
        Care care(db);
        const qint64 event = firstEvent(f);
        QCOMPARE(*care.bookmark(event + 1, true, 5), idOf(f, sessionA));
        QVERIFY(care.bookmark(event, true, 6));
        QVERIFY(care.bookmark(event, true, 7)); // is there already
        QCOMPARE(*readBookmarks(db, idOf(f, sessionA)), (QList<qint64>{event, event + 1}));
        QVERIFY(care.bookmark(event, false, 8));
        QVERIFY(care.bookmark(event, false, 9));
        QCOMPARE(*readBookmarks(db, idOf(f, sessionA)), QList<qint64>{event + 1});
        const auto missing = care.bookmark(999'999, true, 10);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Error::Code::NotFound);
    }

    void importsLeaveItAlone()
    {
        ImportFixture f;
        prepare(f);
        addAll(f, u"remember"_s);
        const auto care = dumpStore(f.storeFile()).filter(QRegularExpression(u"^(tag|note|bookmark)\\|"_s));
        QCOMPARE(care.size(), 5);
        f.append(file, TranscriptBuilder("cccccccc-0000-4000-8000-000000000003").prompt("later") + '\n');
        f.import();
        QVERIFY(QFile::remove(f.sourcePath(file)));
        f.import();
        QCOMPARE(dumpStore(f.storeFile()).filter(QRegularExpression(u"^(tag|note|bookmark)\\|"_s)), care);
    }

    // A bookmark on a result whose call came later goes over to the call.
    void bookmarkFollowsToTheCall()
    {
        ImportFixture f;
        TranscriptBuilder early(sessionA);
        TranscriptBuilder late(sessionA);
        const std::string call = late.call("t1", "Bash", {{"command", "make"}});
        f.write(file, {early.failure("t1", "no rule")});
        f.import();
        {
            Database db = writer(f);
            QVERIFY(Care(db).bookmark(firstEvent(f), true, 1));
        }
        f.append(file, call + '\n');
        f.import();
        QCOMPARE(f.value(u"SELECT tool FROM bookmark JOIN event ON event.id = event_id"_s).toString(), u"Bash"_s);
        QCOMPARE(f.value(u"SELECT count(*) FROM bookmark JOIN event USING (line_key, block)"_s).toInt(), 1);
    }

    void deletionTakesItAlong()
    {
        ImportFixture f;
        prepare(f);
        addAll(f, u"mysecretnote"_s);
        {
            Database db = writer(f);
            Deletion deletion(db, f.dataDir());
            QVERIFY(deletion.hide(idOf(f, sessionA), 1000));
            QVERIFY(!Care(db).bookmark(firstEvent(f), true, 1)); // of what is hidden
            QVERIFY(deletion.restore(idOf(f, sessionA)));
            QCOMPARE(readTags(db, idOf(f, sessionA))->size(), 2);
            QVERIFY(deletion.hide(idOf(f, sessionA), 1000));
            QVERIFY(deletion.purge(idOf(f, sessionA)));
        }
        for (const QString &table :
             {u"session_tag"_s, u"session_note"_s, u"bookmark"_s, u"session_tool"_s, u"session_skill"_s})
            QCOMPARE(f.value(u"SELECT count(*) FROM "_s + table).toInt(), 0);
        for (const QString &side : {u""_s, u"-wal"_s}) {
            QFile bytes(f.storeFile() + side);
            if (bytes.open(QIODevice::ReadOnly))
                QVERIFY(!bytes.readAll().contains("mysecretnote"));
        }
    }

    void repairKeepsWhatItsIndexTells_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("lost"); // the kind of rows that nothing can tell again
        QTest::newRow("tags") << u"session_tag"_s << u""_s;
        QTest::newRow("index of tags") << u"session_tag_by_tag"_s << u""_s;
        QTest::newRow("note") << u"session_note"_s << u"note"_s;
        QTest::newRow("index of bookmarks") << u"bookmark_by_session"_s << u""_s;
        QTest::newRow("tools") << u"session_tool"_s << u""_s;
        QTest::newRow("events") << u"event"_s << u""_s;
        QTest::newRow("sessions") << u"session"_s << u""_s;
    }
    void repairKeepsWhatItsIndexTells()
    {
        QFETCH(QString, table);
        QFETCH(QString, lost);
        ImportFixture f;
        prepare(f);
        addAll(f, u"remember"_s);
        auto expected = dumpStore(f.storeFile());
        if (!lost.isEmpty())
            expected.removeIf([&](const QString &row) { return row.startsWith(lost + u'|'); });
        zero(f.storeFile(), pagesOf(f, table, u"leaf"_s));
        const auto report = repairStore(f.dataDir(), u"default"_s, *Redactor::create());
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QVERIFY(report->repaired);
        QCOMPARE(dumpStore(f.storeFile()), expected);
        const auto after = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(after);
        for (const DoctorFinding &each : after->findings)
            QVERIFY2(each.severity != DoctorFinding::Severity::Damage, qPrintable(each.detail));
        f.import();
        QCOMPARE(dumpStore(f.storeFile()), expected);
    }

    // The table gives way to its index, which tells all but when.
    void repairKeepsBookmarksWithoutTheirTable()
    {
        ImportFixture f;
        prepare(f);
        addAll(f, u"remember"_s);
        const auto marked = f.column(u"SELECT event_id FROM bookmark ORDER BY 1"_s);
        zero(f.storeFile(), pagesOf(f, u"bookmark"_s, u"leaf"_s));
        QVERIFY(repairStore(f.dataDir(), u"default"_s, *Redactor::create()));
        QCOMPARE(f.column(u"SELECT event_id FROM bookmark ORDER BY 1"_s), marked);
        QCOMPARE(f.value(u"SELECT count(*) FROM bookmark JOIN event ON event.id = event_id AND event.line_key = "
                         "bookmark.line_key AND event.block = bookmark.block"_s)
                     .toInt(),
                 2);
    }

    // An older damaged store has no such tables, and that is no damage.
    void repairOfTheFirstSchemaMissesNothing()
    {
        ImportFixture f;
        prepare(f);
        {
            Database db = writer(f);
            QVERIFY(takeBackToFirstSchema(db));
        }
        zero(f.storeFile(), pagesOf(f, u"message"_s, u"leaf"_s));
        const auto report = repairStore(f.dataDir(), u"default"_s, *Redactor::create());
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QVERIFY(report->repaired);
        for (const DoctorFinding &each : report->findings)
            QVERIFY2(!each.detail.contains(u"session_tag"_s), qPrintable(each.detail));
        QCOMPARE(f.value(u"SELECT count(*) FROM event"_s).toInt(), 4);
    }
};

QTEST_GUILESS_MAIN(TestCare)
#include "tst_care.moc"
