// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "agent/mine/contradiction.h"
#include "agent/mine/findfixes.h"
#include "agent/mine/findrules.h"
#include "bench/quality/world.h"

using namespace assay;
using namespace assay::quality;

// What held once and went the other way of late.
class TestContradiction : public QObject {
    Q_OBJECT

private:
    static WorldSession sessionOf(int number, std::vector<WorldEpisode> episodes)
    {
        WorldSession session;
        session.uuid = session.lineage = "session-" + std::to_string(100 + number);
        session.day = 20'000 + number;
        session.episodes = std::move(episodes);
        return session;
    }

    static WorldSession corrected(int number, const std::string &unwanted, const std::string &wanted)
    {
        WorldEpisode before;
        before.ask = "install the packages";
        before.acts = {command(unwanted + " install")};
        WorldEpisode after;
        after.ask = "use " + wanted + ", not " + unwanted;
        after.acts = {command(wanted + " install")};
        return sessionOf(number, {before, after});
    }

    static const Finding *ruleAmong(const std::vector<Finding> &findings, const std::string &wanted)
    {
        const auto found = std::ranges::find_if(findings, [&](const Finding &each) {
            return each.items[0] == "instead" && each.items[2].starts_with(wanted);
        });
        return found == findings.end() ? nullptr : &*found;
    }

    static WorldSession failed(int number, bool helped)
    {
        WorldAct failing = command("make test");
        failing.outcome = ActOutcome::Failed;
        failing.error = {"Bash", "make test", "E42", "the fixtures are missing", ErrorClass::Other, 0};
        WorldEpisode episode;
        episode.ask = "run the tests";
        episode.acts = {failing, command("make seed"), helped ? command("make test") : failing};
        return sessionOf(number, {episode});
    }

private Q_SLOTS:
    void theLastFiveCount()
    {
        const auto trials = [](const std::vector<bool> &against) {
            std::vector<Trial> all;
            for (const bool each : against)
                all.push_back({static_cast<std::int32_t>(all.size()), 0, each});
            std::ranges::reverse(all); // the day decides, not the place
            return all;
        };
        QVERIFY(!isContradicted({}));
        QVERIFY(!isContradicted(trials({false, false, false, false, true})));
        QVERIFY(isContradicted(trials({false, false, false, true, true})));
        QVERIFY(isContradicted(trials({true, true})));
        QVERIFY(!isContradicted(trials({true, true, false, false, false, false})));
    }

    void theOppositeOfARule()
    {
        World world;
        for (int i = 0; i < 4; ++i)
            world.push_back(corrected(i, "npm", "pnpm"));
        {
            const FactCorpus corpus = toCorpus(world);
            const auto findings = findCorrections(ProjectView(corpus, 0), {});
            QVERIFY(ruleAmong(findings, "pnpm") != nullptr);
            QVERIFY(!ruleAmong(findings, "pnpm")->contradicted);
        }
        world.push_back(corrected(4, "pnpm", "npm"));
        world.push_back(corrected(5, "pnpm", "npm"));
        const FactCorpus corpus = toCorpus(world);
        const auto findings = findCorrections(ProjectView(corpus, 0), {});
        QVERIFY(ruleAmong(findings, "pnpm")->contradicted);
    }

    void aRemedyThatDoesNotHelpAnyMore()
    {
        World world;
        for (int i = 0; i < 5; ++i)
            world.push_back(failed(i, true));
        const auto contradicted = [&world] {
            const FactCorpus corpus = toCorpus(world);
            const auto findings = findFixes(ProjectView(corpus, 0), {});
            const auto seed = std::ranges::find_if(
                findings, [](const Finding &each) { return each.items[1] == "first" && each.items[2] == "make seed"; });
            if (seed == findings.end())
                qFatal("the fix was not found");
            return seed->contradicted;
        };
        QVERIFY(!contradicted());
        world.push_back(failed(5, false));
        QVERIFY(!contradicted());
        world.push_back(failed(6, false));
        QVERIFY(contradicted());
    }
};

QTEST_GUILESS_MAIN(TestContradiction)
#include "tst_contradiction.moc"
