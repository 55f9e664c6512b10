// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/sampleteller.h"

#include "agent/sample/samplestage.h"

#include <charconv>
#include <utility>

namespace assay {

namespace {

std::string chooseFrom(std::string_view choices, SampleRandom &random)
{
    const std::size_t dots = choices.find("..");
    int low = 0;
    int high = 0;
    if (dots != std::string_view::npos &&
        std::from_chars(choices.data(), choices.data() + dots, low).ptr == choices.data() + dots &&
        std::from_chars(choices.data() + dots + 2, choices.data() + choices.size(), high).ec == std::errc())
        return std::to_string(random.between(low, high));
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = choices.find('|');
        parts.push_back(choices.substr(0, end));
        if (end == std::string_view::npos)
            break;
        choices.remove_prefix(end + 1);
    }
    return std::string(parts[static_cast<std::size_t>(random.between(0, static_cast<int>(parts.size()) - 1))]);
}

std::string withEscapes(std::string_view text)
{
    static constexpr std::string_view symbol = "␛";
    std::string told;
    for (std::size_t at = text.find(symbol); at != std::string_view::npos; at = text.find(symbol)) {
        told.append(text.substr(0, at)).push_back('\x1b');
        text.remove_prefix(at + symbol.size());
    }
    return told.append(text);
}

} // namespace

std::string sampleText(const std::string &text, SampleRandom &random)
{
    static constexpr std::string_view open = "⟦";
    static constexpr std::string_view close = "⟧";
    std::string told = text;
    // The innermost pair first: alternatives may hold alternatives.
    for (std::size_t end = told.find(close); end != std::string::npos; end = told.find(close)) {
        const std::size_t start = told.rfind(open, end);
        if (start == std::string::npos)
            break;
        const std::string choices = told.substr(start + open.size(), end - start - open.size());
        told.replace(start, end + close.size() - start, chooseFrom(choices, random));
    }
    told = withEscapes(told);
    while (!told.empty() && told.back() == '\n')
        told.pop_back();
    return told;
}

SampleSession tellSession(const SampleLibrary &library, const SampleStory &story, const SampleCast &cast)
{
    SampleStage stage(library, story, cast);
    return stage.tell();
}

} // namespace assay
