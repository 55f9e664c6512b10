// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/kindwords.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "bench/plainwords.h"

namespace assay {

using nlohmann::json;

namespace {

constexpr std::size_t shortest = 8;

const json nothing;

const json &part(const json &object, const char *key)
{
    if (!object.is_object())
        return nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

const json &listIn(const json &value)
{
    static const json none = json::array();
    return value.is_array() ? value : none;
}

bool isText(const json &value, std::string_view text)
{
    return value.is_string() && value.get_ref<const std::string &>() == text;
}

bool isTrue(const json &value)
{
    return value.is_boolean() && value.get<bool>();
}

bool isTyped(const json &line, std::string_view text)
{
    constexpr std::array<std::string_view, 4> markers{"<", "[", "Caveat:", "This session is being continued"};
    return !isTrue(part(line, "isMeta")) && !isTrue(part(line, "isSidechain")) &&
           !isTrue(part(line, "isCompactSummary")) && part(line, "toolUseResult").is_null() &&
           std::none_of(markers.begin(), markers.end(), [text](std::string_view m) { return text.starts_with(m); });
}

} // namespace

void KindWords::mark(std::string_view text, std::uint8_t where)
{
    forEachPlainWord(text, shortest, [this, where](const std::string &word) { m_words[word] |= where; });
}

void KindWords::markAll(const json &value, std::uint8_t where)
{
    if (value.is_string()) {
        mark(value.get_ref<const std::string &>(), where);
    } else if (value.is_object()) {
        for (const auto &[key, each] : value.items()) {
            mark(key, where);
            markAll(each, where);
        }
    } else if (value.is_array()) {
        for (const json &each : value)
            markAll(each, where);
    }
}

void KindWords::addLine(std::string_view text)
{
    const json line = json::parse(text, nullptr, false);
    if (!line.is_object()) {
        mark(text, other);
        return;
    }
    const json &message = part(line, "message");
    const bool user = isText(part(line, "type"), "user") && message.is_object();
    const bool assistant = isText(part(line, "type"), "assistant") && message.is_object();
    for (const auto &[key, value] : line.items()) {
        if (key == "toolUseResult")
            markAll(value, repeats);
        else if (key != "message" || (!user && !assistant))
            markAll(value, other);
    }
    if (user)
        addUser(line, message);
    else if (assistant)
        addAssistant(message);
}

void KindWords::addUser(const json &line, const json &message)
{
    const auto prompt = [&line](std::string_view text) {
        return isTyped(line, text) ? static_cast<std::uint8_t>(BlockKind::Prompt) : other;
    };
    const json &content = part(message, "content");
    if (content.is_string()) {
        const auto &text = content.get_ref<const std::string &>();
        mark(text, prompt(text));
        return;
    }
    for (const json &block : listIn(content)) {
        const json &text = part(block, "text");
        if (isText(part(block, "type"), "tool_result"))
            addOutput(part(block, "content"));
        else if (content.size() == 1 && isText(part(block, "type"), "text") && text.is_string())
            mark(text.get_ref<const std::string &>(), prompt(text.get_ref<const std::string &>()));
        else
            markAll(block, other);
    }
}

void KindWords::addOutput(const json &content)
{
    if (content.is_string())
        mark(content.get_ref<const std::string &>(), static_cast<std::uint8_t>(BlockKind::Output));
    for (const json &block : listIn(content)) {
        const bool text = isText(part(block, "type"), "text");
        markAll(block, text ? static_cast<std::uint8_t>(BlockKind::Output) : other);
    }
}

void KindWords::addAssistant(const json &message)
{
    const bool synthetic = isText(part(message, "model"), "<synthetic>");
    const json &content = part(message, "content");
    if (!content.is_array())
        markAll(content, other);
    for (const json &block : listIn(content)) {
        if (!block.is_object())
            continue;
        const json &type = part(block, "type");
        for (const auto &[key, value] : block.items()) {
            std::uint8_t where = other;
            if (isText(type, "text") && key == "text" && !synthetic)
                where = static_cast<std::uint8_t>(BlockKind::Reply);
            else if (isText(type, "thinking") && key == "thinking")
                where = static_cast<std::uint8_t>(BlockKind::Thinking);
            else if (isText(type, "tool_use") && key == "input")
                where = static_cast<std::uint8_t>(BlockKind::Input);
            markAll(value, where);
        }
    }
}

std::vector<std::string> KindWords::choose(BlockKind kind, std::size_t count, std::uint64_t seed) const
{
    std::vector<std::string> fitting;
    for (const auto &[word, where] : m_words) {
        if ((where & ~unsigned{repeats}) == static_cast<std::uint8_t>(kind))
            fitting.push_back(word);
    }
    std::sort(fitting.begin(), fitting.end());
    BenchRandom random(seed);
    for (std::size_t i = 0; i < std::min(count, fitting.size()); ++i)
        std::swap(fitting[i], fitting[i + random.below(fitting.size() - i)]);
    fitting.resize(std::min(count, fitting.size()));
    return fitting;
}

} // namespace assay
