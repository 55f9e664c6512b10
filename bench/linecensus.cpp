// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/linecensus.h"

#include "bench/transcripts.h"

#include <nlohmann/json.hpp>

namespace assay {

using nlohmann::json;

namespace {

const std::set<std::string> &decodedTypes()
{
    static const std::set<std::string> types{"user",         "assistant",  "system",   "attachment", "summary",
                                             "custom-title", "agent-name", "ai-title", "pr-link",    "cost-state"};
    return types;
}

std::string stringOf(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

bool isDecodedType(const json &line)
{
    const std::string type = stringOf(line, "type");
    if (type != "progress")
        return decodedTypes().contains(type);
    const auto data = line.find("data");
    return data != line.end() && data->is_object() && stringOf(*data, "type") == "agent_progress";
}

Result<LineCensus> countLines(const QString &file)
{
    LineCensus census;
    const auto read = forEachLine(file, [&census](std::string_view text) {
        if (text.find_first_not_of(" \t\r") == std::string_view::npos)
            return;
        ++census.lines;
        const json line = json::parse(text, nullptr, false);
        if (line.is_discarded()) {
            ++census.broken;
            return;
        }
        if (!line.is_object() || !isDecodedType(line)) {
            ++census.keptRaw;
            return;
        }
        ++census.decoded;
        ++census.types[stringOf(line, "type")];
        if (const std::string id = stringOf(line, "sessionId"); !id.empty())
            census.sessionIds.insert(id);
    });
    if (!read)
        return tl::unexpected(read.error());
    return census;
}

} // namespace assay
