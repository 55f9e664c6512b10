// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/miningjson.h"

#include "agent/ipc/jsonfield.h"
#include "agent/settings/settings.h"
#include "models/data/export/isotime.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
#include "models/data/store/statement.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

MinerPassOptions miningOptions(const json &args, const Settings &settings, const QString &claudeDir)
{
    MinerPassOptions options;
    options.full = flagField(args, "full");
    options.limits = {settings.newCardsPerDay, settings.openCards};
    options.claudeDir = claudeDir;
    return options;
}

ordered_json toJson(const MinerPassSummary &summary)
{
    return {{"sessions_considered", summary.sessionsConsidered},
            {"projects_mined", summary.projectsMined},
            {"patterns_tested", summary.patternsTested},
            {"nulls_drawn", summary.nullsDrawn},
            {"candidates_new", summary.candidatesNew},
            {"candidates_changed", summary.candidatesChanged},
            {"projects_too_small", summary.projectsTooSmall},
            {"seconds", summary.seconds},
            {"cancelled", summary.cancelled}};
}

ordered_json miningDocument(const DataDir &dataDir, const QString &workspace)
{
    ordered_json document = {{"last_run_at", nullptr}, {"candidates", nullptr}, {"watched", nullptr}};
    const auto file = dataDir.workspaceFile(workspace);
    if (!file)
        return document;
    auto db = Database::open(*file, Database::Mode::Reader);
    if (!db)
        return document; // what is wrong with the store, its own figures tell
    Statement s(*db, u"SELECT (SELECT max(at) FROM miner_run), coalesce(sum(state IN ('new', 'edited')), 0), "
                     "coalesce(sum(state = 'watch'), 0) FROM candidate"_s);
    if (!s.next() || s.isNull(0))
        return document;
    document["last_run_at"] = isoTime(s.integer(0));
    document["candidates"] = s.integer(1);
    document["watched"] = s.integer(2);
    return document;
}

int skillifyEveryTurns(const Settings &settings)
{
    bool isNumber = false;
    const int turns = qEnvironmentVariable("ASSAY_SKILLIFY_EVERY_N_TURNS").toInt(&isNumber);
    return isNumber && turns > 0 ? turns : settings.skillifyEveryTurns;
}

} // namespace assay
