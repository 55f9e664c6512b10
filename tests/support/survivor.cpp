// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/plantedsecrets.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace assay::test {

namespace {

using Json = nlohmann::ordered_json;

std::string withoutColours(const std::string &text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\x1b' || i + 1 >= text.size() || text[i + 1] != '[') {
            out += text[i];
            continue;
        }
        i += 2;
        while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x40)
            ++i;
    }
    return out;
}

// The text as it is, without colours, and everything that can be decoded out of it.
void collect(const std::string &text, std::vector<std::string> &out)
{
    out.push_back(text);
    if (text.find('\x1b') != std::string::npos)
        out.push_back(withoutColours(text));
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_structured())
        return;
    const Json flat = json.flatten();
    for (const auto &item : flat.items())
        if (item.value().is_string())
            collect(item.value().get<std::string>(), out);
}

void fields(const std::string &key, const Json &json, std::string &out)
{
    if (json.is_string())
        out += "\"" + key + "\": \"" + json.get<std::string>() + "\"\n";
    if (!json.is_structured())
        return;
    const bool lines = json.is_array() && !json.empty() &&
                       std::all_of(json.begin(), json.end(), [](const Json &j) { return j.is_string(); });
    if (lines) {
        out += "\"" + key + "\": \"";
        for (const Json &line : json)
            out += line.get<std::string>() + "\n";
        out += "\"\n";
        return;
    }
    for (const auto &item : json.items())
        fields(json.is_object() ? item.key() : key, item.value(), out);
}

} // namespace

std::string survivor(const PlantedSecret &secret, const std::string &redacted)
{
    constexpr std::size_t window = 10;
    std::vector<std::string> texts;
    collect(redacted, texts);
    for (const std::string &body : secret.bodies) {
        const std::size_t length = std::min(window, body.size());
        for (std::size_t at = 0; at + length <= body.size(); ++at) {
            const std::string piece = body.substr(at, length);
            for (const std::string &text : texts)
                if (text.find(piece) != std::string::npos)
                    return piece;
        }
    }
    return {};
}

std::string fieldsOf(const std::string &line)
{
    const Json json = Json::parse(line, nullptr, false);
    if (json.is_discarded())
        return line;
    std::string out;
    fields({}, json, out);
    return out;
}

} // namespace assay::test
