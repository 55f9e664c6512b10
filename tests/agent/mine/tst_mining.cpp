// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include <nlohmann/json.hpp>

#include "agent/mine/actitems.h"
#include "agent/mine/chance.h"
#include "agent/mine/correctiongrammar.h"
#include "agent/mine/draft.h"
#include "agent/mine/findrituals.h"
#include "agent/mine/miner.h"
#include "agent/mine/wording.h"
#include "bench/quality/measuresofmining.h"
#include "bench/quality/planting.h"

using namespace assay;
using namespace assay::quality;
using namespace Qt::Literals::StringLiterals;

// The miner from facts to drafts: what it must find, and what it must not fall for. Short forms of bench/quality.
class TestMining : public QObject {
    Q_OBJECT

private:
    static MiningResult mined(const World &world, const KnownText &known = {})
    {
        const FactCorpus corpus = toCorpus(world);
        return mineProject(ProjectView(corpus, 0), known);
    }

    static MiningResult minedWith(const std::vector<Plant> &plants, const KnownText &known = {})
    {
        ContentRandom random(3, 3);
        World world = inventedWorld(12, 40);
        for (const Plant &each : plants)
            plant(world, each, random);
        return mined(world, known);
    }

    static const MinedCandidate *withDetector(const MiningResult &result, Detector detector)
    {
        const auto found = std::ranges::find(result.candidates, detector, &MinedCandidate::detector);
        return found == result.candidates.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void tailsAreThoseOfTheTextbook()
    {
        QVERIFY(std::abs(binomialTail(4, 3, 0.5) - 5.0 / 16.0) < 1e-12);
        QVERIFY(std::abs(fisherTail(3, 1, 1, 3) - 17.0 / 70.0) < 1e-9);
        QVERIFY(wilsonLower(3, 3) > 0.6 && wilsonLower(3, 2) < 0.6);
        QCOMPARE(falseDiscoveryRates(std::vector{0.01, 0.04, 0.5}), (std::vector{0.03, 0.06, 0.5}));
    }

    void lastingRulesReadAsLines_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("line");
        QTest::newRow("plain") << u"run the linter"_s << u"Always run the linter."_s;
        QTest::newRow("said twice") << u"always regenerate the mocks"_s << u"Always regenerate the mocks."_s;
        QTest::newRow("asked for") << u"please always run it"_s << u"Always run it."_s;
        QTest::newRow("against") << u"never push to main"_s << u"Never push to main."_s;
        QTest::newRow("against, too") << u"don't touch the lock file"_s << u"Don't touch the lock file."_s;
    }

    void lastingRulesReadAsLines()
    {
        QFETCH(const QString, said);
        QFETCH(const QString, line);
        QCOMPARE(QString::fromStdString(lastingRule(said.toStdString(), 160)), line);
    }

    void proposesNothingWhereNothingIsAHabit()
    {
        Ground ground;
        ground.sessions = 40;
        const auto report = falseDiscovery(ground, 4);
        QVERIFY2(report["mean"] <= 0.25, report.dump(2).c_str());
    }

    void findsWhatWasPlanted()
    {
        Ground ground;
        ground.sessions = 50;
        const auto report = plantedRecall(ground, 2);
        for (const char *label : {"ritual of 3 and more in 5", "correction in 3, English", "fix in 3", "wait in 5"})
            QVERIFY2(report["recall"][label]["share"] >= 0.5, report.dump(2).c_str());
        QVERIFY2(report["recall"]["no rule (proposed)"]["share"] == 0.0, report.dump(2).c_str());
    }

    // An agent that is told to end does not finish a search first.
    void leavesAtOnceWhenItIsToldTo()
    {
        ContentRandom random(3, 3);
        World world = inventedWorld(12, 40);
        plant(world, {PlantKind::Ritual, {"alpha", "beta", "gamma"}, 7, "en"}, random);
        const FactCorpus corpus = toCorpus(world);
        std::atomic<bool> stop = false;
        MinerBounds bounds;
        bounds.stop = &stop;
        const auto rituals = [&] {
            const auto findings = findRituals(ProjectView(corpus, 0), bounds);
            return std::ranges::count(findings, Detector::Ritual, &Finding::detector);
        };
        QVERIFY(rituals() > 0);
        stop = true;
        QCOMPARE(rituals(), 0);
    }

    void givesTheSameBytesInEveryOrder()
    {
        Ground ground;
        ground.sessions = 30;
        const auto report = determinism(ground, 2);
        QCOMPARE(report["different"].get<int>(), 0);
        QVERIFY(report["bytes"] > 0);
    }

    void draftsTheServiceThatIsDown()
    {
        const MiningResult result = minedWith({{PlantKind::Wait, {}, 5, "en"}});
        const MinedCandidate *wait = withDetector(result, Detector::WaitRetry);
        QVERIFY(wait != nullptr);
        QCOMPARE(wait->standing, Standing::Proposed);
        QCOMPARE(wait->form, CandidateForm::Skill);
        for (const char *part :
             {"payments-api", "503", "3 times", "longer than the one before", "bin/enqueue --fallback"})
            QVERIFY2(wait->text.find(part) != std::string::npos, wait->text.c_str());
        for (const MinedClaim &claim : wait->claims)
            QVERIFY2(claim.witnesses.size() >= 5, claim.text.c_str());
    }

    void withholdsWhatIsWrittenDown()
    {
        KnownText known;
        known.add("CLAUDE.md", "# Work\n\nRun `alpha --all`, `beta --all` and `gamma --all` before a commit.\n");
        const Plant ritual{PlantKind::Ritual, {"alpha", "beta", "gamma"}, 7, "en"};
        QVERIFY(isFound(minedWith({ritual}), ritual, false));
        const MiningResult result = minedWith({ritual}, known);
        QVERIFY(!isFound(result, ritual, true));
        QVERIFY(std::ranges::any_of(result.findings,
                                    [](const Finding &f) { return f.reason == "covered by CLAUDE.md:3"; }));
    }

    void countsNoEchoOfASkill()
    {
        ContentRandom random(3, 3);
        World world = inventedWorld(12, 40);
        const Plant ritual{PlantKind::Ritual, {"alpha", "beta", "gamma"}, 7, "en"};
        plant(world, ritual, random);
        KnownText known;
        known.add(".claude/skills/release/SKILL.md", "Run `alpha --all`.\n\nThen, much later: `beta --all`.\n");
        QVERIFY(isFound(mined(world, known), ritual, false));
        for (WorldSession &session : world) {
            for (WorldEpisode &episode : session.episodes)
                episode.skills = {"release"};
        }
        const MiningResult echo = mined(world, known);
        QVERIFY(!isFound(echo, ritual, false));
        QVERIFY(isFound(echo, ritual, true)); // watched, and it says why
    }

    void takesAMentionOfOneTaskForNoRitual()
    {
        KnownText known;
        known.add("Makefile", "gen:\n\tgo generate\n");
        QCOMPARE(known.cover({"make gen"}, true).share, 1.0);
        QCOMPARE(known.cover({"make gen"}, false).share, 0.0);
    }

    void draftsNothingDangerous()
    {
        for (const char *text :
             {"rm -r -f build", "rm --recursive x", "git push --force origin", "git push -f",
              "git commit --no-verify -m <string>", "sudo make install", "chmod -R 777 .", "git reset --hard",
              "kubectl -n pay delete pod", "cat ~/.ssh/id_rsa", "eval x", "find . -delete", "dropdb shop"})
            QVERIFY2(isDangerous(text), text);
        for (const char *text :
             {"rm build.log", "git push origin main", "grep -r -f words.txt .", "make force", "git add -f x"})
            QVERIFY2(!isDangerous(text), text);
        const MiningResult result = minedWith({{PlantKind::Ritual, {"alpha", "rm -r -f", "gamma", "delta"}, 7, "en"}});
        const MinedCandidate *ritual = withDetector(result, Detector::Ritual);
        QVERIFY(ritual != nullptr);
        for (const std::string &text : {ritual->text, ritual->sentence, ritual->description})
            QVERIFY2(text.find("rm -r") == std::string::npos, text.c_str());
        QVERIFY(!ritual->flags.empty());
    }

    void quotesPeopleWithoutWhatLoads()
    {
        QCOMPARE(harmless("see @docs/x.md\n\nand run !`rm` for $HOME \"now\" <b>"),
                 std::string("see docs/x.md and run rm for HOME 'now' b"));
        QVERIFY(harmless(std::string(200, 'x')).size() <= 63);
        QCOMPARE(harmless("ää öö üü", 7), std::string("ää…"));
    }

    void namesSkillsByWhatTheyDo()
    {
        QCOMPARE(nameOfSteps({"mise run fmt", "mise run lint", "mise run test:ci"}), std::string("fmt-lint-test:ci"));
        QCOMPARE(nameOfSteps({"gh pr view", "./scripts/seed.sh --all", "git commit -m <string>"}),
                 std::string("pr-view-seed"));
    }

    // Two words that are the same are said once, and what only says "again" is a line.
    void wordsDraftsForTheirReader()
    {
        QCOMPARE(slugOf({"comments", "comments"}), std::string("comments"));
        MinedCandidate again;
        again.form = CandidateForm::Rule;
        again.claims = {{"step", "If `make check` fails, read why.", "make check", true, {}, {}},
                        {"step", "Make the change.", {}, true, {}, {}},
                        {"step", "`make check`", "make check", true, {}, {}}};
        QVERIFY(wordCandidate(again));
        QCOMPARE(again.text, std::string("- After a change, run `make check` until it goes well.\n"));
        MinedCandidate skill;
        skill.name = "fmt-lint";
        skill.claims = {{"trigger", "after a change", {}, true, {}, {}},
                        {"step", "`make fmt`", "make fmt", true, {}, {}},
                        {"step", "`make lint`", "make lint", true, {}, {}}};
        QVERIFY(wordCandidate(skill));
        QVERIFY2(skill.text.find("\n# After a change: fmt, lint\n") != std::string::npos, skill.text.c_str());
        skill.claims.erase(skill.claims.begin());
        QVERIFY(wordCandidate(skill));
        QCOMPARE(skill.sentence, std::string("`make fmt`, then `make lint`."));
        QVERIFY2(skill.text.find("\n# Fmt lint\n") != std::string::npos, skill.text.c_str());
    }

    void findsTheSettingThatMadeItWork()
    {
        World world = inventedWorld(12, 40);
        WorldAct failing = command("psql", "psql -c <string>");
        failing.outcome = ActOutcome::Failed;
        failing.error = {"Bash", "psql", "", "connection refused", ErrorClass::Network, 0};
        const WorldAct working = command("psql", "psql -c <string>", "psql -c <string> <env:PGPORT=5433>");
        for (std::size_t i = 0; i < 4; ++i)
            world[i * 3].episodes.front().acts.insert(world[i * 3].episodes.front().acts.end(), {failing, working});
        const MiningResult result = mined(world);
        const MinedCandidate *setting = withDetector(result, Detector::EnvFact);
        QVERIFY(setting != nullptr);
        QCOMPARE(setting->standing, Standing::Proposed);
        QCOMPARE(setting->sentence, std::string("Run `psql` with `PGPORT=5433` here."));
    }

    void handsOnNoSettingThatTurnsChecksOff()
    {
        World world = inventedWorld(12, 40);
        for (const char *name : {"NODE_TLS_REJECT_UNAUTHORIZED=0", "PGPASSWORD=postgres", "HUSKY=0"}) {
            const std::string head = std::string("tool") + name[0];
            WorldAct failing = command(head);
            failing.outcome = ActOutcome::Failed;
            failing.error = {"Bash", head, "", "certificate not trusted", ErrorClass::Network, 0};
            const WorldAct working = command(head, head, head + " <env:" + name + ">");
            for (std::size_t i = 0; i < 4; ++i)
                world[i * 3].episodes.front().acts.insert(world[i * 3].episodes.front().acts.end(), {failing, working});
        }
        const MiningResult result = mined(world);
        QVERIFY(
            std::ranges::none_of(result.findings, [](const Finding &f) { return f.detector == Detector::EnvFact; }));
    }

    void readsTasksOfRunners()
    {
        KnownText known;
        known.add("package.json", "{\n  \"scripts\": {\n    \"lint:ci\": \"eslint .\"\n  }\n}\n");
        known.add("Makefile", "seed: build\n\tgo run ./seed\n");
        QCOMPARE(known.cover({"npm run lint:ci"}).line, 3);
        QCOMPARE(known.cover({"make seed"}).file, std::string("Makefile"));
        QCOMPARE(known.cover({"make harvest"}).share, 0.0);
    }

    void tellsTooFewSessions()
    {
        const FactCorpus corpus = toCorpus(inventedWorld(1, 6));
        QVERIFY(mineProject(ProjectView(corpus, 0), {}).tooFew);
    }

    void readsCorrectionsInTenLanguages()
    {
        for (const std::string &language : languages()) {
            int read = 0;
            for (std::string text : wordings(language)) {
                text.replace(text.find("{x}"), 3, "npm");
                text.replace(text.find("{y}"), 3, "pnpm");
                const auto all = readCorrections(text);
                read += std::ranges::any_of(all, [](const Correction &c) {
                    const auto unwanted = literalsOf(c.unwanted);
                    const auto wanted = literalsOf(c.wanted);
                    return std::ranges::find(unwanted, "npm") != unwanted.end() &&
                           std::ranges::find(wanted, "pnpm") != wanted.end();
                });
            }
            QVERIFY2(read * 3 >= static_cast<int>(wordings(language).size()) * 2, language.c_str());
        }
    }

    void readsNoRuleIntoQuestions()
    {
        for (const char *text : {"should we use pnpm instead of npm?", "maybe pnpm instead of npm",
                                 "this time use pnpm instead of npm", "great, npm works"})
            QVERIFY2(readCorrections(text).empty(), text);
        QVERIFY(readCorrections(std::string(400, 'x') + " use pnpm instead of npm").empty());
    }

    void draftsNothingThatRunsWhenLoaded()
    {
        MinedCandidate candidate;
        candidate.name = slugOf({"Review <b> Claude", "gh api"});
        QCOMPARE(candidate.name, std::string("review-b-claude-gh-api"));
        candidate.description = "Say \"hi\" \\ <now>\n!";
        candidate.claims = {{"step", "Run " + inCode("echo `id` $HOME") + ".", "echo", true, {}, {}},
                            {"step", "hidden", "rm -rf /", false, {"dangerous"}, {}}};
        const std::string text = skillText(candidate);
        QVERIFY2(text.starts_with("---\nname: review-b-claude-gh-api\ndescription: \""), text.c_str());
        QVERIFY2(text.find("`echo id \\$HOME`") != std::string::npos, text.c_str());
        QVERIFY2(text.find("hidden") == std::string::npos, text.c_str());
        const std::string front = text.substr(0, text.find("---", 4));
        QVERIFY2(front.find_first_of("<>") == std::string::npos, front.c_str());
    }
};

QTEST_GUILESS_MAIN(TestMining)
#include "tst_mining.moc"
