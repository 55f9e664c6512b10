// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Single lines of a Claude Code transcript, as a client writes them: chained by uuid, one second apart, without
// newline. Uuids count up from 1 in a block of their own per builder, so that two builders never make the same one.

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace assay {

class TranscriptBuilder {
public:
    explicit TranscriptBuilder(std::string sessionId);

    void setVersion(std::string version) { m_version = std::move(version); }
    void setCwd(std::string cwd) { m_cwd = std::move(cwd); }
    void setBranch(std::string branch) { m_branch = std::move(branch); }
    void setModel(std::string model) { m_model = std::move(model); }
    // The lines that follow belong to this sub-agent and start a thread of their own; empty = the main thread.
    void setAgent(std::string agentId);
    [[nodiscard]] const std::string &lastUuid() const { return m_lastUuid; }
    [[nodiscard]] const std::string &sessionId() const { return m_sessionId; }

    [[nodiscard]] std::string prompt(std::string_view text);
    // A user line with any content, and fields that are added to the line (or replace those it has).
    [[nodiscard]] std::string user(const nlohmann::json &content, const nlohmann::json &fields);
    [[nodiscard]] std::string reply(std::string_view text);
    [[nodiscard]] std::string thinking(std::string_view text);
    [[nodiscard]] std::string call(std::string_view id, std::string_view tool, const nlohmann::json &input);
    // An assistant line with one block; `message` is added to the message (id, usage, stop_reason …).
    [[nodiscard]] std::string assistant(const nlohmann::json &block, const nlohmann::json &message);
    // The block of a result and, beside it, toolUseResult unless that is null.
    [[nodiscard]] std::string result(std::string_view id, const nlohmann::json &content,
                                     const nlohmann::json &toolUseResult);
    [[nodiscard]] std::string failure(std::string_view id, std::string_view text);
    [[nodiscard]] std::string system(std::string_view subtype, const nlohmann::json &fields);
    [[nodiscard]] std::string compaction(std::string_view trigger, int tokensBefore, int tokensAfter);
    [[nodiscard]] std::string attachment(const nlohmann::json &attachment);
    // A message of a sub-agent within the parent's file: `message` is a line made by another builder.
    [[nodiscard]] std::string agentProgress(std::string_view agentId, std::string_view callId, std::string_view prompt,
                                            std::string_view message);
    // A line that stands outside the chain: file-history-snapshot, summary, queue-operation, pr-link …
    [[nodiscard]] std::string unchained(std::string_view type, const nlohmann::json &fields) const;

private:
    [[nodiscard]] nlohmann::json chained(std::string_view type);
    [[nodiscard]] std::string nextUuid();

    std::string m_sessionId;
    std::string m_version = "2.1.330";
    std::string m_cwd = "/home/dev/project";
    std::string m_branch = "main";
    std::string m_model = "claude-opus-5";
    std::string m_agentId;
    std::string m_lastUuid;
    unsigned m_block = 0;
    unsigned m_lines = 0;
    unsigned m_messages = 0;
};

} // namespace assay
