// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// assay-quality TEST [--n N] [--sessions N] [--store FILE]: one measure of the miner as one JSON document.

#include "agent/store/factreader.h"
#include "bench/quality/measuresofmining.h"
#include "models/data/store/database.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using namespace assay;
using namespace assay::quality;

namespace {

Result<Ground> groundOf(const QCommandLineParser &parser)
{
    Ground ground;
    ground.sessions = parser.value(u"sessions"_s).toULongLong();
    if (!parser.isSet(u"store"_s))
        return ground;
    auto db = Database::open(parser.value(u"store"_s), Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    const auto corpus = readFacts(*db);
    if (!corpus)
        return tl::unexpected(corpus.error());
    for (std::size_t project = 0; project < corpus->projects.size(); ++project) {
        World world = fromCorpus(*corpus, static_cast<int>(project));
        if (world.size() >= 20)
            ground.real.push_back(std::move(world));
    }
    return ground;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(u"test"_s, u"B1, B2, B4, B5, B6, B8, or drafts"_s);
    parser.addOption({u"n"_s, u"histories, trials, orders, or drafts"_s, u"N"_s, u"60"_s});
    parser.addOption({u"sessions"_s, u"of an invented history"_s, u"N"_s, u"120"_s});
    parser.addOption({u"store"_s, u"a workspace file whose projects are used instead"_s, u"FILE"_s});
    parser.addHelpOption();
    parser.process(app);
    const QString test = parser.positionalArguments().value(0);
    const int n = parser.value(u"n"_s).toInt();
    const auto ground = groundOf(parser);
    if (!ground) {
        std::fprintf(stderr, "%s\n", qPrintable(ground.error().what));
        return 1;
    }
    nlohmann::ordered_json report;
    if (test == "B1"_L1)
        report = falseDiscovery(*ground, n);
    else if (test == "B2"_L1)
        report = plantedRecall(*ground, n);
    else if (test == "B4"_L1)
        report = foresight(*ground);
    else if (test == "B5"_L1)
        report = coverage(*ground, n);
    else if (test == "B6"_L1)
        report = determinism(*ground, n);
    else if (test == "B8"_L1)
        report = cost(parser.value(u"sessions"_s).toInt());
    else if (test == "drafts"_L1)
        report = bestDrafts(*ground, n);
    else
        parser.showHelp(2);
    std::printf("%s\n", report.dump(2).c_str());
    return 0;
}
