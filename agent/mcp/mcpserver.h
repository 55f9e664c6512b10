// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The protocol: one line of JSON-RPC in, at most one out. Both generations are spoken: with a handshake (2024-11-05 to
// 2025-11-25) and without (2026-07-28, the version in each request). Nothing that comes in ends it or makes it throw.

#include <functional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace assay {

// What stands behind the protocol.
struct McpTools {
    // Tool descriptions, in a stable order.
    std::function<nlohmann::ordered_json()> list;
    // A result with content[] and isError; nullptr JSON for a tool that does not exist. Wrong arguments: `badArguments`
    // says what is wrong.
    std::function<nlohmann::ordered_json(const std::string &name, const nlohmann::json &arguments,
                                         std::string &badArguments)>
        call;
    std::string instructions;
    std::string version; // of this program
};

class McpServer {
public:
    static constexpr std::size_t longestLine = std::size_t{4} << 20;

    explicit McpServer(McpTools tools);

    // The answer without its newline; empty = none is due.
    [[nodiscard]] std::string answer(std::string_view line) const;
    // To a line that was longer than longestLine and was skipped.
    [[nodiscard]] static std::string refusalOfLongLine();

private:
    [[nodiscard]] nlohmann::ordered_json perform(const std::string &method, const nlohmann::json &params,
                                                 bool modern) const;
    [[nodiscard]] nlohmann::ordered_json callTool(const nlohmann::json &params) const;
    [[nodiscard]] nlohmann::ordered_json initialize(const nlohmann::json &params) const;
    [[nodiscard]] nlohmann::ordered_json discover() const;
    [[nodiscard]] nlohmann::ordered_json serverInfo() const;

    McpTools m_tools;
};

} // namespace assay
