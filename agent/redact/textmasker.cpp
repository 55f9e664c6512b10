// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/textmasker.h"

#include "agent/redact/blocks.h"
#include "agent/redact/plausible.h"
#include "agent/redact/rules.h"
#include "agent/redact/textview.h"
#include "agent/redact/userrules.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace assay {

namespace {

using Range = TextView::Range;

constexpr int maximumRounds = 4;
constexpr int mostEncodings = 3;
constexpr std::string_view maskStart = "[redacted:";

re2::StringPiece piece(std::string_view text)
{
    return {text.data(), text.size()};
}

RE2::Options bytes(std::int64_t memory)
{
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    options.set_max_mem(memory);
    return options;
}

// The pattern with every repetition count above two made "or more": it matches wherever the pattern does, and its
// automaton has a fraction of the states.
std::string withoutCounts(std::string_view pattern)
{
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::size_t end = pattern[i] == '{' ? pattern.find('}', i) : pattern.npos;
        int least = 0;
        const bool counted = end != pattern.npos &&
                             std::from_chars(pattern.data() + i + 1, pattern.data() + end, least).ec == std::errc();
        if (!counted) {
            out += pattern[i];
            continue;
        }
        out += '{' + std::to_string(std::min(least, 2)) + ",}";
        i = end;
    }
    return out;
}

struct Found {
    Range range;
    std::size_t rule = 0;
};

// The masks a text already has.
std::vector<Range> masksIn(std::string_view text)
{
    std::vector<Range> masks;
    for (std::size_t at = text.find(maskStart); at != text.npos; at = text.find(maskStart, at + 1)) {
        const std::size_t end = text.find_first_not_of(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.: ", at + maskStart.size());
        if (end != text.npos && text[end] == ']' && end - at < 128)
            masks.push_back({at, end + 1});
    }
    return masks;
}

// Widens a match to the masks it cuts; nothing if it holds nothing else.
std::optional<Range> besideMasks(std::string_view text, Range range, const std::vector<Range> &masks)
{
    auto mask = std::partition_point(masks.begin(), masks.end(), [&](const Range &m) { return m.end <= range.begin; });
    std::size_t at = range.begin;
    std::size_t left = 0;
    const auto count = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i)
            left += std::isalnum(static_cast<unsigned char>(text[i])) != 0 ? 1 : 0;
    };
    for (; mask != masks.end() && mask->begin < range.end; ++mask) {
        if (mask->begin > at)
            count(at, mask->begin);
        range = {std::min(range.begin, mask->begin), std::max(range.end, mask->end)};
        at = mask->end;
    }
    if (at < range.end)
        count(at, range.end);
    return left >= 3 ? std::optional(range) : std::nullopt;
}

// A mask must not cut a character that has several bytes.
Range wholeCharacters(std::string_view text, Range range)
{
    const auto continues = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    for (int i = 0; i < 3 && range.begin > 0 && continues(range.begin); ++i)
        --range.begin;
    for (int i = 0; i < 3 && continues(range.end); ++i)
        ++range.end;
    return range;
}

} // namespace

struct TextMasker::Compiled {
    struct Expression {
        std::unique_ptr<RE2> pattern;
        std::string name;
        int group = 0;
        ValueCheck check = ValueCheck::Always;
        double minimumEntropy = 0;
        bool named = false; // group 1 is the name, group 2 the value
    };
    std::vector<Expression> expressions;
    std::unique_ptr<RE2> gate;     // all anchors
    std::unique_ptr<RE2> userGate; // all user rules, or none
    std::unique_ptr<RE2::Set> set; // which of the expressions may match; user rules are asked one by one
    std::unique_ptr<RE2> secretName;
    std::size_t builtIn = 0;

    [[nodiscard]] bool gateOpen(std::string_view text) const;
    [[nodiscard]] std::vector<int> candidates(std::string_view text) const;
    void search(std::size_t rule, std::string_view text, std::vector<Found> &out) const;
    void searchAll(std::string_view text, std::vector<Found> &out) const;
    void searchDeep(std::string_view text, int depth, std::vector<Found> &out) const;
    [[nodiscard]] std::vector<Found> merged(std::string_view text, std::vector<Found> found) const;
    void apply(std::string &text, const std::vector<Found> &found, RedactionCounts &counts) const;
};

bool TextMasker::Compiled::gateOpen(std::string_view text) const
{
    if (RE2::PartialMatch(piece(text), *gate) || (userGate && RE2::PartialMatch(piece(text), *userGate)))
        return true;
    const std::optional<TextView> plain = TextView::withoutColours(text);
    return plain &&
           (RE2::PartialMatch(plain->text(), *gate) || (userGate && RE2::PartialMatch(plain->text(), *userGate)));
}

std::vector<int> TextMasker::Compiled::candidates(std::string_view text) const
{
    std::vector<int> rules;
    RE2::Set::ErrorInfo error{};
    if (!set->Match(piece(text), &rules, &error)) {
        rules.clear();
        // Too many states for its memory: ask every rule.
        for (int i = 0; error.kind != RE2::Set::kNoError && i < static_cast<int>(builtIn); ++i)
            rules.push_back(i);
    }
    for (std::size_t i = builtIn; i < expressions.size(); ++i)
        rules.push_back(static_cast<int>(i));
    return rules;
}

void TextMasker::Compiled::search(std::size_t rule, std::string_view text, std::vector<Found> &out) const
{
    const Expression &expression = expressions[rule];
    const bool kubernetes = expression.name == "kubernetes-secret";
    std::array<re2::StringPiece, 8> groups;
    const int wanted = std::max(expression.group, expression.named ? 1 : 0) + 1;
    std::vector<Range> block;
    std::size_t at = 0;
    std::size_t looked = 0;
    while (at <= text.size() &&
           expression.pattern->Match(piece(text), at, text.size(), RE2::UNANCHORED, groups.data(), wanted)) {
        const re2::StringPiece &value = groups[static_cast<std::size_t>(expression.group)];
        const std::size_t end = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
        bool accepted = false;
        if (value.data() != nullptr && !value.empty()) {
            const std::size_t begin = static_cast<std::size_t>(value.data() - text.data());
            const Range range{begin, begin + value.size()};
            if (expression.check == ValueCheck::Block) {
                block.clear();
                if (!kubernetes)
                    findKeyBody(text, range, block);
                else if (range.begin >= looked)
                    looked = findSecretData(text, range, block);
                for (const Range &line : block)
                    out.push_back({line, rule});
            } else {
                Candidate candidate{.value = {value.data(), value.size()}};
                candidate.after = range.end < text.size() ? text[range.end] : '\n';
                if (expression.named) {
                    candidate.name = {groups[1].data(), groups[1].size()};
                    candidate.before = groups[1].data() > text.data() ? groups[1].data()[-1] : '\n';
                    const std::size_t between = text.find_last_not_of("\"'`", begin - 1);
                    candidate.between = between == text.npos ? ' ' : text[between];
                }
                accepted = plausible(candidate, expression.check) &&
                           (expression.minimumEntropy <= 0 || entropy(candidate.value) >= expression.minimumEntropy);
                if (accepted)
                    out.push_back({range, rule});
            }
        }
        // What was refused may hold another name: "token: password=…". Only near, or the search were no longer linear.
        constexpr std::size_t near = 256;
        const bool inside = expression.group > 0 && value.data() != nullptr && !value.empty();
        const std::size_t begin = inside ? static_cast<std::size_t>(value.data() - text.data()) : end;
        at = !inside || (!accepted && value.size() >= near) ? end : accepted ? begin + value.size() : begin;
        at = std::max(at, static_cast<std::size_t>(groups[0].data() - text.data()) + 1);
    }
}

void TextMasker::Compiled::searchAll(std::string_view text, std::vector<Found> &out) const
{
    for (const int rule : candidates(text))
        search(static_cast<std::size_t>(rule), text, out);
}

void TextMasker::Compiled::searchDeep(std::string_view text, int depth, std::vector<Found> &out) const
{
    searchAll(text, out);
    if (depth == 0)
        return;
    const auto through = [&](const TextView &view, bool deeper) {
        std::vector<Found> inner;
        if (deeper)
            searchDeep(view.text(), depth - 1, inner);
        else
            searchAll(view.text(), inner);
        for (const Found &found : inner)
            out.push_back({view.original(found.range), found.rule});
    };
    if (const std::optional<TextView> view = TextView::withoutColours(text))
        through(*view, false);
    if (const std::optional<TextView> view = TextView::unescaped(text))
        through(*view, true);
}

// What is left to mask, in order, without overlaps; of several rules the first one counts.
std::vector<Found> TextMasker::Compiled::merged(std::string_view text, std::vector<Found> found) const
{
    const std::vector<Range> masks = masksIn(text);
    std::vector<Found> kept;
    for (const Found &one : found) {
        if (const std::optional<Range> range = besideMasks(text, wholeCharacters(text, one.range), masks))
            kept.push_back({*range, one.rule});
    }
    std::sort(kept.begin(), kept.end(), [](const Found &a, const Found &b) { return a.range.begin < b.range.begin; });
    std::vector<Found> whole;
    for (const Found &one : kept) {
        if (whole.empty() || one.range.begin >= whole.back().range.end) {
            whole.push_back(one);
            continue;
        }
        whole.back().range.end = std::max(whole.back().range.end, one.range.end);
        whole.back().rule = std::min(whole.back().rule, one.rule);
    }
    return whole;
}

void TextMasker::Compiled::apply(std::string &text, const std::vector<Found> &found, RedactionCounts &counts) const
{
    std::string out;
    std::size_t from = 0;
    for (const Found &one : found) {
        out.append(text, from, one.range.begin - from);
        out += wholeMask(expressions[one.rule].name, counts);
        from = one.range.end;
    }
    out.append(text, from);
    text = std::move(out);
}

TextMasker::TextMasker(std::unique_ptr<Compiled> compiled)
    : m_compiled(std::move(compiled))
{
}

TextMasker::~TextMasker() = default;

Result<std::unique_ptr<TextMasker>> TextMasker::create(std::string_view userRules)
{
    const Result<std::vector<UserRule>> users = parseUserRules(userRules);
    if (!users)
        return tl::unexpected(users.error());
    auto compiled = std::make_unique<Compiled>();
    constexpr std::int64_t large = std::int64_t{64} << 20U;
    compiled->set = std::make_unique<RE2::Set>(bytes(large), RE2::UNANCHORED);
    std::string anchors;
    for (const std::vector<Rule> *rules : {&tokenRules(), &contextRules()}) {
        for (const Rule &rule : *rules) {
            compiled->expressions.push_back({std::make_unique<RE2>(rule.pattern, bytes(std::int64_t{16} << 20U)),
                                             std::string(rule.name), rule.group, rule.check, rule.minimumEntropy,
                                             rule.group == 2});
            compiled->set->Add(withoutCounts(rule.pattern), nullptr);
            const std::string anchor = "(?:" + (rule.anchor.empty() ? rule.pattern : rule.anchor) + ")";
            if (anchors.find(anchor) == anchors.npos)
                anchors += (anchors.empty() ? "" : "|") + anchor;
        }
    }
    compiled->builtIn = compiled->expressions.size();
    compiled->set->Compile();
    compiled->gate = std::make_unique<RE2>(anchors, bytes(large));
    compiled->secretName = std::make_unique<RE2>(secretNamePattern(), bytes(std::int64_t{8} << 20U));
    std::string userPatterns;
    for (const UserRule &rule : *users) {
        compiled->expressions.push_back({std::make_unique<RE2>(rule.pattern, RE2::Quiet), "user:" + rule.name,
                                         rule.group, ValueCheck::Always, 0, false});
        userPatterns += (userPatterns.empty() ? "(?:" : "|(?:") + rule.pattern + ")";
    }
    if (!userPatterns.empty())
        compiled->userGate = std::make_unique<RE2>(userPatterns, RE2::Quiet);
    return std::unique_ptr<TextMasker>(new TextMasker(std::move(compiled)));
}

bool TextMasker::mayContainSecret(std::string_view text) const
{
    return m_compiled->gateOpen(text);
}

bool TextMasker::isNamedSecret(std::string_view name, std::string_view value) const
{
    return !name.empty() && value.find(maskStart) == value.npos &&
           RE2::FullMatch(piece(name), *m_compiled->secretName) &&
           plausible({.value = value, .name = name}, ValueCheck::Quoted);
}

bool TextMasker::mask(std::string &text, RedactionCounts &counts) const
{
    bool masked = false;
    // Again, until nothing is found: a mask may uncover what an earlier match had covered.
    for (int round = 0; round < maximumRounds && m_compiled->gateOpen(text); ++round) {
        std::vector<Found> found;
        m_compiled->searchDeep(text, mostEncodings, found);
        found = m_compiled->merged(text, std::move(found));
        if (found.empty())
            break;
        m_compiled->apply(text, found, counts);
        masked = true;
    }
    return masked;
}

bool TextMasker::maskLines(std::vector<std::string> &lines, RedactionCounts &counts) const
{
    std::string text;
    for (const std::string &line : lines)
        text += line + '\n';
    if (!m_compiled->gateOpen(text))
        return false;
    std::vector<Found> found;
    m_compiled->searchDeep(text, mostEncodings, found);
    found = m_compiled->merged(text, std::move(found));
    bool masked = false;
    std::size_t start = 0;
    std::size_t next = 0;
    for (std::string &line : lines) {
        const std::size_t end = start + line.size();
        std::vector<Found> inside;
        for (; next < found.size() && found[next].range.begin < end; ++next) {
            const Range range = found[next].range;
            inside.push_back(
                {{std::max(range.begin, start) - start, std::min(range.end, end) - start}, found[next].rule});
            if (range.end > end)
                break;
        }
        start = end + 1;
        inside = m_compiled->merged(line, std::move(inside));
        if (!inside.empty())
            m_compiled->apply(line, inside, counts);
        masked |= !inside.empty();
    }
    return masked;
}

std::string TextMasker::wholeMask(std::string_view rule, RedactionCounts &counts)
{
    const auto at = counts.find(rule);
    if (at == counts.end())
        counts.emplace(rule, 1);
    else
        ++at->second;
    return std::string(maskStart) + std::string(rule) + "]";
}

} // namespace assay
