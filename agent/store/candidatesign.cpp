// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/candidatesign.h"

#include "agent/facts/asksign.h"

#include <algorithm>
#include <cstring>

namespace assay {

namespace {

constexpr qsizetype numbers = 64;
constexpr qsizetype signBytes = numbers * 4;

void addWords(std::string_view text, std::vector<std::string> &words)
{
    std::string word;
    const auto end = [&] {
        if (!word.empty())
            words.push_back(std::move(word));
        word.clear();
    };
    for (const char c : text) {
        if (c == ' ' || c == '\n' || c == ':' || c == '"' || c == '\'' || c == '`')
            end();
        else
            word += c;
    }
    end();
}

} // namespace

QByteArray candidateSign(const MinedCandidate &candidate)
{
    // How it was found is in every one of that kind.
    const std::string_view canon = candidate.canon;
    const std::size_t kind = canon.find(": ");
    std::vector<std::string> words;
    addWords(canon.substr(kind == std::string_view::npos ? 0 : kind + 2), words);
    std::erase(words, "\xE2\x86\x92"); // the arrow between its parts
    for (const MinedClaim &each : candidate.claims) {
        if (each.section == "step")
            addWords(each.command, words);
    }
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    QByteArray sign;
    for (const std::uint32_t number : minhashOf(words)) {
        for (unsigned shift = 0; shift < 32; shift += 8)
            sign.append(static_cast<char>(number >> shift & 0xFFU));
    }
    return sign;
}

double likeness(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != signBytes || b.size() != signBytes)
        return 0.0;
    int same = 0;
    for (qsizetype i = 0; i < signBytes; i += 4)
        same += std::memcmp(a.constData() + i, b.constData() + i, 4) == 0 ? 1 : 0;
    return same / static_cast<double>(numbers);
}

} // namespace assay
