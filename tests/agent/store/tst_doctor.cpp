// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/care.h"
#include "agent/store/deletion.h"
#include "agent/store/doctor.h"
#include "agent/store/exclusions.h"
#include "models/data/store/statement.h"
#include "tests/support/damage.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

bool has(const DoctorReport &report, DoctorFinding::Severity severity)
{
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [severity](const DoctorFinding &each) { return each.severity == severity; });
}

QString textOf(const DoctorReport &report)
{
    QStringList all;
    for (const DoctorFinding &each : report.findings)
        all.append(each.check + u": "_s + each.detail);
    return all.join(u'\n');
}

// Which events there are, under which number and with which text.
QStringList eventsOf(const ImportFixture &f)
{
    return f.column(u"SELECT event.id || '|' || session_id || '|' || hex(line_key) || '|' || block || '|' || run_id || "
                    "'|' || kind || '|' || outcome || '|' || position || '|' || hex(text) || '|' || hex(input) || '|' "
                    "|| hex(output) FROM event JOIN body USING (id) ORDER BY event.id"_s);
}

} // namespace

class TestDoctor : public QObject {
    Q_OBJECT

private:
    const QString fileA = u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA));
    const QString fileB = u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionB));

    // Two sessions and a fork's copy of a line, calls with results, a sub-agent, lines without uuid, repeated ones.
    void fill(ImportFixture &f, int turns) const
    {
        TranscriptBuilder b(sessionA);
        std::vector<std::string> lines;
        for (int i = 0; i < turns; ++i) {
            const std::string number = std::to_string(i);
            lines.push_back(b.prompt("turn " + number + " about wolverines"));
            lines.push_back(b.reply("answer " + number + ' ' + std::string(700, char('a' + i % 26))));
            lines.push_back(b.call("toolu_" + number, "Bash", {{"command", "count badgers " + number}}));
            lines.push_back(b.result("toolu_" + number, "badgers: " + number + std::string(500, 'z'), nullptr));
            if (i % 10 == 0)
                lines.push_back(b.unchained("mystery", {{"note", "the same pangolin"}}));
        }
        TranscriptBuilder agent(sessionA);
        agent.setAgent("a1");
        lines.push_back(agent.prompt("sub task of ocelots"));
        lines.push_back(agent.reply("ocelots counted"));
        f.write(fileA, lines);
        TranscriptBuilder other(sessionB);
        std::vector<std::string> second = {other.prompt("the other session of lynxes")};
        for (int i = 0; i < turns / 4; ++i)
            second.push_back(other.reply("lynx " + std::to_string(i)));
        f.write(fileB, second);
        f.import();
        addCare(f);
    }

    // What nobody but the person could tell again.
    static void addCare(const ImportFixture &f)
    {
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        Care care(*db);
        const qint64 session =
            f.value(u"SELECT id FROM session WHERE uuid = '%1'"_s.arg(QString::fromStdString(sessionA))).toLongLong();
        QVERIFY(care.tag({session}, {u"Keep"_s, u"release"_s}, {}));
        QVERIFY(care.note(session, u"ask about the wolverines"_s, 1000));
        for (const QString &event : f.column(u"SELECT id FROM event WHERE id % 7 = 0"_s))
            QVERIFY(care.bookmark(event.toLongLong(), true, 1000));
    }

    static Result<DoctorReport> repaired(const ImportFixture &f)
    {
        return repairStore(f.dataDir(), u"default"_s, *Redactor::create());
    }

    static void verifySound(const ImportFixture &f)
    {
        const auto after = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(after);
        QVERIFY2(!has(*after, DoctorFinding::Severity::Damage), qPrintable(textOf(*after)));
        QCOMPARE(f.column(u"SELECT \"table\" FROM pragma_foreign_key_check"_s), QStringList());
        QCOMPARE(f.column(u"PRAGMA quick_check"_s), QStringList{u"ok"_s});
    }

private Q_SLOTS:
    void soundStoreIsSound()
    {
        ImportFixture f;
        fill(f, 20);
        const auto report = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(report);
        QVERIFY2(!has(*report, DoctorFinding::Severity::Damage), qPrintable(textOf(*report)));
        QCOMPARE(report->eventsBefore, f.value(u"SELECT count(*) FROM event"_s).toInt());
    }

    void missingStoreIsNotFound()
    {
        ImportFixture f;
        const auto report = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(!report);
        QCOMPARE(int(report.error().code), int(Error::Code::NotFound));
    }

    void repairOfASoundStoreWritesNothing()
    {
        ImportFixture f;
        fill(f, 20);
        const auto before = dumpStore(f.storeFile());
        const auto report = repaired(f);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QVERIFY(!report->repaired);
        QVERIFY(report->damagedFile.isEmpty());
        QCOMPARE(QDir(f.dataDir().path() + u"/workspaces"_s).entryList(QDir::Files).filter(u"damaged"_s),
                 QStringList());
        QCOMPARE(dumpStore(f.storeFile()), before);
    }

    void damagedTable_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<bool>("all"); // pages of the table, its upper ones too
        for (const QString &name :
             {u"project"_s, u"project_folder"_s, u"session"_s, u"source"_s, u"repeated_line"_s, u"raw_block"_s,
              u"run"_s, u"event"_s, u"body"_s, u"message"_s, u"total"_s, u"body_index_data"_s, u"body_index_docsize"_s,
              u"event_by_key"_s, u"source_by_session"_s, u"sqlite_autoindex_source_1"_s, u"event_by_position"_s}) {
            QTest::addRow("%s, some leaves", qPrintable(name)) << name << false;
            QTest::addRow("%s, wholly", qPrintable(name)) << name << true;
        }
    }
    void damagedTable()
    {
        QFETCH(QString, table);
        QFETCH(bool, all);
        for (const bool sourcesThere : {true, false}) {
            ImportFixture f;
            fill(f, 60);
            const auto events = eventsOf(f);
            const auto dump = dumpStore(f.storeFile());
            auto pages = pagesOf(f, table, u"leaf"_s);
            QVERIFY(!pages.isEmpty());
            if (all)
                pages += pagesOf(f, table, u"internal"_s);
            else if (pages.size() > 3)
                pages = {pages[0], pages[pages.size() / 2], pages[pages.size() / 2 + 1]};
            if (!sourcesThere)
                QVERIFY(QDir(f.claudeDir()).removeRecursively());
            zero(f.storeFile(), pages);
            const auto examined = examineStore(f.dataDir(), u"default"_s);
            QVERIFY(examined && has(*examined, DoctorFinding::Severity::Damage));
            const auto report = repaired(f);
            QVERIFY2(report, report ? "" : qPrintable(report.error().what));
            QVERIFY(report->repaired);
            QVERIFY(QFile::exists(report->damagedFile));
            verifySound(f);
            const bool rawLost = table == u"raw_block"_s && !sourcesThere;
            // Every event is there again, under its number, with its text; also after the loss of its raw line.
            QCOMPARE(eventsOf(f), events);
            QCOMPARE(report->eventsAfter, events.size());
            QCOMPARE(f.hits(u"wolverines"_s), 60);
            QCOMPARE(f.hits(u"badgers"_s), 60);
            QCOMPARE(f.hits(u"lynxes"_s), 1);
            QVERIFY(!textOf(*report).contains(u"-1"_s));
            if (table != u"source"_s && !rawLost)
                QCOMPARE(dumpStore(f.storeFile()), dump);
            QCOMPARE(f.value(u"SELECT count(*) FROM source WHERE state = 'source_changed'"_s).toInt(), 0);
            if (!sourcesThere)
                continue;
            // Imports go on where they were: nothing is read twice, what is new comes in once.
            f.append(fileA, TranscriptBuilder("cccccccc-0000-4000-8000-000000000003").prompt("a late marten") + '\n');
            f.import();
            QCOMPARE(f.hits(u"marten"_s), 1);
            QCOMPARE(f.value(u"SELECT count(*) FROM event"_s).toInt(), events.size() + 1);
            QCOMPARE(f.value(u"SELECT count(*) FROM source WHERE state <> 'ok'"_s).toInt(), 0);
            QCOMPARE(f.value(u"SELECT count(*) FROM source"_s).toInt(), 2);
            QCOMPARE(f.import().filesParsed, 0);
        }
    }

    void eventsAndRawLinesLostTogetherComeFromTheirFile()
    {
        ImportFixture f;
        fill(f, 60);
        const auto dump = dumpStore(f.storeFile());
        zero(f.storeFile(), pagesOf(f, u"event"_s, u"leaf"_s) + pagesOf(f, u"body"_s, u"leaf"_s) +
                                pagesOf(f, u"raw_block"_s, u"leaf"_s));
        const auto report = repaired(f);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        verifySound(f);
        QCOMPARE(dumpStore(f.storeFile()), dump);
        QVERIFY2(textOf(*report).contains(u"2 files were read again"_s), qPrintable(textOf(*report)));
    }

    void textOfALostEventIsKept()
    {
        ImportFixture f;
        fill(f, 60);
        QVERIFY(QDir(f.claudeDir()).removeRecursively());
        zero(f.storeFile(), pagesOf(f, u"event"_s, u"leaf"_s) + pagesOf(f, u"raw_block"_s, u"leaf"_s));
        const auto report = repaired(f);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        verifySound(f);
        QCOMPARE(f.hits(u"wolverines"_s), 60);
        QVERIFY(textOf(*report).contains(u"Import again"_s));
    }

    void textWithAHoleIsToldAgain()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(fileA, {b.prompt("a long one"), b.reply("begins " + std::string(30'000, 'm') + " ends")});
        f.import();
        const auto events = eventsOf(f);
        const auto pages = pagesOf(f, u"body"_s, u"overflow"_s);
        QVERIFY(!pages.isEmpty());
        zero(f.storeFile(), {pages.last()});
        const auto examined = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(examined && has(*examined, DoctorFinding::Severity::Damage));
        const auto report = repaired(f);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QCOMPARE(eventsOf(f), events);
        verifySound(f);
    }

    void nothingReadableSaysToImportAgain()
    {
        ImportFixture f;
        fill(f, 20);
        zero(f.storeFile(), {1});
        const auto report = repaired(f);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QCOMPARE(report->eventsAfter, 0);
        QCOMPARE(report->eventsBefore, -1);
        QVERIFY2(textOf(*report).contains(u"Import again"_s), qPrintable(textOf(*report)));
        f.import();
        QCOMPARE(f.hits(u"wolverines"_s), 20);
    }

    void rulesOfTheUserHoldForWhatIsReadAgain()
    {
        ImportFixture f;
        fill(f, 60);
        zero(f.storeFile(), pagesOf(f, u"raw_block"_s, u"leaf"_s) + pagesOf(f, u"body"_s, u"leaf"_s));
        const auto redactor = Redactor::create(R"([{"name":"animal","pattern":"wolverines","group":0}])");
        QVERIFY(redactor);
        const auto report = repairStore(f.dataDir(), u"default"_s, *redactor);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QCOMPARE(f.hits(u"wolverines"_s), 0);
        QVERIFY(!rawText(f.storeFile()).contains("wolverines"));
        QCOMPARE(f.hits(u"badgers"_s), 60);
    }

    void deletedSessionStaysHiddenWhenItsRowIsLost()
    {
        ImportFixture f;
        fill(f, 20);
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            const qint64 id =
                f.value(u"SELECT id FROM session WHERE uuid = '%1'"_s.arg(QString::fromStdString(sessionB)))
                    .toLongLong();
            QVERIFY(Deletion(*db, f.dataDir()).hide(id, 1000));
        }
        zero(f.storeFile(), pagesOf(f, u"session"_s, u"leaf"_s));
        QVERIFY(repaired(f));
        QCOMPARE(f.column(u"SELECT uuid FROM session WHERE deleted_at IS NULL"_s),
                 QStringList{QString::fromStdString(sessionA)});
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        QCOMPARE(*Deletion(*db, f.dataDir()).purgeDue(Deletion::undoMs + 1), 1);
    }

    void twoRepairsInOneSecondKeepTwoCopies()
    {
        ImportFixture f;
        fill(f, 20);
        QStringList copies;
        for (int i = 0; i < 3; ++i) {
            zero(f.storeFile(), pagesOf(f, u"body"_s, u"leaf"_s));
            const auto report = repaired(f);
            QVERIFY2(report, report ? "" : qPrintable(report.error().what));
            copies.append(report->damagedFile);
        }
        copies.removeDuplicates();
        QCOMPARE(copies.size(), 3);
        for (const QString &copy : copies)
            QVERIFY(QFile::exists(copy));
        QVERIFY(!QFile::exists(f.storeFile() + u".repairing"_s));
    }

    void fileThatIsNoDatabaseIsLeftAlone()
    {
        ImportFixture f;
        QFile junk(f.storeFile());
        QVERIFY(junk.open(QIODevice::WriteOnly));
        junk.write(QByteArray(10'000, 'j'));
        junk.close();
        const auto report = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(report && has(*report, DoctorFinding::Severity::Damage));
        const auto imported = f.tryImport(f.options(), false);
        QVERIFY(!imported);
        QCOMPARE(int(imported.error().code), int(Error::Code::Corrupt));
        QVERIFY(junk.open(QIODevice::ReadOnly));
        QCOMPARE(junk.readAll(), QByteArray(10'000, 'j'));
    }

    void damagedExclusionsAreSaved_data()
    {
        QTest::addColumn<QString>("table");
        QTest::newRow("index") << u"exclusion_by_session"_s;
        QTest::newRow("rows") << u"exclusion"_s;
    }
    void damagedExclusionsAreSaved()
    {
        QFETCH(QString, table);
        ImportFixture f;
        fill(f, 5);
        QString page;
        {
            auto exclusions = Exclusions::open(f.dataDir());
            QVERIFY(exclusions && exclusions->add(sessionB, u"deleted"_s, 5));
            auto routes = Database::open(f.dataDir().routesFile(), Database::Mode::Reader, u"routes_"_s);
            Statement s(*routes, u"SELECT pageno FROM dbstat WHERE name = ?"_s);
            QVERIFY(s.bind(table).next());
            page = s.text(0);
        }
        zero(f.dataDir().routesFile(), {page.toLongLong()});
        const auto examined = examineStore(f.dataDir(), u"default"_s);
        QVERIFY(examined && has(*examined, DoctorFinding::Severity::Damage));
        const auto report = repaired(f);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QVERIFY(report->repaired);
        QCOMPARE(report->eventsAfter, report->eventsBefore);
        auto exclusions = Exclusions::open(f.dataDir());
        QVERIFY2(exclusions, exclusions ? "" : qPrintable(exclusions.error().what));
        QVERIFY(exclusions->excludesAll(sessionB));
        verifySound(f);
        f.import();
    }

    void unreadableExclusionsSayWhatMayComeBack()
    {
        ImportFixture f;
        fill(f, 5);
        QFile junk(f.dataDir().routesFile());
        QVERIFY(junk.open(QIODevice::WriteOnly | QIODevice::Truncate));
        junk.write(QByteArray(10'000, 'j'));
        junk.close();
        QVERIFY(!f.tryImport(f.options(), false));
        const auto report = repaired(f);
        QVERIFY2(report, report ? "" : qPrintable(report.error().what));
        QVERIFY2(textOf(*report).contains(u"may come back"_s), qPrintable(textOf(*report)));
        f.import();
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
