// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/candidatejson.h"

#include "models/data/export/isotime.h"
#include "models/data/query/candidatequery.h"

#include <nlohmann/json.hpp>

namespace assay {

using nlohmann::ordered_json;

namespace {

ordered_json textsOf(const QStringList &texts)
{
    ordered_json list = ordered_json::array();
    for (const QString &each : texts)
        list.push_back(each.toStdString());
    return list;
}

ordered_json parsed(const QString &text)
{
    ordered_json value = ordered_json::parse(text.toStdString(), nullptr, false);
    return value.is_discarded() ? ordered_json() : value;
}

ordered_json claimsOf(const QList<ClaimRow> &claims)
{
    ordered_json list = ordered_json::array();
    for (const ClaimRow &claim : claims) {
        ordered_json evidence = ordered_json::array();
        for (const EvidenceRow &each : claim.evidence) {
            evidence.push_back({{"event", each.eventId},
                                {"session", each.sessionUuid.toStdString()},
                                {"at", isoTime(each.at)},
                                {"role", each.role.toStdString()},
                                {"trust", each.trust},
                                {"excerpt", each.excerpt.toStdString()}});
        }
        list.push_back({{"section", claim.section.toStdString()},
                        {"text", claim.text.toStdString()},
                        {"ticked", claim.ticked},
                        {"flags", textsOf(claim.flags)},
                        {"evidence", evidence}});
    }
    return list;
}

} // namespace

ordered_json toJson(const CandidateRow &row)
{
    return {{"id", row.key.toStdString()},
            {"key", row.canon.toStdString()},
            {"form", row.form.toStdString()},
            {"detector", row.detector.toStdString()},
            {"lane", row.lane.toStdString()},
            {"name", row.name.toStdString()},
            {"sentence", row.sentence.toStdString()},
            {"description", row.description.toStdString()},
            {"strength", row.strengthText.toStdString()},
            {"state", row.state.toStdString()},
            {"score", row.score},
            {"score_parts", parsed(row.scoreParts)},
            {"lineages", row.lineages},
            {"days", row.days},
            {"authors", row.authors},
            {"expected_by_chance", row.expected},
            {"against", row.against},
            {"scope", row.scope.toStdString()},
            {"project", row.projectKey.toStdString()},
            {"target_path", row.targetPath.toStdString()},
            {"coverage", parsed(row.coverage)},
            {"flags", textsOf(row.flags)},
            {"revision", row.draftRev},
            {"sha256", row.draftSha256.toStdString()},
            {"draft", row.draft.toStdString()},
            {"claims", claimsOf(row.claims)}};
}

} // namespace assay
