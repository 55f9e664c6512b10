// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mcp/mcpserver.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace assay {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr const char *modernVersion = "2026-07-28";
constexpr std::array handshakeVersions{"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};
constexpr const char *versionKey = "io.modelcontextprotocol/protocolVersion";

constexpr int parseError = -32700;
constexpr int invalidRequest = -32600;
constexpr int unknownMethod = -32601;
constexpr int invalidParams = -32602;
constexpr int internalError = -32603;
constexpr int unsupportedVersion = -32022;

// Thrown within answer() only.
struct RpcFailure {
    int code;
    std::string message;
    ordered_json data = {};
};

std::string dumped(const ordered_json &document)
{
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

ordered_json failureOf(const json &id, const RpcFailure &failure)
{
    ordered_json error = {{"code", failure.code}, {"message", failure.message}};
    if (!failure.data.is_null())
        error["data"] = failure.data;
    return {{"jsonrpc", "2.0"}, {"id", ordered_json(id)}, {"error", error}};
}

// Deeper ones would be taken apart by recursion.
bool isTooDeep(std::string_view text)
{
    constexpr int deepest = 64;
    int depth = 0;
    bool string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (string) {
            i += c == '\\' ? 1 : 0;
            string = c != '"';
        } else if (c == '"') {
            string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > deepest)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

const json &member(const json &object, const char *key)
{
    static const json none;
    if (!object.is_object())
        return none;
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

bool isHandshakeVersion(const std::string &version)
{
    return std::ranges::any_of(handshakeVersions, [&](const char *each) { return version == each; });
}

// Whether the request says which version it speaks: the modern generation does so each time.
bool isModern(const json &params)
{
    const json &version = member(member(params, "_meta"), versionKey);
    if (version.is_null())
        return false;
    if (version != modernVersion)
        throw RpcFailure{unsupportedVersion,
                         "This protocol version is not supported.",
                         {{"supported", ordered_json::array({modernVersion})}, {"requested", ordered_json(version)}}};
    return true;
}

} // namespace

McpServer::McpServer(McpTools tools)
    : m_tools(std::move(tools))
{
}

std::string McpServer::refusalOfLongLine()
{
    return dumped(failureOf(json(), {invalidRequest, "The line is longer than this server reads (4 MiB).", {}}));
}

std::string McpServer::answer(std::string_view line) const
{
    if (line.find_first_not_of(" \t\r") == std::string_view::npos)
        return {};
    if (isTooDeep(line))
        return dumped(failureOf(json(), {invalidRequest, "The request is nested too deeply.", {}}));
    const json request = json::parse(line.begin(), line.end(), nullptr, false);
    if (request.is_discarded())
        return dumped(failureOf(json(), {parseError, "The line is not valid JSON.", {}}));
    const json &method = member(request, "method");
    const json &id = member(request, "id");
    if (!request.is_object() || !method.is_string())
        return dumped(failureOf(id, {invalidRequest, "The line is not a JSON-RPC request.", {}}));
    if (!request.contains("id"))
        return {}; // a notification
    try {
        const json &params = member(request, "params");
        const bool modern = isModern(params);
        ordered_json result = perform(method.get<std::string>(), params, modern);
        if (modern && !result.contains("resultType"))
            result["resultType"] = "complete";
        return dumped({{"jsonrpc", "2.0"}, {"id", ordered_json(id)}, {"result", result}});
    } catch (const RpcFailure &failure) {
        return dumped(failureOf(id, failure));
    } catch (const std::exception &) {
        return dumped(failureOf(id, {internalError, "The server could not answer this request.", {}}));
    }
}

ordered_json McpServer::perform(const std::string &method, const json &params, bool modern) const
{
    if (method == "initialize")
        return initialize(params);
    if (method == "server/discover" && modern)
        return discover();
    if (method == "ping" && !modern)
        return ordered_json::object();
    if (method == "tools/list") {
        ordered_json result = {{"tools", m_tools.list()}};
        if (modern) {
            result["ttlMs"] = 3'600'000;
            result["cacheScope"] = "public";
        }
        return result;
    }
    if (method == "tools/call")
        return callTool(params);
    throw RpcFailure{unknownMethod, "This server has no method \"" + method.substr(0, 100) + "\".", {}};
}

ordered_json McpServer::callTool(const json &params) const
{
    const json &name = member(params, "name");
    const json &arguments = member(params, "arguments");
    if (!name.is_string())
        throw RpcFailure{invalidParams, "params.name must be the name of a tool.", {}};
    if (!arguments.is_null() && !arguments.is_object())
        throw RpcFailure{invalidParams, "params.arguments must be an object.", {}};
    std::string bad;
    ordered_json result = m_tools.call(name.get<std::string>(), arguments.is_null() ? json::object() : arguments, bad);
    if (!bad.empty())
        throw RpcFailure{invalidParams, bad, {}};
    if (result.is_null())
        throw RpcFailure{invalidParams, "There is no tool \"" + name.get<std::string>().substr(0, 100) + "\".", {}};
    return result;
}

ordered_json McpServer::initialize(const json &params) const
{
    const json &asked = member(params, "protocolVersion");
    const bool known = asked.is_string() && isHandshakeVersion(asked.get<std::string>());
    return {{"protocolVersion", known ? asked.get<std::string>() : std::string(handshakeVersions.front())},
            {"capabilities", {{"tools", ordered_json::object()}}},
            {"serverInfo", serverInfo()},
            {"instructions", m_tools.instructions}};
}

ordered_json McpServer::discover() const
{
    return {{"supportedVersions", ordered_json::array({modernVersion})},
            {"capabilities", {{"tools", ordered_json::object()}}},
            {"instructions", m_tools.instructions},
            {"ttlMs", 3'600'000},
            {"cacheScope", "public"},
            {"_meta", {{"io.modelcontextprotocol/serverInfo", serverInfo()}}}};
}

ordered_json McpServer::serverInfo() const
{
    return {{"name", "assay"}, {"title", "Assay"}, {"version", m_tools.version}};
}

} // namespace assay
