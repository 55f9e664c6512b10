// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Turns a story's tool step into a call and its result as the client writes them (input, what the model saw,
// toolUseResult).

#include "agent/sample/sampleclient.h"
#include "agent/sample/samplelibrary.h"
#include "agent/sample/samplerandom.h"
#include "agent/sample/sampleworkspace.h"

#include <string>

#include <nlohmann/json.hpp>

namespace assay {

struct SampleCall {
    std::string name;
    nlohmann::ordered_json input;
    nlohmann::ordered_json content; // of the tool_result block
    nlohmann::ordered_json result;  // toolUseResult; null = the line has none
    bool failed = false;
    bool rejected = false; // by the person
    int lowMs = 40;        // how long the tool takes
    int highMs = 400;
};

class SampleTools final {
public:
    SampleTools(const SampleClient &client, SampleWorkspace &workspace, SampleRandom &random);

    // True for a verb that this class makes calls of.
    [[nodiscard]] static bool knows(const std::string &verb);
    [[nodiscard]] SampleCall call(const SampleStep &step);

private:
    [[nodiscard]] SampleCall bash(const SampleStep &step) const;
    [[nodiscard]] SampleCall read(const SampleStep &step) const;
    [[nodiscard]] SampleCall shot(const SampleStep &step) const;
    [[nodiscard]] SampleCall write(const SampleStep &step) const;
    [[nodiscard]] SampleCall edit(const SampleStep &step) const;
    [[nodiscard]] SampleCall grep(const SampleStep &step) const;
    [[nodiscard]] SampleCall glob(const SampleStep &step) const;
    [[nodiscard]] SampleCall todo(const SampleStep &step);
    [[nodiscard]] SampleCall fetch(const SampleStep &step) const;
    [[nodiscard]] SampleCall webSearch(const SampleStep &step) const;
    [[nodiscard]] SampleCall mcp(const SampleStep &step) const;
    [[nodiscard]] SampleCall ask(const SampleStep &step) const;
    [[nodiscard]] SampleCall deny(const SampleStep &step) const;
    void fail(SampleCall &call, const std::string &text) const;

    const SampleClient &m_client;
    SampleWorkspace &m_workspace;
    SampleRandom &m_random;
    nlohmann::ordered_json m_todos;
};

} // namespace assay
