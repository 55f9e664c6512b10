// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"
#include "bench/residentagent.h"

#include <filesystem>

#include <QDir>
#include <QFile>

#include "models/data/store/database.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int runs = 5;
constexpr int candidates = 500;
constexpr int snoozed = (runs + 1) * 20; // by the runs: there are that many more
constexpr int skills = 300;
constexpr int lines = 7; // of a draft that have evidence, four events each

// Drafts of a usual length, each of whose lines rests on prompts of M. They stand before what was mined there: the
// folders of that are on no machine, so none of it could be decided.
QString candidateRows(const QString &folder)
{
    const QString numbers = u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "_s;
    const QString draft = u"'---' || char(10) || 'name: habit-' || i || char(10) || 'description: Use when the part ' "
                          "|| i || ' is asked about.' || char(10) || '---' || char(10) || char(10)"_s;
    QString text = draft;
    for (int line = 1; line <= lines; ++line)
        text +=
            u" || '%1. Run `make part-' || i || '-%1` and read what it says before anything else.' || char(10)"_s.arg(
                line);
    return u"BEGIN; INSERT INTO project(id, key, name, owner) VALUES(1000000, 'path:/desk', 'desk', 'local');"
           "INSERT INTO project_folder(folder, project_id, evidence) VALUES('%1', 1000000, 5);"_s.arg(folder) +
           u"INSERT INTO candidate(id, project_id, key, canon, detector, form, name, sentence, description, "
           "strength_text, state, ready, lineages, days, authors, expected, against, first_day, last_day, score, "
           "score_parts, coverage, flags, target_path, draft_rev, created_at, changed_at) %1 SELECT 1000000 + i, "
           "1000000, 'c-bench' || i, 'canon ' || i, 'ritual', 'skill', 'habit-' || i, 'Before part ' || i || ' is "
           "changed, the agent will run its checks and read what they say.', 'Use when the part is asked about.', '', "
           "'new', 1, 7, 5, 1, 0.6, 0, 20000, 20010, 1000.0 / i, '{}', '{}', '[]', '', 1, 1, 1 FROM n;"_s.arg(
               numbers.arg(candidates + snoozed)) +
           u"INSERT INTO revision(candidate_id, rev, author, text, sha256, tokens, created_at) %1 SELECT 1000000 + i, "
           "1, 'miner', %2, 'of habit ' || i, 150, 1 FROM n;"_s.arg(numbers.arg(candidates + snoozed), text) +
           u"INSERT INTO claim(candidate_id, n, section, text, ticked, flags) %1 SELECT c.id, i, 'step', 'Run `make "
           "part-' || (c.id - 1000000) || '-' || i || '` and read what it says before anything else.', 1, '[]' FROM n "
           "JOIN candidate c ON c.project_id = 1000000;"_s.arg(numbers.arg(lines)) +
           u"INSERT OR IGNORE INTO evidence(candidate_id, n, event_id, session_id, role, trust, excerpt) WITH prompt "
           u"AS "
           "(SELECT id, session_id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS many FROM event "
           "WHERE kind = 1 AND session_id IN (SELECT id FROM session WHERE deleted_at IS NULL)), four(k) AS "
           "(VALUES(0), (1), (2), (3)) SELECT c.candidate_id, c.n, p.id, p.session_id, 'ask', 0, 'Please run the "
           "checks of the part before you change it.' FROM claim c JOIN four JOIN prompt p ON p.place = "
           "(c.candidate_id "
           "* 7 + c.n * 4 + k) % p.many + 1 WHERE c.candidate_id > 1000000; COMMIT;"_s;
}

bool writeSkills(const QString &folder)
{
    for (int i = 0; i < skills; ++i) {
        const QString name = u"own-%1"_s.arg(i);
        QByteArray text = "---\nname: " + name.toUtf8() + "\ndescription: Use when part " + QByteArray::number(i) +
                          " is asked about.\n---\n\n";
        while (text.size() < 4'000)
            text += "1. Run `make check` in the folder of the part, and read the first failure before the others.\n";
        QFile file(folder + u'/' + name + u"/SKILL.md"_s);
        if (!QDir().mkpath(folder + u'/' + name) || !file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return false;
    }
    return true;
}

// M with candidates and installed skills of its own.
Result<QString> desk(Workbench &bench)
{
    const auto full = bench.full();
    if (!full)
        return full;
    const QString dataDir = bench.scratch(u"desk"_s);
    std::error_code copied;
    std::filesystem::copy(full->toStdString(), dataDir.toStdString(), std::filesystem::copy_options::recursive, copied);
    const QString project = bench.scratch(u"desk-project"_s);
    if (copied || !QDir().mkpath(project + u"/.claude"_s) || !writeSkills(dataDir + u"/skills"_s))
        return fail(Error::Code::Failed, u"The store could not be copied."_s, dataDir);
    if (auto caught = bench.catchUp(dataDir); !caught)
        return tl::unexpected(caught.error());
    auto db = Database::open(Workbench::storeFile(dataDir), Database::Mode::Writer);
    if (!db)
        return tl::unexpected(db.error());
    return db->execute(candidateRows(project)).map([&dataDir] { return dataDir; });
}

} // namespace

Result<> measureDesk(Workbench &bench)
{
    const auto dataDir = desk(bench);
    if (!dataDir)
        return tl::unexpected(dataDir.error());
    ResidentAgent agent;
    if (auto started = agent.start(bench, *dataDir, *dataDir); !started)
        return started;
    const QString what = u"Skills page, %1 candidates and %2 installed skills: "_s.arg(candidates).arg(skills);
    Row first{.name = u"desk.first"_s,
              .what = what + u"from exec until the first card can be decided"_s,
              .unit = u"ms"_s,
              .baselineName = u"bare Qt window with an empty list, from exec until painted"_s,
              .promise = {Judged::Median, true, 500}};
    Row next{.name = u"desk.next"_s,
             .what = what + u"from an act until the next card can be decided"_s,
             .unit = u"ms"_s,
             .baselineName = u"plain list of as many lines, a page down, p95"_s,
             .promise = {Judged::P95, true, 150}};
    Row installed{.name = u"desk.installed"_s,
                  .what = what + u"from choosing Installed until its rows are painted"_s,
                  .unit = u"ms"_s,
                  .baselineName = u"plain list of as many lines: until painted"_s,
                  .promise = {Judged::Median, true, 150}};
    double lookedAt = 0;
    for (int i = -1; i < runs; ++i) {
        const auto bare = bench.child(u"bare-window"_s, {QString(), QString::number(monotonicNs())});
        const auto plain = bench.child(u"bare-scroll"_s, {QString::number(candidates)});
        const auto table = bench.child(u"bare-scroll"_s, {QString::number(skills)});
        const auto ours = bench.child(u"desk"_s, {*dataDir, QString::number(monotonicNs())});
        for (const auto *each : {&bare, &plain, &table, &ours}) {
            if (!*each)
                return tl::unexpected(each->error());
        }
        if (ours->value("candidates", 0) < candidates || ours->value("skills", 0) != skills)
            return fail(Error::Code::Failed, u"The desk did not show all that there is."_s);
        if (i < 0)
            continue;
        first.baseline += bare->value("ms", 0.0);
        first.samples += ours->value("first_ms", 0.0);
        next.baseline += plain->at("step_ms").value("p95", 0.0);
        for (const json &each : ours->at("next_ms"))
            next.samples += each.get<double>();
        installed.baseline += table->value("first_ms", 0.0);
        installed.samples += ours->value("installed_ms", 0.0);
        lookedAt = ours->value("looked_at_ms", 0.0);
        first.details = {{"statements", ours->value("statements", -1)}};
    }
    next.note = u"the act is an order to the agent that runs; the whole window is painted anew"_s;
    installed.note =
        u"read since the page was opened; every skill was checked %1 ms after exec"_s.arg(lookedAt, 0, 'f', 0);
    for (const Row &each : {first, next, installed})
        bench.add(each);
    return {};
}

} // namespace assay
