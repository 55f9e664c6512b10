// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/exclusionjson.h"

#include "agent/store/exclusions.h"
#include "models/data/export/isotime.h"

#include <nlohmann/json.hpp>

namespace assay {

using nlohmann::ordered_json;

ordered_json toJson(const QList<Exclusion> &exclusions)
{
    ordered_json list = ordered_json::array();
    for (const Exclusion &each : exclusions) {
        list.push_back({{"id", each.id},
                        {"reason", each.reason.toStdString()},
                        {"created_at", isoTime(each.createdAt)},
                        {"range_start", each.rangeStart},
                        {"range_end", each.rangeEnd ? ordered_json(*each.rangeEnd) : ordered_json()},
                        {"session_hash", each.sessionHash.toHex().toStdString()}});
    }
    return {{"exclusions", list}};
}

} // namespace assay
