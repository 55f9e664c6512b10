// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/fuzzymatch.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestName = 300; // the rest of a longer one is not looked at
constexpr int longestWord = 40;
constexpr int asItStands = 100;
constexpr int atWordStart = 40;
constexpr int startLetter = 9;     // letter by letter: at the start of a word,
constexpr int nextLetter = 7;      // after the one before,
constexpr int lostLetter = -9;     // or somewhere in a word, which a row of four makes good
constexpr int widestPerLetter = 6; // how far apart the first and the last letter may stand
constexpr int widestAnyway = 10;
constexpr int none = std::numeric_limits<int>::min() / 2;

using Letters = std::vector<bool>;

// One to one, so that positions stay those of the name.
QString folded(QStringView text)
{
    QString result(text.size(), Qt::Uninitialized);
    std::transform(text.begin(), text.end(), result.begin(), [](QChar c) { return c.toCaseFolded(); });
    return result;
}

bool startsWord(QStringView name, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = name.at(at - 1);
    const QChar here = name.at(at);
    return (here.isLetterOrNumber() && !before.isLetterOrNumber()) || (here.isUpper() && before.isLower()) ||
           (here.isDigit() != before.isDigit() && before.isLetterOrNumber() && here.isLetterOrNumber());
}

// The first place where the word stands whole, a start of a word before any other.
qsizetype findWhole(QStringView name, const QString &lower, const QString &word)
{
    const qsizetype first = lower.indexOf(word);
    for (qsizetype at = first; at >= 0; at = lower.indexOf(word, at + 1)) {
        if (startsWord(name, at))
            return at;
    }
    return first;
}

bool holdsLetters(const QString &lower, const QString &word)
{
    qsizetype at = 0;
    for (const QChar c : word) {
        at = lower.indexOf(c, at) + 1;
        if (at == 0)
            return false;
    }
    return true;
}

// The best way to find the letters of the word in this order: table[i][j] = score with letter i at place j.
int matchLetters(QStringView name, const QString &lower, const QString &word, Letters &marked)
{
    const auto letters = static_cast<std::size_t>(word.size());
    const auto places = static_cast<std::size_t>(lower.size());
    std::vector<std::vector<int>> table(letters, std::vector<int>(places, none));
    std::vector<std::vector<int>> from(letters, std::vector<int>(places, -1)); // where the letter before stands
    for (std::size_t i = 0; i < letters; ++i) {
        int best = i == 0 ? 0 : none; // of the letter before, left of the place before this one
        int bestAt = -1;
        for (std::size_t j = 0; j < places; ++j) {
            if (i > 0 && j > 1 && table[i - 1][j - 2] > best) {
                best = table[i - 1][j - 2];
                bestAt = static_cast<int>(j) - 2;
            }
            if (lower.at(static_cast<qsizetype>(j)) != word.at(static_cast<qsizetype>(i)))
                continue;
            const bool start = startsWord(name, static_cast<qsizetype>(j));
            table[i][j] = best == none ? none : best + (start ? startLetter : lostLetter);
            from[i][j] = bestAt;
            if (i > 0 && j > 0 && table[i - 1][j - 1] != none && table[i - 1][j - 1] + nextLetter >= table[i][j]) {
                table[i][j] = table[i - 1][j - 1] + nextLetter;
                from[i][j] = static_cast<int>(j) - 1;
            }
        }
    }
    const auto end = std::max_element(table.back().begin(), table.back().end());
    if (*end <= 0)
        return none;
    const auto last = static_cast<int>(end - table.back().begin());
    std::vector<int> found(letters);
    for (std::size_t i = letters, at = static_cast<std::size_t>(last); i-- > 0;) {
        found[i] = static_cast<int>(at);
        if (i > 0)
            at = static_cast<std::size_t>(from[i][at]);
    }
    // Any long title holds the letters of any word somewhere.
    if (last - found.front() > widestPerLetter * static_cast<int>(letters) + widestAnyway)
        return none;
    for (const int at : found)
        marked[static_cast<std::size_t>(at)] = true;
    return *end;
}

QList<QPair<int, int>> runsOf(const Letters &marked)
{
    QList<QPair<int, int>> runs;
    for (std::size_t at = 0; at < marked.size(); ++at) {
        if (!marked[at])
            continue;
        const auto here = static_cast<int>(at);
        if (!runs.isEmpty() && runs.last().first + runs.last().second == here)
            ++runs.last().second;
        else
            runs.append({here, 1});
    }
    return runs;
}

} // namespace

FuzzyPattern::FuzzyPattern(const QString &typed)
{
    for (const QString &word : typed.split(u' ', Qt::SkipEmptyParts))
        m_words.append(folded(word.left(longestWord)));
}

std::optional<FuzzyMatch> FuzzyPattern::match(QStringView name) const
{
    const QStringView seen = name.left(longestName);
    const QString lower = folded(seen);
    Letters marked(static_cast<std::size_t>(lower.size()), false);
    int score = 0;
    for (const QString &word : m_words) {
        if (const qsizetype at = findWhole(seen, lower, word); at >= 0) {
            // Of two names that hold it, that where it stands further ahead.
            score +=
                asItStands + (startsWord(seen, at) ? atWordStart : 0) - static_cast<int>(std::min<qsizetype>(at, 30));
            std::fill_n(marked.begin() + at, word.size(), true);
            continue;
        }
        if (!holdsLetters(lower, word))
            return std::nullopt;
        const int found = matchLetters(seen, lower, word, marked);
        if (found == none)
            return std::nullopt;
        score += std::min(found, asItStands - 1);
    }
    return FuzzyMatch{score, runsOf(marked)};
}

} // namespace assay
