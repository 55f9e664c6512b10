// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a version of the client writes its transcripts: what differs between the layouts that sample sessions imitate.
// Source: transcripts that the clients named here wrote themselves (tests/fixtures/README.md).

#include <string>
#include <string_view>

namespace assay {

struct SampleClient {
    enum class Subagents {
        Beside, // agent-<id>.jsonl beside the sessions
        Inline, // agent_progress lines in the session itself
        Folder, // <session>/subagents/agent-<id>.jsonl with a meta file
    };
    std::string version;
    Subagents subagents = Subagents::Folder;
    bool contextFirst = false; // cwd, version … stand before the message
    bool finalUsage = true;    // else stop_reason is null and output_tokens is a lower bound
    bool attachments = true;   // context comes in attachment lines
    bool turnFields = false;   // promptSource, turnOrigin, turnPosition, permissionDecision, cost-state …
    bool sourceCall = true;    // results name the line of their call
    bool searchTools = true;   // Grep and Glob; else searches are Bash
    bool arrowNumbers = false; // "     1→line" instead of "1<tab>line"
    std::string agentTool;     // the tool that starts a sub-agent
};

// An unknown version is told like the newest one.
[[nodiscard]] const SampleClient &sampleClient(std::string_view version);

} // namespace assay
