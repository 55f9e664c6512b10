// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "deskfixture.h"

#include <QTest>

#include "agent/desk/draftfiles.h"
#include "agent/ipc/jsonfield.h"
#include "agent/redact/redactor.h"
#include "agent/store/candidatelife.h"
#include "agent/verb/deskjobs.h"
#include "models/data/query/deskquery.h"
#include "models/data/store/datadir.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <functional>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

class tst_DeskJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shownStoredHashedAndWrittenAreTheSame();
    void editThenApprove();
    void ruleAndBackToSkill();
    void mergeKeepsWhatOthersWrote();
    void everyActIsTakenBack();
    void anotherFormIsTakenBack();
    void draftsAreMaskedAnew();
    void lostDraftsGo();
    void installedTellsWhoseSkillsAre();
    void installedIsLookedAtInPortions();
    void archiveRestorePromote();

private:
    static json perform(DeskFixture &desk, const QString &job, const json &args)
    {
        const auto done = performDeskJob(desk.db(), desk.personal(), job, args);
        if (!done)
            return {{"failed", done.error().what.toStdString()}};
        return *done;
    }
    static json approved(DeskFixture &desk, const json &plan)
    {
        json args = {{"candidate", plan["candidate"]},
                     {"form", plan["form"]},
                     {"scope", plan["scope"]},
                     {"rev", plan["rev"]},
                     {"sha256", plan["sha256"]},
                     {"target_sha256", plan["before_sha256"]},
                     {"ticked", plan["to_tick"]},
                     {"given_up", plan["lost"]},
                     {"actor", "window"}};
        return perform(desk, u"candidate.approve"_s, args);
    }
};

void tst_DeskJobs::shownStoredHashedAndWrittenAreTheSame()
{
    DeskFixture desk;
    for (int i = 0; i < 200; ++i) {
        const QString key = u"c-%1"_s.arg(i, 8, 10, QLatin1Char('0'));
        const QString name = u"skill-%1"_s.arg(i);
        const QByteArray text =
            DeskFixture::skill(name) + QByteArray("Schritt – ").repeated(i % 7) + (i % 3 == 0 ? "" : "\n");
        const qint64 id = desk.addCandidate(key, name, text);
        const json plan = perform(desk, u"candidate.plan"_s, {{"candidate", key.toStdString()}});
        const json done = approved(desk, plan);
        QVERIFY2(!done.contains("failed"), done.dump().c_str());
        const QByteArray file = DeskFixture::read(textField(done, "path"));
        QCOMPARE(file, text);
        QCOMPARE(QByteArray::fromStdString(plan["after"].get<std::string>()), file);
        const auto revisions = readRevisions(desk.db(), id);
        QCOMPARE(revisions->first().text.toUtf8(), file);
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(file, QCryptographicHash::Sha256).toHex());
        QCOMPARE(textField(done, "sha256"), hash);
        QCOMPARE(revisions->first().sha256, hash);
        QCOMPARE(readDecisions(desk.db(), id)->first().sha256, hash);
    }
    QCOMPARE(DeskFixture::filesBelow(desk.project()).size(), 200);
}

void tst_DeskJobs::editThenApprove()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"checks"_s);
    const QByteArray text = DeskFixture::skill(u"checks"_s) + "2. Mine.\n";
    const json edited = perform(desk, u"candidate.edit"_s, {{"candidate", "c-1"}, {"text", text.toStdString()}});
    QCOMPARE(numberField(edited, "rev"), 2);
    QCOMPARE(textField(edited, "state"), u"edited"_s);
    const json done = approved(desk, perform(desk, u"candidate.plan"_s, {{"candidate", "c-1"}}));
    QCOMPARE(DeskFixture::read(textField(done, "path")), text);
}

void tst_DeskJobs::ruleAndBackToSkill()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"checks"_s);
    perform(desk, u"candidate.reshape"_s, {{"candidate", "c-1"}, {"form", "rule"}});
    const json rule = perform(desk, u"candidate.plan"_s, {{"candidate", "c-1"}});
    QCOMPARE(textField(rule, "relative"), u"CLAUDE.md"_s);
    QCOMPARE(textField(rule, "after"), u"- Runs the checks.\n"_s);
    perform(desk, u"candidate.reshape"_s, {{"candidate", "c-1"}, {"form", "skill"}});
    const json skill = perform(desk, u"candidate.plan"_s, {{"candidate", "c-1"}});
    QCOMPARE(textField(skill, "after").toUtf8(), DeskFixture::skill(u"checks"_s));
}

void tst_DeskJobs::mergeKeepsWhatOthersWrote()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"checks"_s);
    const QString path = desk.project() + u"/.claude/skills/house/SKILL.md"_s;
    DeskFixture::write(path, "---\nname: house\ndescription: Ours. Use when asked.\n---\n\nOur own words.\n");
    const json merged = perform(desk, u"candidate.merge"_s, {{"candidate", "c-1"}, {"into", "house"}});
    QVERIFY2(!merged.contains("failed"), merged.dump().c_str());
    const json plan = perform(desk, u"candidate.plan"_s, {{"candidate", "c-1"}});
    QVERIFY2(plan["lost"].empty(), plan["lost"].dump().c_str());
    QVERIFY(textField(plan, "after").contains(u"Our own words."_s));
    QCOMPARE(textField(plan, "path"), path);
}

void tst_DeskJobs::everyActIsTakenBack()
{
    DeskFixture desk;
    const qint64 id = desk.addCandidate(u"c-1"_s, u"checks"_s);
    const QString path = desk.project() + u"/.claude/skills/checks/SKILL.md"_s;
    const auto decides = [&desk, id](Verdict verdict, const QString &reason) {
        DeskAct act;
        act.candidate = id;
        act.verdict = verdict;
        act.reason = reason;
        act.actor = u"window"_s;
        QVERIFY(CandidateLife(desk.db(), 5).decide(act));
    };
    const auto approves = [&desk] { approved(desk, perform(desk, u"candidate.plan"_s, {{"candidate", "c-1"}})); };
    const auto with = [](const char *more) { return (DeskFixture::skill(u"checks"_s) + more).toStdString(); };
    // What is there before each act is there again after it was taken back: the candidate, and every file.
    const QList<std::function<void()>> acts = {
        approves,
        [&] {
            perform(desk, u"candidate.edit"_s, {{"candidate", "c-1"}, {"text", with("2. Mine.\n")}});
        },
        [&] {
            perform(desk, u"candidate.reshape"_s, {{"candidate", "c-1"}, {"form", "rule"}});
        },
        [&] {
            perform(desk, u"candidate.reshape"_s, {{"candidate", "c-1"}, {"scope", "personal"}});
        },
        [&] { decides(Verdict::Snooze, {}); },
        [&] { decides(Verdict::Reject, u"one-off"_s); },
        [&] {
            DeskFixture::write(path, "---\nname: checks\ndescription: Ours. Use when asked.\n---\n");
            perform(desk, u"candidate.merge"_s, {{"candidate", "c-1"}, {"into", "checks"}});
        },
        approves,
    };
    for (const auto &act : acts) {
        const auto row = readCandidate(desk.db(), u"c-1"_s);
        act();
        if (QTest::currentTestFailed())
            return;
        QVERIFY(*readCandidate(desk.db(), u"c-1"_s) != *row);
        const json back = perform(desk, u"candidate.undo"_s, {{"candidate", "c-1"}});
        QVERIFY2(!back.contains("failed"), back.dump().c_str());
        const auto again = readCandidate(desk.db(), u"c-1"_s);
        QCOMPARE(again->state, row->state);
        QCOMPARE(again->draftSha256, row->draftSha256);
        QCOMPARE(again->form + again->scope, row->form + row->scope);
    }
    QCOMPARE(DeskFixture::read(path), QByteArray("---\nname: checks\ndescription: Ours. Use when asked.\n---\n"));
    QVERIFY(perform(desk, u"candidate.undo"_s, {{"candidate", "c-1"}}).contains("failed"));
}

void tst_DeskJobs::anotherFormIsTakenBack()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"checks"_s);
    perform(desk, u"candidate.edit"_s,
            {{"candidate", "c-1"}, {"text", (DeskFixture::skill(u"checks"_s) + "2. Mine.\n").toStdString()}});
    perform(desk, u"candidate.reshape"_s, {{"candidate", "c-1"}, {"scope", "personal"}});
    perform(desk, u"candidate.reshape"_s, {{"candidate", "c-1"}, {"form", "rule"}});
    perform(desk, u"candidate.undo"_s, {{"candidate", "c-1"}});
    auto row = readCandidate(desk.db(), u"c-1"_s);
    QCOMPARE(row->form, u"skill"_s);
    QCOMPARE(row->draftRev, 2);
    perform(desk, u"candidate.undo"_s, {{"candidate", "c-1"}});
    row = readCandidate(desk.db(), u"c-1"_s);
    QCOMPARE(row->scope, u"project"_s);
    QCOMPARE(row->draftRev, 2); // the text had stayed
    perform(desk, u"candidate.undo"_s, {{"candidate", "c-1"}});
    row = readCandidate(desk.db(), u"c-1"_s);
    QCOMPARE(row->draftRev, 1);
    QCOMPARE(row->state, u"new"_s);
}

// What was typed over a draft is of the words that a rejection or a deletion takes away.
void tst_DeskJobs::lostDraftsGo()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"one"_s);
    desk.addCandidate(u"c-2"_s, u"two"_s);
    const qint64 third = desk.addCandidate(u"c-4"_s, u"three"_s);
    const qint64 clone = desk.store().addProject(u"path:/src/app"_s);
    desk.store().execute(u"UPDATE candidate SET state = 'rejected' WHERE key = 'c-2'"_s);
    desk.store().execute(u"UPDATE candidate SET key = 'c-1', project_id = %1 WHERE id = %2"_s.arg(clone).arg(third));
    const QTemporaryDir folder;
    const auto dataDir = DataDir::locate(folder.path());
    QVERIFY(dataDir);
    QVERIFY(QDir().mkpath(folder.filePath(u"workspaces"_s)));
    desk.store().execute(u"VACUUM INTO '%1'"_s.arg(folder.filePath(u"workspaces/default.sqlite"_s)));
    const QString sameKey = u"c-1-%1"_s.arg(clone);
    for (const QString &key : {u"c-1"_s, u"c-2"_s, u"c-3"_s, sameKey})
        DeskFixture::write(folder.filePath(u"drafts/%1.json"_s.arg(key)), "{}");
    QCOMPARE(removeLostDrafts(*dataDir).value_or(-1), 2);
    QCOMPARE(DeskFixture::filesBelow(folder.filePath(u"drafts"_s)), (QStringList{sameKey + u".json"_s, u"c-1.json"_s}));
    DeskFixture::write(folder.filePath(u"workspaces/other.sqlite"_s), "no store");
    DeskFixture::write(folder.filePath(u"drafts/c-3.json"_s), "{}");
    QVERIFY(!removeLostDrafts(*dataDir)); // who knows what that one holds
    QCOMPARE(DeskFixture::filesBelow(folder.filePath(u"drafts"_s)).size(), 3);
}

// A rule of today finds what was typed yesterday.
void tst_DeskJobs::draftsAreMaskedAnew()
{
    const QTemporaryDir folder;
    const auto dataDir = DataDir::locate(folder.path());
    const QString secret = u"ghp_"_s + QString(36, u'A').replace(3, 4, u"b1C9"_s);
    DeskFixture::write(folder.filePath(u"drafts/c-1.json"_s),
                       json{{"rev", 2}, {"text", "Use " + secret.toStdString() + " here.\n"}}.dump().c_str());
    DeskFixture::write(folder.filePath(u"drafts/c-2.json"_s), R"({"rev":1,"text":"Nothing."})");
    DeskFixture::write(folder.filePath(u"drafts/c-3.json"_s), "torn {");
    const auto redactor = Redactor::create();
    QVERIFY(redactor);
    QCOMPARE(recheckDrafts(*dataDir, **redactor).value_or(-1), 1);
    const json draft = json::parse(DeskFixture::read(folder.filePath(u"drafts/c-1.json"_s)).toStdString());
    QCOMPARE(draft["rev"], json(2));
    QVERIFY2(draft["text"].get<std::string>().find("[redacted:") != std::string::npos, draft.dump().c_str());
    QVERIFY(draft["text"].get<std::string>().find("ghp_") == std::string::npos);
    QCOMPARE(DeskFixture::read(folder.filePath(u"drafts/c-2.json"_s)), QByteArray(R"({"rev":1,"text":"Nothing."})"));
    QCOMPARE(recheckDrafts(*dataDir, **redactor).value_or(-1), 0);
}

void tst_DeskJobs::installedTellsWhoseSkillsAre()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"checks"_s);
    const QString path = textField(approved(desk, perform(desk, u"candidate.plan"_s, {{"candidate", "c-1"}})), "path");
    DeskFixture::write(desk.project() + u"/.claude/skills/theirs/SKILL.md"_s, DeskFixture::skill(u"theirs"_s));
    DeskFixture::write(desk.project() + u"/.claude/skills/broken/SKILL.md"_s, "no front matter\n");
    DeskFixture::write(desk.project() + u"/.claude/skills/both/SKILL.md"_s, DeskFixture::skill(u"both"_s));
    DeskFixture::write(desk.personal() + u"/skills/both/SKILL.md"_s, DeskFixture::skill(u"both"_s));
    const auto states = [&desk] {
        QStringList all;
        const auto installed = readInstalled(desk.db(), desk.personal());
        for (const InstalledSkill &each : installed ? *installed : QList<InstalledSkill>())
            all.append(each.file.scope.left(4) + u' ' + each.file.name + u' ' + each.state);
        all.sort();
        return all;
    };
    QCOMPARE(states(), (QStringList{u"pers both foreign"_s, u"proj both shadowed"_s, u"proj broken invalid"_s,
                                    u"proj checks ours"_s, u"proj theirs foreign"_s}));
    DeskFixture::write(path, DeskFixture::skill(u"checks"_s) + "By hand.\n");
    QVERIFY(states().contains(u"proj checks edited outside"_s));
}

// In portions of a bounded size, however long the check of one takes; what is left is not called anything else.
void tst_DeskJobs::installedIsLookedAtInPortions()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"checks"_s);
    approved(desk, perform(desk, u"candidate.plan"_s, {{"candidate", "c-1"}}));
    for (int i = 0; i < 300; ++i)
        DeskFixture::write(desk.personal() + u"/skills/own-%1/SKILL.md"_s.arg(i),
                           DeskFixture::skill(u"own-%1"_s.arg(i)));
    const auto counted = [&desk](ShelfDepth depth) {
        QMap<QString, int> states;
        const auto installed = readInstalled(desk.db(), desk.personal(), {}, depth);
        for (const InstalledSkill &each : installed ? *installed : QList<InstalledSkill>()) {
            ++states[each.state];
            if (each.file.isUnseen != each.file.sha256.isEmpty() || each.file.description.isEmpty())
                ++states[u"odd"_s];
        }
        return states;
    };
    using States = QMap<QString, int>;
    // The personal ones come first.
    QCOMPARE(counted(ShelfDepth::Portion), (States{{u"foreign"_s, 256}, {u"not looked at yet"_s, 45}}));
    QCOMPARE(counted(ShelfDepth::Portion), (States{{u"foreign"_s, 300}, {u"ours"_s, 1}}));
    DeskFixture::write(desk.personal() + u"/skills/own-1/SKILL.md"_s, DeskFixture::skill(u"own-1"_s) + "More.\n");
    QCOMPARE(counted(ShelfDepth::Weighed), (States{{u"foreign"_s, 300}, {u"ours"_s, 1}}));
}

void tst_DeskJobs::archiveRestorePromote()
{
    DeskFixture desk;
    const QString path = desk.project() + u"/.claude/skills/theirs/SKILL.md"_s;
    DeskFixture::write(path, DeskFixture::skill(u"theirs"_s));
    const json archived = perform(desk, u"skill.archive"_s, {{"path", path.toStdString()}});
    QVERIFY(!QFileInfo::exists(path) && QFileInfo::exists(textField(archived, "path")));
    perform(desk, u"skill.restore"_s, {{"path", textField(archived, "path").toStdString()}});
    QCOMPARE(DeskFixture::read(path), DeskFixture::skill(u"theirs"_s));
    const json promoted = perform(desk, u"skill.promote"_s, {{"path", path.toStdString()}});
    QCOMPARE(textField(promoted, "path"), desk.personal() + u"/skills/theirs/SKILL.md"_s);
    QCOMPARE(DeskFixture::read(textField(promoted, "path")), DeskFixture::skill(u"theirs"_s));
    QVERIFY(!QFileInfo::exists(path));
    // Taken back while it is what was written; then never again.
    const QString personal = textField(promoted, "path");
    DeskFixture::write(personal, "Written by hand.\n");
    QVERIFY(perform(desk, u"skill.demote"_s, {{"path", personal.toStdString()}}).contains("failed"));
    QCOMPARE(DeskFixture::read(personal), QByteArray("Written by hand.\n"));
    DeskFixture::write(personal, DeskFixture::skill(u"theirs"_s));
    QCOMPARE(textField(perform(desk, u"skill.demote"_s, {{"path", personal.toStdString()}}), "path"), path);
    QCOMPARE(DeskFixture::read(path), DeskFixture::skill(u"theirs"_s));
    QVERIFY(DeskFixture::filesBelow(desk.personal()).isEmpty());
    QCOMPARE(DeskFixture::filesBelow(desk.project()).size(), 1);
    QVERIFY(perform(desk, u"skill.archive"_s, {{"path", "/etc/passwd"}}).contains("failed"));
    const QString up = desk.project() + u"/.claude/skills/../../../x/SKILL.md"_s;
    QVERIFY(perform(desk, u"skill.archive"_s, {{"path", up.toStdString()}}).contains("failed"));
}

QTEST_GUILESS_MAIN(tst_DeskJobs)
#include "tst_deskjobs.moc"
