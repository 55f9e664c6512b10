// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/quality/world.h"

#include "agent/mine/contentrandom.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay::quality {

namespace {

constexpr std::array inventedHeads = {"git status",
                                      "git diff",
                                      "edit",
                                      "git add",
                                      "git commit",
                                      "git log",
                                      "npm test",
                                      "go test",
                                      "make build",
                                      "git push",
                                      "curl",
                                      "docker compose",
                                      "gh pr",
                                      "gh api",
                                      "mise run",
                                      "python",
                                      "npm run",
                                      "go build",
                                      "golangci-lint run",
                                      "psql",
                                      "kubectl get",
                                      "kubectl logs",
                                      "terraform plan",
                                      "jq",
                                      "sed",
                                      "rm",
                                      "mkdir",
                                      "cp",
                                      "mv",
                                      "git checkout",
                                      "git rebase",
                                      "git stash",
                                      "git fetch",
                                      "gh run",
                                      "go mod",
                                      "npm install",
                                      "cargo build",
                                      "cargo test",
                                      "pytest",
                                      "ruff check",
                                      "black",
                                      "docker build",
                                      "docker logs",
                                      "redis-cli",
                                      "tar",
                                      "openssl",
                                      "ssh",
                                      "chmod",
                                      "node",
                                      "bun run"};

constexpr std::array inventedWords = {
    "the",     "a",       "to",      "and",      "in",     "fix",    "please", "add",    "look",    "test",    "why",
    "is",      "this",    "for",     "of",       "that",   "make",   "button", "order",  "invoice", "page",    "error",
    "slow",    "list",    "new",     "user",     "cart",   "price",  "email",  "login",  "report",  "export",  "date",
    "zone",    "query",   "cache",   "index",    "table",  "field",  "label",  "colour", "form",    "route",   "check",
    "state",   "view",    "filter",  "sort",     "count",  "page",   "upload", "image",  "token",   "session", "queue",
    "worker",  "retry",   "timeout", "currency", "tax",    "refund", "stock",  "search", "basket",  "address", "phone",
    "rename",  "move",    "remove",  "split",    "merge",  "update", "clean",  "docs",   "readme",  "release", "branch",
    "review",  "comment", "deploy",  "staging",  "config", "secret", "flag",   "metric", "log",     "trace",   "alert",
    "latency", "memory",  "leak"};

// Few things are common, many are rare.
std::size_t skewed(ContentRandom &random, std::size_t count)
{
    const double share = (random.below(1'000'000) + 1) / 1'000'001.0;
    return std::min(count - 1, static_cast<std::size_t>(std::pow(static_cast<double>(count), share)) - 1);
}

std::string uuidOf(ContentRandom &random)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string uuid = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
    for (char &c : uuid) {
        if (c == 'x')
            c = digits[random.below(16)];
    }
    return uuid;
}

WorldEpisode episodeOf(ContentRandom &random, const std::vector<std::size_t> &mood)
{
    WorldEpisode episode;
    const std::size_t length = 3 + random.below(12);
    for (std::size_t i = 0; i < length; ++i)
        episode.ask += std::string(i == 0 ? "" : " ") + inventedWords[skewed(random, inventedWords.size())];
    const std::size_t acts = 2 + random.below(10) + random.below(14);
    for (std::size_t i = 0; i < acts; ++i) {
        // A third of what a session does is what it does all the time.
        const std::size_t which = random.below(3) == 0 ? mood[random.below(static_cast<std::uint32_t>(mood.size()))]
                                                       : skewed(random, inventedHeads.size());
        WorldAct act = command(inventedHeads[which]);
        if (act.head == "edit") {
            act.kind = ActKind::Edit;
            act.file = std::string("src/") + inventedWords[skewed(random, inventedWords.size())] + ".go";
        }
        if (act.head.ends_with("test"))
            act.check = CheckKind::Test;
        act.outcome = random.below(8) == 0 ? ActOutcome::Failed : ActOutcome::Ok;
        if (act.outcome == ActOutcome::Failed) {
            act.error.tool = "Bash";
            act.error.head = act.head;
            act.error.text = std::string("error: ") + inventedWords[skewed(random, inventedWords.size())] + " not " +
                             inventedWords[skewed(random, inventedWords.size())];
        }
        episode.acts.push_back(std::move(act));
    }
    return episode;
}

} // namespace

World inventedWorld(std::uint64_t seed, std::size_t sessions)
{
    World world;
    ContentRandom random(seed, 0);
    for (std::size_t i = 0; i < sessions; ++i) {
        WorldSession session;
        session.uuid = session.lineage = uuidOf(random);
        session.author = random.below(3) == 0 ? "ben" : "ada";
        session.day = 20'000 + static_cast<std::int32_t>(random.below(40));
        std::vector<std::size_t> mood;
        for (int m = 0; m < 4; ++m)
            mood.push_back(random.below(static_cast<std::uint32_t>(inventedHeads.size())));
        const std::size_t episodes = 1 + random.below(9);
        for (std::size_t e = 0; e < episodes; ++e)
            session.episodes.push_back(episodeOf(random, mood));
        world.push_back(std::move(session));
    }
    return world;
}

} // namespace assay::quality
