// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/store/memorypass.h"
#include "models/data/memory/notetext.h"
#include "models/data/query/memoryquery.h"
#include "tests/support/bulletproof.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// How summaries are worded: as a colleague would, each thing once, and every line by what it cites.
class TestNotes : public QObject {
    Q_OBJECT

private:
    using Lines = std::vector<std::string>;
    static constexpr auto rejected =
        "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. "
        "if it was a file edit, the new_string was NOT written to the file). STOP what you "
        "are doing and wait for the user to tell you how to proceed.";

    // Imports the session, sums it up; by section, in the order of time. Each line is held against what it cites.
    static QHash<NoteSection, QStringList> told(const Lines &lines)
    {
        ImportFixture f;
        f.write(u"-p/%1.jsonl"_s.arg(QString::fromLatin1(sessionA)), lines);
        f.import();
        auto db = Database::open(f.storeFile(), Database::Mode::Writer);
        const std::atomic<bool> never = false;
        QHash<NoteSection, QStringList> texts;
        if (!db || !bringMemoryUpToDate(*db, {1'700'000'000'000, 0, "Europe/Berlin"}, never))
            qFatal("no summaries");
        const auto notes = readNotes(*db, {f.value(u"SELECT id FROM session"_s).toLongLong(), 0, {}});
        if (!notes)
            qFatal("no notes");
        for (const NoteBullet &bullet : *notes) {
            texts[bullet.section].prepend(bullet.text);
            const QString flaw = flawOf(*db, bullet);
            [&] { QVERIFY2(flaw.isEmpty(), qPrintable(flaw + u": "_s + bullet.text)); }();
        }
        return texts;
    }

    static void run(Lines &lines, TranscriptBuilder &b, const char *id, const char *command, const char *failure)
    {
        lines.push_back(b.call(id, "Bash", {{"command", command}}));
        lines.push_back(failure ? b.failure(id, failure) : b.result(id, "ok", nullptr));
    }

private Q_SLOTS:
    // A nod is no ask, the same ask is one, and pasted marks of a prompt go.
    void asks()
    {
        TranscriptBuilder b(sessionA);
        const auto notes = told({b.prompt("❯ make the retry test pass"), b.reply("Shall I change the client?"),
                                 b.prompt("yes, go ahead"), b.reply("Which of the two clients shall it be?"),
                                 b.prompt("2"), b.prompt("and the docs?"), b.prompt("and the docs?")});
        QCOMPARE(notes[NoteSection::Asked], (QStringList{u"“make the retry test pass”"_s, u"“and the docs?”"_s}));
        QVERIFY(isNod(u"ok, lets go"_s) && isNod(u"LGTM!"_s) && !isNod(u"no"_s) && !isNod(u"yes, but in core"_s));
    }

    // Where a commit or a check told it, the reply need not tell it again.
    void eachThingOnce()
    {
        TranscriptBuilder b(sessionA);
        Lines lines{b.prompt("unify the parsing of settings")};
        run(lines, b, "c1", "go test ./...", nullptr);
        run(lines, b, "c2", "git commit -m 'Unify settings parsing to a single source'", nullptr);
        lines.push_back(b.reply("Settings parsing is unified to a single source. All tests pass."));
        lines.push_back(b.prompt("and are all tests green?"));
        run(lines, b, "c3", "go test ./...", nullptr);
        lines.push_back(b.reply("All green, 0 lint issues and all tests are passing."));
        const auto notes = told(lines);
        QCOMPARE(notes[NoteSection::Done],
                 (QStringList{u"Committed “Unify settings parsing to a single source”"_s, u"Tests pass: `go test`"_s}));
    }

    // A sentence that tells something beside the push or the checks stays.
    void whatStandsBesideAPushStays()
    {
        for (const char *text :
             {"Fixed the race in the retry loop and pushed.", "Moved the parser to its own file and committed."})
            QVERIFY2(!tellsOfPublishingOnly(QString::fromUtf8(text)), text);
        for (const char *text :
             {"All changes committed and pushed.", "Everything is now committed and pushed.",
              "Changes are committed and pushed to origin.", "PR created: https://example.org/pull/49"})
            QVERIFY2(tellsOfPublishingOnly(QString::fromUtf8(text)), text);
        QVERIFY(!tellsOfChecksOnly(u"Moved the parser to its own file; all tests pass."_s));
        QVERIFY(!tellsOfChecksOnly(u"The race is gone and all tests pass."_s));
        QVERIFY(tellsOfChecksOnly(u"All tests are now green."_s));
        QVERIFY(tellsOfChecksOnly(u"All 12 tests pass and the lint is clean."_s));
        QVERIFY(tellsOfChecksOnly(u"All green, 0 lint issues and all tests are passing."_s));
        for (const char *text : {"add", "bad", "1234", "no", "yes, but in core"})
            QVERIFY2(!isNod(QString::fromUtf8(text)), text);
        for (const char *text : {"ok, lets go", "LGTM!", "yes", "2", "Go ahead."})
            QVERIFY2(isNod(QString::fromUtf8(text)), text);
    }

    void repliesTellWhatCameOfIt()
    {
        QCOMPARE(
            resultLine(u"You're absolutely right! The flag was read twice.\n\nFixed by reading it once in main."_s),
            u"Fixed by reading it once in main."_s);
        QCOMPARE(resultLine(u"Done — switched from dropdown to a free-form input field."_s),
                 u"Switched from dropdown to a free-form input field."_s);
        QCOMPARE(resultLine(u"✅ PR created: the link is below for you"_s), u"PR created: the link is below for you"_s);
        QCOMPARE(
            resultLine(
                u"Looking at the API, it only supports projects.\n\nThe document has been moved to the project."_s),
            u"The document has been moved to the project."_s);
        QCOMPARE(resultLine(u"1. Merge back to main locally\n2. Push it\n\nWhich option?"_s), QString());
        QCOMPARE(resultLine(u"Sure."_s), QString());
        // Code keeps its mark and its case, and stays whole.
        QCOMPARE(resultLine(u"**`openStore` struct** - Added a field for the `wal` size"_s),
                 u"`openStore` struct - Added a field for the `wal` size"_s);
        QCOMPARE(resultLine(u"👍🏽 `npx skills add` is now documented"_s), u"`npx skills add` is now documented"_s);
    }

    // Of a list of boxes what is ticked came of it, and what is not did not.
    void boxesAreNoWords()
    {
        QCOMPARE(resultLine(u"- [ ] Verified the telemetry by hand\n- [x] Added metrics of every queue"_s),
                 u"Added metrics of every queue"_s);
        QCOMPARE(resultLine(u"- [ ] Verified the telemetry by hand\n- [ ] Added metrics of every queue"_s), QString());
        QCOMPARE(resultLine(u"1. [X] metrics of every queue are kept"_s), u"metrics of every queue are kept"_s);
        QCOMPARE(nextStep(u"Remaining:\n- [x] metrics of the queue\n- [ ] an alarm for it"_s), u"an alarm for it"_s);
        QCOMPARE(askLine(u"- [ ] add metrics"_s), u"add metrics"_s);
    }

    // The last run of a kind tells how things stand, whichever program it was.
    void checksOfOneKindAreOne()
    {
        TranscriptBuilder b(sessionA);
        Lines lines{b.prompt("make it pass")};
        run(lines, b, "c1", "bun test", "Exit code 1\nerror: Cannot find module './x'");
        run(lines, b, "c2", "bun run typecheck", "Exit code 2\nerror: script \"typecheck\" exited with code 2");
        run(lines, b, "c3", "bun run test", nullptr);
        const auto notes = told(lines);
        QCOMPARE(notes[NoteSection::Done], QStringList{u"Tests pass: `bun run test`"_s});
        QCOMPARE(notes[NoteSection::Open].size(), 2); // and that nobody answered
        QVERIFY2(notes[NoteSection::Open].join(u'|').contains(u"Types do not check: bun run typecheck"_s),
                 qPrintable(notes[NoteSection::Open].join(u'|')));
        QCOMPARE(notes[NoteSection::Failed].size(), 2);
    }

    // A plan that is begun anew was approved; one at the end waits; what was refused without a word is told with what
    // was asked instead.
    void refusals()
    {
        TranscriptBuilder b(sessionA);
        const auto plan = [&](const char *id, const char *title) {
            return Lines{b.call(id, "ExitPlanMode", {{"plan", std::string("# Plan: ") + title + "\n\n## Steps"}}),
                         b.failure(id, rejected)};
        };
        Lines lines{b.prompt("handle errors as the other tool does")};
        for (const std::string &line : plan("c1", "Fix the error handling"))
            lines.push_back(line);
        lines.push_back(b.prompt("Implement the following plan:\n\n# Plan: Fix the error handling\n\n## Steps"));
        lines.push_back(b.call("c2", "Edit", {{"file_path", "/home/dev/project/main.go"}}));
        lines.push_back(b.failure("c2", rejected));
        lines.push_back(b.prompt("use a switch in the root command"));
        lines.push_back(b.reply("The root command uses a switch now."));
        lines.push_back(b.prompt("and now the server"));
        for (const std::string &line : plan("c3", "Errors of the server"))
            lines.push_back(line);
        const auto notes = told(lines);
        QCOMPARE(notes[NoteSection::Decisions].value(0), u"You approved the plan “Fix the error handling”"_s);
        QCOMPARE(notes[NoteSection::Decisions].value(1),
                 u"Instead of the edit of `main.go` you asked: “use a switch in the root command”"_s);
        QCOMPARE(notes[NoteSection::Open], QStringList{u"Planned, not started here: “Errors of the server”"_s});
    }

    // The call that finishes a task knows its number only: the one that named it is cited beside it.
    void tasksCiteWhatNamedThem()
    {
        TranscriptBuilder b(sessionA);
        const auto notes = told({b.prompt("do both"), b.call("c1", "TaskCreate", {{"subject", "Add the debug log"}}),
                                 b.result("c1", "Task #1 created successfully: Add the debug log", nullptr),
                                 b.call("c2", "TaskCreate", {{"subject", "Redirect the errors"}}),
                                 b.result("c2", "Task #2 created successfully: Redirect the errors", nullptr),
                                 b.call("c3", "TaskUpdate", {{"taskId", "1"}, {"status", "completed"}}),
                                 b.result("c3", "Updated task #1 status", nullptr)});
        QCOMPARE(notes[NoteSection::Done], QStringList{u"Finished: Add the debug log"_s});
        QCOMPARE(notes[NoteSection::Next], QStringList{u"Redirect the errors"_s});
    }

    // What only looks at something is not worth a line.
    void looksAreNotTold()
    {
        TranscriptBuilder b(sessionA);
        const auto notes =
            told({b.prompt("look at the issue"), b.call("c1", "mcp__linear__get_issue", {{"id", "1"}}),
                  b.result("c1", "an issue", nullptr), b.call("c2", "mcp__linear__create_comment", {{"body", "x"}}),
                  b.result("c2", "ok", nullptr), b.call("c3", "WebFetch", {{"url", "https://example.org"}}),
                  b.result("c3", "text", nullptr),
                  b.call("c4", "Write", {{"file_path", "/home/dev/.claude/plans/quick-brown-fox.md"}}),
                  b.result("c4", "ok", nullptr)});
        QCOMPARE(notes[NoteSection::Done], QStringList{u"Called `linear__create_comment`"_s});
        QVERIFY(notes[NoteSection::Files].isEmpty());
    }

    // The proof itself can fail.
    void aFalseLineIsFound()
    {
        ImportFixture f;
        TranscriptBuilder b(sessionA);
        f.write(u"-p/%1.jsonl"_s.arg(QString::fromLatin1(sessionA)), {b.prompt("make the retry test pass")});
        f.import();
        auto db = Database::open(f.storeFile(), Database::Mode::Reader);
        QVERIFY(db.has_value());
        const qint64 id = f.value(u"SELECT id FROM event"_s).toLongLong();
        const auto line = [](NoteSection section, const char *text, qint64 event) {
            return noteBullet(section, {}, QString::fromUtf8(text), {1, event});
        };
        QCOMPARE(flawOf(*db, line(NoteSection::Asked, "“make the retry test pass”", id)), QString());
        QVERIFY(!flawOf(*db, line(NoteSection::Asked, "“make the retry pass test”", id)).isEmpty());
        QVERIFY(!flawOf(*db, line(NoteSection::Asked, "“make the retry test pass”", id + 1)).isEmpty());
        QVERIFY(!flawOf(*db, line(NoteSection::Failed, "make", id)).isEmpty());
        QVERIFY(!flawOf(*db, line(NoteSection::Files, "retry", id)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestNotes)
#include "tst_notes.moc"
