// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/linecensus.h"

#include <nlohmann/json.hpp>

#include <QFile>

#include "bench/transcripts.h"

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

bool endsInNewline(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) && (in.size() == 0 || (in.seek(in.size() - 1) && in.read(1) == "\n"));
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
    bool lastIsBroken = false;
    const auto read = forEachLine(file, [&census, &lastIsBroken](std::string_view text) {
        if (text.find_first_not_of(" \t\r") == std::string_view::npos)
            return;
        ++census.lines;
        const json line = json::parse(text, nullptr, false);
        lastIsBroken = line.is_discarded();
        if (lastIsBroken) {
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
    if (lastIsBroken && !endsInNewline(file)) {
        --census.lines;
        --census.broken;
        ++census.torn;
    }
    return census;
}

} // namespace assay
