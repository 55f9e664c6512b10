// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/correctiongrammar.h"

#include "agent/mine/correctionwords.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include <QString>

namespace assay {

namespace {

constexpr std::size_t longestText = 300;
constexpr std::size_t longestSlot = 80;

std::string folded(std::string_view text)
{
    QString lower = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                        .normalized(QString::NormalizationForm_KC)
                        .toLower();
    lower.replace(QChar(0x2019), u'\'').replace(u'\n', u' ').remove(u'`');
    return lower.toStdString();
}

bool holdsAny(std::string_view text, std::span<const std::string_view> words)
{
    return std::ranges::any_of(words, [&text](std::string_view each) { return text.find(each) != std::string::npos; });
}

// With blanks at the ends, so that words at the ends are whole words too.
bool isDoubtful(const std::string &text)
{
    return holdsAny(' ' + text + ' ', doubts());
}

// Clauses end with a full stop before a blank, at a semicolon or at its CJK likes; commas belong to shapes.
std::vector<std::string> clausesOf(const std::string &text)
{
    std::vector<std::string> clauses(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool stop = (text[i] == '.' || text[i] == '!') && (i + 1 == text.size() || text[i + 1] == ' ');
        const bool wide = text.compare(i, 3, "。") == 0 || text.compare(i, 3, "！") == 0;
        if (stop || text[i] == ';' || wide) {
            clauses.emplace_back();
            i += wide ? 2 : 0;
        } else if (!clauses.back().empty() || text[i] != ' ') {
            clauses.back() += text[i];
        }
    }
    std::erase_if(clauses, [](const std::string &each) { return each.empty(); });
    return clauses;
}

bool isAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

// Where words are set off by blanks, a shape's words must be whole ones.
bool isWhole(const std::string &text, std::size_t at, std::size_t length)
{
    const bool joinedBefore = at > 0 && std::isalnum(static_cast<unsigned char>(text[at])) != 0 &&
                              std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0;
    const std::size_t end = at + length;
    const bool joinedAfter = end < text.size() && std::isalnum(static_cast<unsigned char>(text[end - 1])) != 0 &&
                             std::isalnum(static_cast<unsigned char>(text[end])) != 0;
    return !joinedBefore && !joinedAfter;
}

std::string trimmed(std::string text)
{
    constexpr std::string_view edges = " ,:\"'()";
    const std::size_t first = text.find_first_not_of(edges);
    if (first == std::string::npos)
        return {};
    text.erase(text.find_last_not_of(edges) + 1);
    return text.substr(first);
}

struct Piece {
    char slot; // 'x', 'y', 0 = words
    std::string_view text;
};

std::vector<Piece> piecesOf(std::string_view shape)
{
    std::vector<Piece> pieces;
    while (!shape.empty()) {
        const std::size_t open = shape.find('{');
        if (open != 0)
            pieces.push_back({0, shape.substr(0, open)});
        if (open == std::string_view::npos)
            break;
        pieces.push_back({shape[open + 1], {}});
        shape.remove_prefix(open + 3);
    }
    return pieces;
}

// A shape as it is looked for, taken apart once.
struct Shape {
    std::vector<Piece> pieces;
    bool named; // says "use" or "run"
};

std::vector<Shape> takenApart(std::span<const CorrectionShape> shapes)
{
    std::vector<Shape> all;
    all.reserve(shapes.size());
    for (const CorrectionShape &each : shapes)
        all.push_back({piecesOf(each.shape), holdsAny(each.shape, usingWords())});
    return all;
}

std::size_t findWords(const std::string &clause, std::string_view words, std::size_t from)
{
    for (std::size_t at = clause.find(words, from); at != std::string::npos; at = clause.find(words, at + 1)) {
        if (isWhole(clause, at, words.size()))
            return at;
    }
    return std::string::npos;
}

// A slot at the beginning of a shape begins with the clause, one at its end ends with it.
std::optional<Correction> fit(const std::string &clause, std::span<const Piece> pieces, bool atStart)
{
    // Nearly all that is said has no word of the shape.
    const bool all = std::ranges::all_of(
        pieces, [&clause](const Piece &each) { return each.slot != 0 || clause.find(each.text) != std::string::npos; });
    if (!all)
        return std::nullopt;
    Correction found;
    std::size_t from = 0;
    char open = 0;
    const auto close = [&found, &clause, &from, &open](std::size_t end) {
        std::string &slot = open == 'x' ? found.unwanted : found.wanted;
        if (end - from > longestSlot)
            return false;
        slot = trimmed(clause.substr(from, end - from));
        open = 0;
        return !slot.empty();
    };
    bool first = true;
    for (const Piece &piece : pieces) {
        if (piece.slot != 0) {
            open = piece.slot;
            first = false;
            continue;
        }
        const std::size_t at = findWords(clause, piece.text, from);
        if (at == std::string::npos || (first && atStart && at > 8) || (open != 0 && !close(at)))
            return std::nullopt;
        from = at + piece.text.size();
        first = false;
    }
    if (open != 0) {
        // "… because", "… when": reasons and conditions are not the thing.
        std::size_t end = clause.size();
        for (const std::string_view stop : {" because", " since ", " as it", " when ", " until ", ", it ", " weil ",
                                            " parce ", " porque ", " perché ", " потому"}) {
            end = std::min(end, clause.find(stop, from));
        }
        if (!close(std::min(end, clause.size())))
            return std::nullopt;
    }
    return found;
}

void readClause(const std::string &clause, std::vector<Correction> &all)
{
    static const auto instead = takenApart(insteadShapes());
    static const auto never = takenApart(notShapes());
    static const auto always = takenApart(alwaysShapes());
    const auto take = [&](const std::vector<Shape> &shapes, Polarity polarity, bool atStart) {
        for (const Shape &each : shapes) {
            if (auto found = fit(clause, each.pieces, atStart)) {
                found->polarity = polarity;
                found->named = polarity != Polarity::Not || each.named;
                all.push_back(std::move(*found));
            }
        }
    };
    take(instead, Polarity::Instead, false);
    take(never, Polarity::Not, false);
    take(always, Polarity::Always, true);
}

} // namespace

std::vector<Correction> readCorrections(std::string_view text)
{
    std::vector<Correction> all;
    if (text.size() > longestText)
        return all;
    const std::string whole = folded(text);
    if (isDoubtful(whole))
        return all;
    for (const std::string &clause : clausesOf(whole))
        readClause(clause, all);
    return all;
}

bool contrasts(std::string_view text)
{
    if (text.size() > longestText)
        return false;
    const std::string whole = folded(text);
    return !isDoubtful(whole) && holdsAny(' ' + whole + ' ', contrastWords());
}

bool isEverydayWord(std::string_view word)
{
    return std::ranges::find(everydayPrograms(), word) != everydayPrograms().end();
}

std::vector<std::string> literalsOf(std::string_view phrase)
{
    std::vector<std::string> words;
    std::string word;
    const std::string text = folded(phrase) + ' ';
    for (const char c : text) {
        if (isAscii(c) && (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' ||
                           c == ':' || c == '@')) {
            word += c;
            continue;
        }
        while (!word.empty() && (word.back() == '.' || word.back() == ':'))
            word.pop_back();
        const bool named = word.size() >= 2 && std::ranges::find(fillers(), word) == fillers().end();
        if (named && std::ranges::find(words, word) == words.end())
            words.push_back(word);
        word.clear();
    }
    return words;
}

} // namespace assay
