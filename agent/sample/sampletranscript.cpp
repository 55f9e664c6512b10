// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/sampletranscript.h"

#include <algorithm>
#include <utility>

#include <QDateTime>

namespace assay {

namespace {

void appendAll(SampleJson &line, const SampleJson &fields)
{
    for (const auto &[key, value] : fields.items())
        line[key] = value;
}

std::size_t textLength(const SampleJson &blocks)
{
    return blocks.dump(-1, ' ', false, SampleJson::error_handler_t::replace).size();
}

} // namespace

SampleTranscript::SampleTranscript(const SampleClient &client, SampleScene scene, SampleRandom &random,
                                   std::int64_t startMs)
    : m_client(client)
    , m_scene(std::move(scene))
    , m_random(random)
    , m_start(startMs)
    , m_now(startMs)
    , m_cached(m_scene.agentId.empty() ? random.between(15800, 21400) : random.between(8200, 11900))
{
}

void SampleTranscript::advance(int lowMs, int highMs)
{
    m_now += m_random.between(lowMs, highMs);
}

void SampleTranscript::advanceTo(std::int64_t ms)
{
    m_now = std::max(m_now, ms);
}

std::string SampleTranscript::timestamp() const
{
    return QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
}

void SampleTranscript::beginTurn()
{
    m_promptId = m_random.uuid();
}

std::string SampleTranscript::chain(SampleJson body)
{
    SampleJson context = {{"userType", "external"}};
    if (m_client.attachments)
        context["entrypoint"] = m_scene.entrypoint;
    appendAll(context, {{"cwd", m_scene.cwd},
                        {"sessionId", m_scene.sessionId},
                        {"version", m_client.version},
                        {"gitBranch", m_scene.branch}});
    if (!m_scene.slug.empty())
        context["slug"] = m_scene.slug;

    SampleJson line = {{"parentUuid", m_parent.empty() ? SampleJson(nullptr) : SampleJson(m_parent)},
                       {"isSidechain", !m_scene.agentId.empty()}};
    if (m_client.contextFirst)
        appendAll(line, context);
    if (m_client.attachments && body.value("type", "") == "user" && !m_promptId.empty())
        line["promptId"] = m_promptId;
    if (!m_scene.agentId.empty())
        line["agentId"] = m_scene.agentId;
    appendAll(line, body);
    m_parent = m_random.uuid();
    line["uuid"] = m_parent;
    line["timestamp"] = timestamp();
    if (!m_client.contextFirst)
        appendAll(line, context);
    if (m_client.turnFields)
        line["session_id"] = m_scene.sessionId;
    m_lines.push_back(std::move(line));
    m_now += m_random.between(2, 40);
    return m_parent;
}

void SampleTranscript::loose(SampleJson line)
{
    m_lines.push_back(std::move(line));
}

SampleJson SampleTranscript::usage(std::int64_t output, std::int64_t written) const
{
    SampleJson use = {{"input_tokens", 4},
                      {"cache_creation_input_tokens", written},
                      {"cache_read_input_tokens", m_cached},
                      {"output_tokens", output}};
    const bool hour = m_client.subagents == SampleClient::Subagents::Inline && m_scene.agentId.empty();
    use["cache_creation"] = {{"ephemeral_1h_input_tokens", hour ? written : 0},
                             {"ephemeral_5m_input_tokens", hour ? 0 : written}};
    use["service_tier"] = "standard";
    if (m_client.attachments)
        use["server_tool_use"] = {{"web_search_requests", 0}, {"web_fetch_requests", 0}};
    return use;
}

void SampleTranscript::countUse(const std::string &model, std::int64_t output, std::int64_t written)
{
    auto use = std::find_if(m_uses.begin(), m_uses.end(), [&](const ModelUse &known) { return known.model == model; });
    if (use == m_uses.end())
        use = m_uses.insert(m_uses.end(), ModelUse{model});
    use->input += 4;
    use->output += output;
    use->cacheRead += m_cached;
    use->cacheWrite += written;
}

std::vector<std::string> SampleTranscript::message(const std::string &model, const std::vector<SampleJson> &blocks,
                                                   bool endsTurn)
{
    const std::string id = "msg_01" + m_random.base62(22);
    const std::string request = "req_011C" + m_random.base62(20);
    const std::int64_t written = std::max<std::int64_t>(m_fresh, 60);
    const auto output = static_cast<std::int64_t>(textLength(blocks) / 4) + m_random.between(8, 60);
    countUse(model, output, written);
    const std::int64_t told = m_client.finalUsage ? output : m_random.between(1, 12);
    const SampleJson stop = m_client.finalUsage ? SampleJson(endsTurn ? "end_turn" : "tool_use") : SampleJson(nullptr);
    std::vector<std::string> uuids;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        advance(1500, 9000);
        m_now += static_cast<std::int64_t>(textLength(blocks[i]) * 6);
        SampleJson message = {{"model", model},
                              {"id", id},
                              {"type", "message"},
                              {"role", "assistant"},
                              {"content", SampleJson::array({blocks[i]})},
                              {"stop_reason", stop},
                              {"stop_sequence", nullptr},
                              {"usage", usage(told, written)}};
        SampleJson body = {{"message", std::move(message)}, {"requestId", request}, {"type", "assistant"}};
        if (m_client.turnFields)
            appendAll(body, {{"requestedModel", model}, {"effort", "high"}, {"apiBlockIndex", i}, {"madeBy", "model"}});
        uuids.push_back(chain(std::move(body)));
    }
    m_cached += written;
    m_fresh = output;
    return uuids;
}

void SampleTranscript::synthetic(const std::string &text, const std::string &error)
{
    const SampleJson none = {
        {"input_tokens", 0}, {"output_tokens", 0}, {"cache_creation_input_tokens", 0}, {"cache_read_input_tokens", 0}};
    SampleJson message = {
        {"id", m_random.uuid()}, {"model", "<synthetic>"},
        {"role", "assistant"},   {"stop_reason", "stop_sequence"},
        {"stop_sequence", ""},   {"type", "message"},
        {"usage", none},         {"content", SampleJson::array({{{"type", "text"}, {"text", text}}})}};
    chain({{"type", "assistant"}, {"message", std::move(message)}, {"error", error}, {"isApiErrorMessage", true}});
}

void SampleTranscript::dropContext(std::int64_t keptTokens)
{
    m_cached = std::min<std::int64_t>(m_cached, 16000);
    m_fresh = keptTokens;
}

double SampleTranscript::cost(const ModelUse &use)
{
    // List prices per million tokens; only the cost line of the newest client shows them.
    const bool large = use.model.find("opus") != std::string::npos;
    const bool small = use.model.find("haiku") != std::string::npos;
    const double in = large ? 5.0 : small ? 1.0 : 3.0;
    const double units = static_cast<double>(use.input) + 1.25 * static_cast<double>(use.cacheWrite) +
                         0.1 * static_cast<double>(use.cacheRead) + 5.0 * static_cast<double>(use.output);
    return units * in / 1e6;
}

void SampleTranscript::costState(int linesAdded, int linesRemoved)
{
    if (!m_client.turnFields)
        return;
    double total = 0;
    SampleJson models = SampleJson::object();
    for (const ModelUse &use : m_uses) {
        total += cost(use);
        models[use.model] = {{"inputTokens", use.input},
                             {"outputTokens", use.output},
                             {"cacheReadInputTokens", use.cacheRead},
                             {"cacheCreationInputTokens", use.cacheWrite},
                             {"costUSD", cost(use)}};
    }
    loose({{"type", "cost-state"},
           {"sessionId", m_scene.sessionId},
           {"totalCostUSD", total},
           {"totalDuration", m_now - m_start},
           {"totalLinesAdded", linesAdded},
           {"totalLinesRemoved", linesRemoved},
           {"modelUsage", std::move(models)}});
}

void SampleTranscript::adopt(const std::vector<SampleJson> &lines)
{
    for (SampleJson line : lines) {
        for (const char *key : {"sessionId", "session_id"}) {
            if (line.contains(key))
                line[key] = m_scene.sessionId;
        }
        if (line.contains("uuid"))
            m_parent = line["uuid"].get<std::string>();
        m_lines.push_back(std::move(line));
    }
}

std::vector<SampleJson> SampleTranscript::takeLines()
{
    return std::exchange(m_lines, {});
}

} // namespace assay
