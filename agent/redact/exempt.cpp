// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/exempt.h"

#include <algorithm>
#include <array>

namespace assay {

namespace {

constexpr std::size_t shortestBulk = 100;

constexpr bool isDecimal(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isHex(char c)
{
    return isDecimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

constexpr bool isWord(char c)
{
    return isDecimal(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// `shape`: x = a hexadecimal digit, 0 = a decimal one, all else stands for itself.
bool hasShape(std::string_view value, std::string_view shape)
{
    return value.size() == shape.size() && std::equal(value.begin(), value.end(), shape.begin(), [](char c, char as) {
               return as == 'x' ? isHex(c) : as == '0' ? isDecimal(c) : c == as;
           });
}

bool looksLikeIdentifier(std::string_view value)
{
    constexpr std::size_t longest = 48; // an id behind the name of a cloud: "toolu_vrtx_" and 24 characters
    switch (value.size()) {
    case 36:
        if (hasShape(value, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"))
            return true;
        break;
    case 24:
        if (hasShape(value, "0000-00-00T00:00:00.000Z"))
            return true;
        break;
    case 20:
        if (hasShape(value, "0000-00-00T00:00:00Z"))
            return true;
        break;
    default:
        break;
    }
    return value.size() <= longest &&
           (value.starts_with("toolu_") || value.starts_with("msg_") || value.starts_with("req_")) &&
           std::all_of(value.begin(), value.end(), isWord);
}

bool holdsIdentifiers(std::string_view key)
{
    static constexpr std::array<std::string_view, 17> keys = {"uuid",
                                                              "parentUuid",
                                                              "sessionId",
                                                              "session_id",
                                                              "requestId",
                                                              "tool_use_id",
                                                              "toolUseID",
                                                              "parentToolUseID",
                                                              "sourceToolAssistantUUID",
                                                              "leafUuid",
                                                              "logicalParentUuid",
                                                              "messageId",
                                                              "timestamp",
                                                              "type",
                                                              "version",
                                                              "agentId",
                                                              "id"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool isBase64(std::string_view value)
{
    static constexpr auto alphabet = [] {
        std::array<bool, 256> table{};
        for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_"))
            table[static_cast<unsigned char>(c)] = true;
        return table;
    }();
    return std::all_of(value.begin(), value.end(), [](char c) { return alphabet[static_cast<unsigned char>(c)]; });
}

} // namespace

bool isExemptIdentifier(std::string_view key, std::string_view value)
{
    return looksLikeIdentifier(value) && holdsIdentifiers(key);
}

bool declaresBase64(std::string_view key, std::string_view value)
{
    return (key == "type" && value == "base64") || key == "media_type";
}

bool isExemptBulk(std::string_view key, std::string_view value, bool declared)
{
    constexpr std::string_view encodedPem = "LS0tLS1CRUdJTi"; // "-----BEGIN"
    return value.size() >= shortestBulk && (key == "signature" || key == "base64" || (key == "data" && declared)) &&
           isBase64(value) && !value.starts_with(encodedPem);
}

} // namespace assay
