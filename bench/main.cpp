// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

// assay-bench: what Assay costs, beside what the same work costs without it.

#include <cstdio>
#include <memory>

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include "bench/measures.h"
#include "bench/report.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Measure {
    QString name;
    Result<> (*run)(Workbench &);
};

QList<Measure> allMeasures()
{
    return {{u"import"_s, measureImport},       {u"again"_s, measureAgain},
            {u"append"_s, measureAppend},       {u"size"_s, measureSize},
            {u"counts"_s, measureCounts},       {u"kinds"_s, measureKinds},
            {u"firstlist"_s, measureFirstList}, {u"memory"_s, measureMemory},
            {u"search"_s, measureSearch},       {u"opening"_s, measureOpening},
            {u"live"_s, measureLive},           {u"hook"_s, measureHook},
            {u"mining"_s, measureMining},       {u"ask"_s, measureAsk},
            {u"fleet"_s, measureFleet},         {u"desk"_s, measureDesk}};
}

void complain(const Error &error)
{
    const QString path = error.path.isEmpty() ? QString() : u" ("_s + error.path + u')';
    std::fprintf(stderr, "assay-bench: %s%s\n", qUtf8Printable(error.what), qUtf8Printable(path));
}

// Neither this process nor its children can touch the home of whoever measures: the programs refuse to write
// elsewhere.
bool moveIn(const QString &scratch)
{
    const std::pair<const char *, QString> places[] = {{"HOME", u"/home"_s},
                                                       {"XDG_DATA_HOME", u"/data"_s},
                                                       {"XDG_CONFIG_HOME", u"/config"_s},
                                                       {"XDG_STATE_HOME", u"/state"_s},
                                                       {"XDG_CACHE_HOME", u"/cache"_s},
                                                       {"XDG_RUNTIME_DIR", u"/run"_s}};
    for (const auto &[variable, folder] : places) {
        if (!QDir().mkpath(scratch + folder))
            return false;
        qputenv(variable, QFile::encodeName(scratch + folder));
    }
    for (const char *variable : {"CLAUDE_CONFIG_DIR", "CODEX_HOME", "ASSAY_DATA_DIR", "ASSAY_WORKSPACE_ID"})
        qunsetenv(variable);
    qputenv("ASSAY_TEST_ROOT", QFile::encodeName(scratch));
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", "1");
    return QFile::setPermissions(scratch + u"/run"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

int measureAll(const BenchOptions &options, const QString &scratch)
{
    Workbench bench(options, scratch);
    if (const auto ready = bench.prepare(); !ready) {
        complain(ready.error());
        return 1;
    }
    printHead();
    for (const Measure &measure : allMeasures()) {
        if (!options.only.isEmpty() && !options.only.contains(measure.name))
            continue;
        std::fprintf(stderr, "measuring %s\n", qUtf8Printable(measure.name));
        if (const auto done = measure.run(bench); !done)
            bench.addFailure(measure.name, done.error());
        // What there is so far, should a later measure take the process with it.
        if (const auto written =
                options.out.isEmpty() ? Result<>() : writeReport(options.out, bench.rows(), bench.history());
            !written) {
            complain(written.error());
            return 1;
        }
    }
    return bench.hasFailed() ? 1 : 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    if (words.size() >= 2 && words.constFirst() == "--child"_L1)
        return runWindowChild(words.at(1), words.mid(2));

    QCoreApplication application(argc, argv);
    QStringList names;
    for (const Measure &measure : allMeasures())
        names += measure.name;
    const auto options = parseBenchOptions(words, names);
    if (!options) {
        complain(options.error());
        return 2;
    }
    if (options->help) {
        std::fputs(qUtf8Printable(benchHelp(names)), stdout);
        return 0;
    }
    std::unique_ptr<QTemporaryDir> temporary;
    QString scratch = options->scratch;
    if (scratch.isEmpty()) {
        temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/assay-bench-XXXXXX"_s);
        scratch = temporary->path();
    }
    if (!QDir().mkpath(scratch) || !moveIn(QDir(scratch).canonicalPath())) {
        complain({Error::Code::Failed, u"The scratch folder cannot be used."_s, scratch});
        return 1;
    }
    return measureAll(*options, QDir(scratch).canonicalPath());
}
