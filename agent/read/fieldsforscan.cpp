// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/fieldsforscan.h"

#include "agent/read/isotime.h"
#include "agent/read/linekey.h"

#include <algorithm>
#include <array>

namespace assay {

namespace {

constexpr std::size_t ShortestBlob = 256;

bool isBase64(std::string_view value)
{
    static constexpr auto Alphabet = [] {
        std::array<bool, 256> table{};
        for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
            table[static_cast<unsigned char>(c)] = true;
        return table;
    }();
    return std::all_of(value.begin(), value.end(), [](char c) { return Alphabet[static_cast<unsigned char>(c)]; });
}

bool isBlob(std::string_view key, std::string_view value)
{
    if (value.size() < ShortestBlob)
        return false;
    return (key == "data" || key == "signature" || key == "base64") && isBase64(value);
}

bool isIdentifier(std::string_view value)
{
    const auto prefixed = [value](std::string_view prefix) {
        return value.starts_with(prefix) && value.size() <= prefix.size() + 26 &&
               std::all_of(value.begin(), value.end(), [](char c) {
                   return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
               });
    };
    LineKey ignored;
    if (value.size() == 36)
        return parseUuid(value, ignored);
    if (value.size() == 24)
        return parseIsoTime(value) >= 0;
    return prefixed("toolu_") || prefixed("msg_") || prefixed("req_");
}

void appendField(std::string_view key, std::string_view value, std::string &text)
{
    text += '"';
    text += key;
    text += "\": \"";
    text += value;
    text += "\"\n";
}

// Strings that follow each other in an array are lines of one text (a patch, a command's words): a secret and its name
// may stand on two of them.
bool appendLines(std::string_view key, const dom::array &items, std::string &text)
{
    const auto isString = [](const dom::element &item) { return item.is_string(); };
    if (items.size() < 2 || !std::all_of(items.begin(), items.end(), isString))
        return false;
    std::string joined;
    for (const dom::element item : items) {
        joined += item.get_string().value_unsafe();
        joined += '\n';
    }
    appendField(key, joined, text);
    return true;
}

// The parser limits the depth of nesting, and so of this recursion.
void appendElement(std::string_view key, const dom::element &element, std::string &text)
{
    switch (element.type()) {
    case dom::element_type::STRING: {
        std::string_view value;
        if (element.get(value) == simdjson::SUCCESS && !isIdentifier(value) && !isBlob(key, value))
            appendField(key, value, text);
        break;
    }
    case dom::element_type::ARRAY: {
        const dom::array items = element.get_array().value_unsafe();
        if (!appendLines(key, items, text)) {
            for (const dom::element item : items)
                appendElement(key, item, text);
        }
        break;
    }
    case dom::element_type::OBJECT:
        appendField(key, {}, text);
        for (const dom::key_value_pair field : dom::object(element.get_object().value_unsafe()))
            appendElement(field.key, field.value, text);
        break;
    default:
        break;
    }
}

} // namespace

void fieldsForScan(const dom::object &line, std::string &text)
{
    text.clear();
    for (const dom::key_value_pair field : line)
        appendElement(field.key, field.value, text);
}

} // namespace assay
