// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr int runs = 5;

struct Subject {
    QString name; // of the rows
    QString what;
    QString dataDir;
    qint64 session = 0;
};

struct Openings {
    QList<double> first;
    QList<double> end;
    QList<double> growth;
    json scrolled;
    int rows = 0;
};

// A new process each time: nothing was opened in it before.
Result<Openings> openRuns(Workbench &bench, const Subject &subject)
{
    Openings openings;
    const QStringList arguments{subject.dataDir, QString::number(subject.session)};
    for (int i = -1; i < runs; ++i) {
        const auto opened = bench.child(u"open"_s, arguments);
        if (!opened)
            return tl::unexpected(opened.error());
        if (!opened->value("at_end", false))
            return fail(Error::Code::Failed, u"The jump to the end did not end there."_s);
        openings.rows = opened->value("rows", 0);
        if (i < 0)
            continue;
        openings.first += opened->value("first_ms", -1.0);
        openings.end += opened->value("end_ms", -1.0);
    }
    const auto scrolled = bench.child(u"open"_s, arguments + QStringList{u"scroll"_s});
    if (!scrolled)
        return tl::unexpected(scrolled.error());
    openings.scrolled = *scrolled;
    openings.growth += scrolled->value("growth_peak", -1.0) / 1e6;
    return openings;
}

double at(const json &object, const char *group, const char *key)
{
    const auto found = object.find(group);
    return found != object.end() && found->is_object() ? found->value(key, -1.0) : -1.0;
}

void addScroll(Workbench &bench, const Subject &subject, const Openings &openings, const json &bare)
{
    const json scroll = openings.scrolled.value("scroll", json::object());
    const QString rows = u"%1 rows"_s.arg(openings.rows);
    Row memory{.name = subject.name + u".memory"_s,
               .what = subject.what + u": growth of private memory while opening and paging through all, at most"_s,
               .unit = u"MB"_s,
               .samples = openings.growth,
               .promise = {Judged::Median, true, 50}};
    memory.note = rows;
    if (!scroll.is_object() || !scroll.value("complete", false)) {
        memory.promise = {};
        memory.note += u"; the end was NOT reached, so this is no answer"_s;
    }
    memory.details = ordered_json(openings.scrolled);
    bench.add(memory);

    Row step{.name = subject.name + u".step"_s,
             .what = subject.what + u": a page down until painted, p95"_s,
             .unit = u"ms"_s,
             .samples = {at(scroll, "ms", "p95")},
             .baselineName = u"plain list of as many lines, a page down, p95"_s,
             .baseline = {at(bare, "step_ms", "p95")}};
    step.note = u"%1 steps; at most %2 blocks laid out, %3 statements and %4 kB read in a step, %5 blocks kept"_s
                    .arg(at(scroll, "ms", "n"))
                    .arg(at(scroll, "layouts", "max"))
                    .arg(at(scroll, "statements", "max"))
                    .arg(at(scroll, "bytes", "max") / 1e3, 0, 'f', 0)
                    .arg(scroll.is_object() ? scroll.value("blocks_kept_at_most", -1) : -1);
    bench.add(step);
}

Result<> measureSubject(Workbench &bench, const Subject &subject)
{
    const auto openings = openRuns(bench, subject);
    if (!openings)
        return tl::unexpected(openings.error());
    const QStringList rows{QString::number(openings->rows)};
    QList<double> bareFirst;
    QList<double> bareEnd;
    json bare;
    for (int i = -1; i < 3; ++i) {
        const auto scrolled = bench.child(u"bare-scroll"_s, rows);
        if (!scrolled)
            return tl::unexpected(scrolled.error());
        bare = *scrolled;
        if (i < 0)
            continue;
        bareFirst += bare.value("first_ms", -1.0);
        bareEnd += bare.value("end_ms", -1.0);
    }
    const QString list = u"plain list of as many lines in memory: "_s;
    Row first{.name = subject.name + u".first"_s,
              .what = subject.what + u": from the click until its first rows are painted"_s,
              .unit = u"ms"_s,
              .samples = openings->first,
              .baselineName = list + u"until painted"_s,
              .baseline = bareFirst,
              .promise = {Judged::Median, true, 150}};
    first.note = u"the first session opened in its process"_s;
    bench.add(first);
    bench.add({.name = subject.name + u".end"_s,
               .what = subject.what + u": from the End key until the last rows are painted"_s,
               .unit = u"ms"_s,
               .samples = openings->end,
               .baselineName = list + u"the same"_s,
               .baseline = bareEnd,
               .promise = {Judged::Median, true, 150}});
    addScroll(bench, subject, *openings, bare);
    return {};
}

Result<> measureLongest(Workbench &bench, const QString &name, const QString &what, const Result<QString> &dataDir)
{
    if (!dataDir)
        return tl::unexpected(dataDir.error());
    const auto session = Workbench::longestSession(*dataDir);
    if (!session)
        return tl::unexpected(session.error());
    return measureSubject(bench, {name, what, *dataDir, *session});
}

} // namespace

Result<> measureOpening(Workbench &bench)
{
    if (auto longest = measureLongest(bench, u"opening.longest"_s, u"longest session of M"_s, bench.full()); !longest)
        return longest;
    const QString what = u"session of %1 MB, in L"_s.arg(bench.options().largeBytes / 1'000'000);
    return measureLongest(bench, u"opening.large"_s, what, bench.large());
}

} // namespace assay
