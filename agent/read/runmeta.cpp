// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/runmeta.h"

#include "agent/read/plaintext.h"

#include <nlohmann/json.hpp>

namespace assay {

namespace {

std::string textAt(const nlohmann::json &meta, const char *key)
{
    const auto found = meta.find(key);
    return found != meta.end() && found->is_string() ? plainText(found->get_ref<const std::string &>()) : std::string();
}

} // namespace

DecodedRun readRunMeta(std::string_view json, std::string agentId)
{
    DecodedRun run;
    run.agentId = std::move(agentId);
    const nlohmann::json meta = nlohmann::json::parse(json, nullptr, false);
    if (!meta.is_object())
        return run;
    run.toolUseId = textAt(meta, "toolUseId");
    run.agentType = textAt(meta, "agentType");
    run.description = textAt(meta, "description");
    return run;
}

} // namespace assay
