// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/recount.h"
#include "models/data/store/statement.h"
#include "tests/support/firstschema.h"
#include "tests/support/importfixture.h"
#include "tests/support/storedump.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// Tools and skills of a session, counted while it is written.
class TestUseCounts : public QObject {
    Q_OBJECT

private:
    const QString file = u"-p/%1.jsonl"_s.arg(QString::fromStdString(sessionA));

    static QStringList tools(const ImportFixture &f)
    {
        return f.column(u"SELECT tool || ' ' || calls || ' ' || failures FROM session_tool ORDER BY tool"_s);
    }

    static QStringList skills(const ImportFixture &f)
    {
        return f.column(u"SELECT skill || ' ' || uses FROM session_skill ORDER BY skill"_s);
    }

    static std::string typed(TranscriptBuilder &b, const std::string &name, const std::string &args)
    {
        return b.prompt("<command-name>/" + name + "</command-name>\n<command-message>" + name +
                        "</command-message>\n<command-args>" + args + "</command-args>");
    }

    // The figures that were moved by differences are those of a count from scratch.
    static void verifyRecount(const ImportFixture &f)
    {
        const auto before = dumpStore(f.storeFile());
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(db && recount(*db));
        }
        QCOMPARE(dumpStore(f.storeFile()), before);
    }

private Q_SLOTS:
    void lateResultsChangeFailures()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(file, {b.prompt("go"), b.call("t1", "Bash", {{"command", "make"}}),
                       b.call("t2", "Read", {{"file_path", "/a"}})});
        f.import();
        QCOMPARE(tools(f), (QStringList{u"Bash 1 0"_s, u"Read 1 0"_s}));
        f.append(file, b.failure("t1", "no rule") + '\n' + b.result("t2", "text", nullptr) + '\n');
        f.import();
        QCOMPARE(tools(f), (QStringList{u"Bash 1 1"_s, u"Read 1 0"_s}));
        f.append(file, b.call("t3", "Bash", {{"command", "ls"}}) + '\n');
        f.import();
        QCOMPARE(tools(f), (QStringList{u"Bash 2 1"_s, u"Read 1 0"_s}));
        verifyRecount(f);
    }

    void readingAgainCountsNothingTwice()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        const std::vector<std::string> lines = {b.prompt("go"), b.call("t1", "Bash", {{"command", "make"}}),
                                                b.failure("t1", "no rule"), typed(b, "deploy", "now")};
        f.write(file, lines);
        f.import();
        f.write(u"-copy/%1.jsonl"_s.arg(QString::fromStdString(sessionA)), lines);
        f.import();
        QCOMPARE(tools(f), QStringList{u"Bash 1 1"_s});
        QCOMPARE(skills(f), QStringList{u"deploy 1"_s});
        verifyRecount(f);
    }

    void resultBeforeItsCallIsCountedOnce()
    {
        ImportFixture f;
        TranscriptBuilder early(sessionA);
        TranscriptBuilder late(sessionA);
        const std::string call = late.call("t1", "Bash", {{"command", "make"}});
        f.write(file, {early.prompt("go"), early.failure("t1", "no rule")});
        f.import();
        QCOMPARE(tools(f), QStringList()); // a result alone does not tell its tool
        f.append(file, call + '\n');
        f.import();
        QCOMPARE(tools(f), QStringList{u"Bash 1 1"_s});
        QCOMPARE(f.value(u"SELECT count(*) FROM event WHERE kind = 4"_s).toInt(), 1);
        verifyRecount(f);
    }

    void skillsAreCalledOrTyped()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        TranscriptBuilder agent(sessionA);
        agent.setAgent("a1");
        f.write(file,
                {b.prompt("go"), b.call("t1", "Skill", {{"skill", "deploy"}, {"args", "to production"}}),
                 b.call("t2", "Skill", {{"skill", "plugin:review"}}), typed(b, "deploy", "again"),
                 typed(b, "model", "opus"), typed(b, "clear", ""), b.prompt("/path/is/no/skill"),
                 b.call("t3", "SlashCommand", {{"command", "/fix-issue 12"}}), b.call("t4", "Search", {{"query", "x"}}),
                 agent.prompt("sub task"), agent.call("t5", "Skill", {{"skill", "deploy"}})});
        f.import();
        QCOMPARE(skills(f), (QStringList{u"deploy 3"_s, u"fix-issue 1"_s, u"plugin:review 1"_s}));
        verifyRecount(f);
    }

    // Whatever the session holds, an appended call costs one row here.
    void anAppendedCallTouchesOneRow()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        std::vector<std::string> lines = {b.prompt("go")};
        for (int i = 0; i < 200; ++i)
            lines.push_back(b.call("t" + std::to_string(i), "Tool" + std::to_string(i % 40), {{"n", i}}));
        f.write(file, lines);
        f.import();
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(db->execute(u"CREATE TABLE touched(what TEXT) STRICT;"
                                "CREATE TRIGGER t1 AFTER UPDATE ON session_tool BEGIN INSERT INTO touched VALUES"
                                "('update'); END;"
                                "CREATE TRIGGER t2 AFTER INSERT ON session_tool BEGIN INSERT INTO touched VALUES"
                                "('insert'); END"_s));
        }
        f.append(file, b.call("later", "Tool3", {{"n", 1}}) + '\n');
        f.import();
        QCOMPARE(f.column(u"SELECT what FROM touched"_s), QStringList{u"update"_s});
    }

    void storeOfTheFirstSchemaIsCounted()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(file, {b.prompt("go"), b.call("t1", "Bash", {{"command", "make"}}), b.failure("t1", "no rule"),
                       b.call("t2", "Skill", {{"skill", "deploy"}}), typed(b, "compact", "")});
        f.import();
        const auto before = dumpStore(f.storeFile());
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY(takeBackToFirstSchema(*db));
        }
        {
            auto db = Database::open(f.storeFile(), Database::Mode::Writer);
            QVERIFY2(db, db ? "" : qPrintable(db.error().what));
        }
        QCOMPARE(dumpStore(f.storeFile()), before);
        QCOMPARE(tools(f), (QStringList{u"Bash 1 1"_s, u"Skill 1 0"_s}));
        QCOMPARE(skills(f), QStringList{u"deploy 1"_s});
    }
};

QTEST_GUILESS_MAIN(TestUseCounts)
#include "tst_usecounts.moc"
