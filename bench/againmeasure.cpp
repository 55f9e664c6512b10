// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"

#include <QCryptographicHash>
#include <QFile>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int runs = 5;
constexpr int bareRuns = 20;

Result<Row> bareStarts(Workbench &bench)
{
    Row row;
    row.baselineName = u"bare process start (true)"_s;
    for (int i = -1; i < bareRuns; ++i) {
        const auto use = runWell({u"/bin/true"_s}, bench.scratch(u"true.out"_s));
        if (!use)
            return tl::unexpected(use.error());
        if (i < 0)
            continue;
        row.baseline += use->cpu;
        row.samples += use->wall;
    }
    return row;
}

// Of the store's file and its log.
QByteArray contentOf(const QString &storeFile)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const QString &end : {QString(), u"-wal"_s}) {
        QFile file(storeFile + end);
        if (file.open(QIODevice::ReadOnly))
            hash.addData(&file);
    }
    return hash.result();
}

} // namespace

Result<> measureAgain(Workbench &bench)
{
    const auto full = bench.full();
    if (!full)
        return tl::unexpected(full.error());
    const auto bare = bareStarts(bench);
    if (!bare)
        return tl::unexpected(bare.error());
    Row cpu{.name = u"again.cpu"_s,
            .what = u"second import of M, whole process, processor time"_s,
            .unit = u"s"_s,
            .baselineName = bare->baselineName,
            .baseline = bare->baseline,
            .promise = {Judged::Median, true, 0.3}};
    Row wall{.name = u"again.wall"_s,
             .what = u"the same, seconds"_s,
             .unit = u"s"_s,
             .baselineName = bare->baselineName,
             .baseline = bare->samples};
    Row parsed{.name = u"again.files"_s,
               .what = u"files parsed by it"_s,
               .unit = u"files"_s,
               .promise = {Judged::P95, true, 0}};
    Row rows{
        .name = u"again.rows"_s, .what = u"rows written by it"_s, .unit = u"rows"_s, .promise = {Judged::P95, true, 0}};
    Row commits{.name = u"again.changes"_s,
                .what = u"runs after which a byte of the store was another one"_s,
                .unit = u"runs"_s,
                .samples = {0},
                .promise = {Judged::Median, true, 0}};
    for (int i = -1; i < runs; ++i) {
        const QByteArray before = contentOf(Workbench::storeFile(*full));
        const auto use = bench.import(*full, {bench.corpus()});
        if (!use)
            return tl::unexpected(use.error());
        const json report = json::parse(use->output.toStdString(), nullptr, false);
        if (!report.is_object() || !report.contains("files_parsed") || !report.contains("rows_written"))
            return fail(Error::Code::Failed, u"The import told no figures."_s);
        if (i < 0)
            continue;
        cpu.samples += use->cpu;
        wall.samples += use->wall;
        parsed.samples += report["files_parsed"].get<double>();
        rows.samples += report["rows_written"].get<double>();
        commits.samples[0] += contentOf(Workbench::storeFile(*full)) == before ? 0 : 1;
    }
    for (const Row &row : {cpu, wall, parsed, rows, commits})
        bench.add(row);
    return {};
}

} // namespace assay
