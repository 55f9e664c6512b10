// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"
#include "bench/plainload.h"

#include <QDir>
#include <QFile>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int runs = 3;

struct Times {
    QList<double> wall;
    QList<double> cpu;
};

// A fresh store each time; the last one is M for the other measures.
Result<Times> importRuns(Workbench &bench)
{
    Times times;
    const QString dataDir = bench.scratch(u"full"_s);
    for (int i = -1; i < runs; ++i) {
        QDir(dataDir).removeRecursively();
        const auto use = bench.import(dataDir, {bench.corpus()});
        if (!use)
            return tl::unexpected(use.error());
        if (i < 0)
            continue; // warms up
        times.wall += use->wall;
        times.cpu += use->cpu;
    }
    bench.setFull(dataDir);
    return times;
}

Result<Times> plainRuns(Workbench &bench, const std::vector<PlainText> &texts)
{
    Times times;
    const QString file = bench.scratch(u"plain.sqlite"_s);
    for (int i = -1; i < runs; ++i) {
        const auto load = loadPlainly(texts, file);
        if (!load)
            return tl::unexpected(load.error());
        bench.plainBytes = load->fileBytes;
        if (i < 0)
            continue;
        times.wall += load->wall;
        times.cpu += load->cpu;
    }
    QFile::remove(file);
    return times;
}

QList<double> rates(const QList<double> &seconds, double megabytes)
{
    QList<double> result;
    for (const double each : seconds)
        result += megabytes / each;
    return result;
}

} // namespace

Result<> measureImport(Workbench &bench)
{
    const auto ours = importRuns(bench);
    if (!ours)
        return tl::unexpected(ours.error());
    const auto texts = readPlainTexts(Workbench::storeFile(bench.scratch(u"full"_s)));
    if (!texts)
        return tl::unexpected(texts.error());
    const auto plain = plainRuns(bench, *texts);
    if (!plain)
        return tl::unexpected(plain.error());

    const double megabytes = static_cast<double>(bench.bytes()) / 1e6;
    const double textMegabytes = static_cast<double>(bytesOf(*texts)) / 1e6;
    const QString baseline = u"plain FTS5 load of the same text, one thread, text already in memory"_s;
    Row rate{.name = u"import.rate"_s,
             .what = u"import of M, raw transcripts per wall second, whole process"_s,
             .unit = u"MB/s"_s,
             .samples = rates(ours->wall, megabytes),
             .baselineName = baseline,
             .baseline = rates(plain->wall, megabytes),
             .promise = {Judged::Ratio, false, 1.2}};
    rate.note =
        u"both rates count the %1 MB of raw transcripts whose %2 MB of text were loaded"_s.arg(megabytes, 0, 'f', 1)
            .arg(textMegabytes, 0, 'f', 1);
    rate.details = {{"raw_bytes", bench.bytes()},
                    {"text_bytes", bytesOf(*texts)},
                    {"events", texts->size()},
                    {"text_mb_per_s", textMegabytes / median(ours->wall)},
                    {"baseline_text_mb_per_s", textMegabytes / median(plain->wall)}};
    bench.add(rate);
    bench.add({.name = u"import.wall"_s,
               .what = u"the same, seconds"_s,
               .unit = u"s"_s,
               .samples = ours->wall,
               .baselineName = baseline,
               .baseline = plain->wall});
    bench.add({.name = u"import.cpu"_s,
               .what = u"the same, processor time of all threads"_s,
               .unit = u"s"_s,
               .samples = ours->cpu,
               .baselineName = baseline,
               .baseline = plain->cpu});
    return {};
}

} // namespace assay
