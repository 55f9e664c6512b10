// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writes the lines of one transcript the way a given client does: common fields, the uuid chain, the clock, messages
// split into one line per content block, token use that grows with the conversation. Not thread-safe; holds its lines
// until takeLines().

#include "agent/sample/sampleclient.h"
#include "agent/sample/samplerandom.h"

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace assay {

using SampleJson = nlohmann::ordered_json;

struct SampleScene {
    std::string sessionId;
    std::string cwd;
    std::string branch; // empty outside a repository
    std::string slug;
    std::string entrypoint;
    std::string agentId; // of a sub-agent's transcript; empty = main thread
};

class SampleTranscript final {
public:
    SampleTranscript(const SampleClient &client, SampleScene scene, SampleRandom &random, std::int64_t startMs);

    [[nodiscard]] const SampleClient &client() const { return m_client; }
    [[nodiscard]] SampleScene &scene() { return m_scene; }
    [[nodiscard]] std::int64_t now() const { return m_now; } // ms since epoch
    void advance(int lowMs, int highMs);
    void advanceTo(std::int64_t ms);

    // A line in the uuid chain: `body` starts with "type" and gets the common fields. Returns its uuid.
    std::string chain(SampleJson body);
    void startNewRoot() { m_parent.clear(); }
    [[nodiscard]] const std::string &parent() const { return m_parent; }
    void setParent(std::string uuid) { m_parent = std::move(uuid); }
    // A line of bookkeeping: written as it is.
    void loose(SampleJson line);
    [[nodiscard]] std::string timestamp() const;

    // A new prompt begins: lines that follow carry its id.
    void beginTurn();
    // One API message, one line per block. Returns the uuids of the lines.
    std::vector<std::string> message(const std::string &model, const std::vector<SampleJson> &blocks, bool endsTurn);
    // A message that the client made up (an API error); no token use.
    void synthetic(const std::string &text, const std::string &error);
    // Text that the next request sends to the model, for the token counts.
    void addContext(std::size_t characters) { m_fresh += static_cast<std::int64_t>(characters / 4); }
    void dropContext(std::int64_t keptTokens);
    [[nodiscard]] std::int64_t contextTokens() const { return m_cached + m_fresh; }

    // The line of the model's cumulative cost figure (newest clients); the others write nothing.
    void costState(int linesAdded, int linesRemoved);

    // Lines copied from another session: they keep uuid and message id and get this session's id.
    void adopt(const std::vector<SampleJson> &lines);
    [[nodiscard]] std::vector<SampleJson> takeLines();
    [[nodiscard]] const std::vector<SampleJson> &lines() const { return m_lines; }

private:
    struct ModelUse {
        std::string model;
        std::int64_t input = 0;
        std::int64_t output = 0;
        std::int64_t cacheRead = 0;
        std::int64_t cacheWrite = 0;
    };

    [[nodiscard]] SampleJson usage(std::int64_t output, std::int64_t written) const;
    void countUse(const std::string &model, std::int64_t output, std::int64_t written);
    [[nodiscard]] static double cost(const ModelUse &use);

    const SampleClient &m_client;
    SampleScene m_scene;
    SampleRandom &m_random;
    std::int64_t m_start;
    std::int64_t m_now;
    std::string m_parent;
    std::string m_promptId;
    std::int64_t m_cached;
    std::int64_t m_fresh = 2100;
    std::vector<ModelUse> m_uses;
    std::vector<SampleJson> m_lines;
};

} // namespace assay
