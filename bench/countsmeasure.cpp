// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"

#include <QDir>
#include <QFileInfo>

#include "bench/linecensus.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

struct StoredLines {
    qint64 lines = 0;
    qint64 decoded = 0;
    qint64 keptRaw = 0;
    qint64 broken = 0;
};

Result<QHash<QString, StoredLines>> storedLines(Database &db)
{
    QHash<QString, StoredLines> stored;
    Statement s(db, u"SELECT path, lines, lines_decoded, lines_raw, lines_broken FROM source"_s);
    while (s.next())
        stored.insert(s.text(0), {s.integer(1), s.integer(2), s.integer(3), s.integer(4)});
    if (!s.ok())
        return tl::unexpected(s.error());
    return stored;
}

Result<double> numberOf(Database &db, const QString &sql)
{
    Statement s(db, sql);
    if (!s.next())
        return tl::unexpected(s.error());
    return static_cast<double>(s.integer(0));
}

struct Comparison {
    StoredLines ours;
    StoredLines theirs;
    qint64 unbalanced = 0; // lines ≠ decoded + kept raw + broken
    qint64 different = 0;  // from the independent count, by kind
    qint64 lost = 0;       // another number of lines, or no such file
    qint64 torn = 0;       // last lines still being written
    qint64 mended = 0;     // broken for a strict parser, read by us
    std::set<std::string> sessionIds;
    ordered_json differences = ordered_json::array();
};

Result<> compareFile(const QString &corpus, const QString &file, const QHash<QString, StoredLines> &stored,
                     Comparison &sum)
{
    const auto census = countLines(file);
    if (!census)
        return tl::unexpected(census.error());
    sum.sessionIds.insert(census->sessionIds.cbegin(), census->sessionIds.cend());
    const QString key = stored.contains(file) ? file : QFileInfo(file).canonicalFilePath();
    const StoredLines ours = stored.value(key);
    sum.unbalanced += ours.lines == ours.decoded + ours.keptRaw + ours.broken ? 0 : 1;
    sum.lost += stored.contains(key) && ours.lines == census->lines ? 0 : 1;
    sum.torn += census->torn;
    sum.mended += census->broken - ours.broken;
    sum.ours = {sum.ours.lines + ours.lines, sum.ours.decoded + ours.decoded, sum.ours.keptRaw + ours.keptRaw,
                sum.ours.broken + ours.broken};
    sum.theirs = {sum.theirs.lines + census->lines, sum.theirs.decoded + census->decoded,
                  sum.theirs.keptRaw + census->keptRaw, sum.theirs.broken + census->broken};
    if (ours.decoded == census->decoded && ours.keptRaw == census->keptRaw && ours.broken == census->broken)
        return {};
    ++sum.different;
    sum.differences.push_back({{"file", QDir(corpus).relativeFilePath(file).toStdString()},
                               {"stored", {ours.lines, ours.decoded, ours.keptRaw, ours.broken}},
                               {"independent", {census->lines, census->decoded, census->keptRaw, census->broken}}});
    return {};
}

void addLineRows(Workbench &bench, const Comparison &sum)
{
    const auto files = static_cast<double>(bench.files().size());
    const auto row = [](const QString &name, const QString &what, qint64 value) {
        return Row{.name = name,
                   .what = what,
                   .unit = u"files"_s,
                   .samples = {static_cast<double>(value)},
                   .promise = {Judged::Median, true, 0}};
    };
    bench.add({.name = u"counts.files"_s,
               .what = u"transcript files"_s,
               .unit = u"files"_s,
               .samples = {files},
               .note = u"%1 end in a line that is still being written"_s.arg(sum.torn)});
    bench.add(row(u"counts.unbalanced"_s, u"files whose lines are not decoded + kept raw + broken"_s, sum.unbalanced));
    bench.add(row(u"counts.lost"_s, u"files with another number of lines than an independent count"_s, sum.lost));
    Row different =
        row(u"counts.different"_s, u"files whose lines are told apart otherwise by a strict parser"_s, sum.different);
    different.promise = {};
    different.note = u"a strict parser breaks at torn or invalid lines that we mend: %1 fewer broken"_s.arg(sum.mended);
    different.details = {{"columns", {"lines", "decoded", "kept_raw", "broken"}},
                         {"stored", {sum.ours.lines, sum.ours.decoded, sum.ours.keptRaw, sum.ours.broken}},
                         {"independent", {sum.theirs.lines, sum.theirs.decoded, sum.theirs.keptRaw, sum.theirs.broken}},
                         {"files", sum.differences}};
    bench.add(different);
}

Result<> addProjects(Workbench &bench, Database &db, const std::set<std::string> &sessionIds)
{
    const auto sessions = numberOf(db, u"SELECT COUNT(*) FROM session WHERE deleted_at IS NULL"_s);
    const auto projects = numberOf(db, u"SELECT COUNT(DISTINCT project_id) FROM session WHERE deleted_at IS NULL"_s);
    if (!sessions || !projects)
        return tl::unexpected(sessions ? projects.error() : sessions.error());
    bench.add({.name = u"counts.sessions"_s,
               .what = u"sessions"_s,
               .unit = u"count"_s,
               .samples = {*sessions},
               .baselineName = u"distinct session ids that decoded lines tell"_s,
               .baseline = {static_cast<double>(sessionIds.size())}});
    Row row{.name = u"counts.projects"_s, .what = u"projects"_s, .unit = u"count"_s, .samples = {*projects}};
    row.note = bench.options().aliases.isEmpty() ? u"without an alias file"_s : u"with the alias file"_s;
    if (!bench.options().aliases.isEmpty()) {
        const QString dataDir = bench.scratch(u"unaliased"_s);
        const auto imported =
            runWell({bench.agent(), u"import"_s, u"--json"_s, u"--data-dir"_s, dataDir, u"--from"_s, bench.corpus()},
                    bench.scratch(u"import.json"_s));
        if (!imported)
            return tl::unexpected(imported.error());
        auto other = Database::open(Workbench::storeFile(dataDir), Database::Mode::Reader);
        if (!other)
            return tl::unexpected(other.error());
        const auto without =
            numberOf(*other, u"SELECT COUNT(DISTINCT project_id) FROM session WHERE deleted_at IS NULL"_s);
        if (!without)
            return tl::unexpected(without.error());
        row.baselineName = u"without the alias file"_s;
        row.baseline = {*without};
        QDir(dataDir).removeRecursively();
    }
    bench.add(row);
    return {};
}

} // namespace

Result<> measureCounts(Workbench &bench)
{
    const auto full = bench.full();
    if (!full)
        return tl::unexpected(full.error());
    auto db = Database::open(Workbench::storeFile(*full), Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    const auto stored = storedLines(*db);
    if (!stored)
        return tl::unexpected(stored.error());
    Comparison sum;
    for (const QString &file : bench.files()) {
        if (auto compared = compareFile(bench.corpus(), file, *stored, sum); !compared)
            return compared;
    }
    addLineRows(bench, sum);
    return addProjects(bench, *db, sum.sessionIds);
}

} // namespace assay
