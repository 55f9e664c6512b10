// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/asksign.h"

#include "agent/facts/errorsign.h"
#include "agent/facts/homes.h"
#include "agent/facts/language.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <bit>

namespace assay {

namespace {

constexpr qsizetype longestAsk = 4000;
constexpr qsizetype longestAskWord = 40;
constexpr std::size_t mostWords = 400;

// Text in fences and back-ticks is quoted, not said.
QString withoutCode(const QString &text)
{
    QString said;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype tick = text.indexOf(u'`', at);
        if (tick < 0) {
            said += QStringView(text).mid(at);
            break;
        }
        said += QStringView(text).mid(at, tick - at);
        qsizetype run = 1;
        while (tick + run < text.size() && text[tick + run] == u'`')
            ++run;
        const qsizetype close = text.indexOf(QString(run, u'`'), tick + run);
        said += u' ';
        at = close < 0 ? (run >= 3 ? text.size() : tick + run) : close + run;
    }
    return said;
}

bool isIdeograph(char32_t c)
{
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x0E00 && c <= 0x0E7F) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x2FA1F);
}

// Paths, links, options and identifiers are what an ask is about this time.
bool isTechnical(QStringView token)
{
    if (token.contains(u'/') || token.contains(u'\\') || token.contains(u'_') || token.contains(u"://") ||
        token.startsWith(u"--"))
        return true;
    const qsizetype dot = token.indexOf(u'.');
    return (dot > 0 && dot + 1 < token.size() && token[dot + 1].isLetterOrNumber()) || token.contains(u'@');
}

class WordSet {
public:
    void take(QStringView token)
    {
        if (isTechnical(token))
            return;
        QString word;
        QList<char32_t> ideographs;
        for (const char32_t c : token.toUcs4()) {
            if (isIdeograph(c)) {
                finish(word);
                ideographs.append(c);
                continue;
            }
            pairs(ideographs);
            if (QChar::isLetter(c) || (QChar::isMark(c) && !word.isEmpty()) || (c == U'\'' && !word.isEmpty()))
                word += QString::fromUcs4(&c, 1);
            else
                finish(word);
        }
        finish(word);
        pairs(ideographs);
    }

    std::vector<std::string> sorted()
    {
        std::ranges::sort(m_words);
        m_words.erase(std::unique(m_words.begin(), m_words.end()), m_words.end());
        return std::move(m_words);
    }
    bool full() const { return m_words.size() >= mostWords; }

private:
    void finish(QString &word)
    {
        while (word.endsWith(u'\''))
            word.chop(1);
        if (word.size() >= 2 && word.size() <= longestAskWord)
            m_words.push_back(word.toStdString());
        word.clear();
    }

    void pairs(QList<char32_t> &characters)
    {
        for (qsizetype i = 0; i + 1 < characters.size(); ++i)
            m_words.push_back(QString::fromUcs4(characters.constData() + i, 2).toStdString());
        if (characters.size() == 1)
            m_words.push_back(QString::fromUcs4(characters.constData(), 1).toStdString());
        characters.clear();
    }

    std::vector<std::string> m_words;
};

std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

} // namespace

AskSign askSign(std::string_view text)
{
    AskSign sign;
    const QString whole =
        QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min<std::size_t>(text.size(), longestAsk)));
    const QString said = withoutCode(whole).normalized(QString::NormalizationForm_KC).toCaseFolded();
    sign.language = languageOf(said);
    WordSet words;
    for (const QString &line : said.split(u'\n')) {
        // What was pasted from a terminal or a log is indented or long; what is typed seldom is.
        if (line.startsWith(u"    ") || line.startsWith(u'\t') || line.size() > 1500)
            continue;
        for (const QStringView token : QStringView(line).split(u' ', Qt::SkipEmptyParts)) {
            if (!words.full())
                words.take(token);
        }
    }
    sign.words = words.sorted();
    sign.simhash = simhashOf(sign.words);
    sign.minhash = minhashOf(sign.words);
    return sign;
}

std::uint64_t simhashOf(const std::vector<std::string> &words)
{
    std::array<int, 64> votes{};
    for (const std::string &word : words) {
        const std::uint64_t hash = mixed(stableHash(word));
        for (std::size_t bit = 0; bit < votes.size(); ++bit)
            votes[bit] += (hash >> bit & 1U) != 0 ? 1 : -1;
    }
    std::uint64_t result = 0;
    for (std::size_t bit = 0; bit < votes.size(); ++bit)
        result |= votes[bit] > 0 ? std::uint64_t{1} << bit : 0;
    return result;
}

std::array<std::uint32_t, 64> minhashOf(const std::vector<std::string> &words)
{
    std::array<std::uint32_t, 64> smallest{};
    smallest.fill(words.empty() ? 0 : ~std::uint32_t{0});
    for (const std::string &word : words) {
        const std::uint64_t hash = stableHash(word);
        for (std::size_t i = 0; i < smallest.size(); ++i) {
            const auto each = static_cast<std::uint32_t>(mixed(hash + 0x9e3779b97f4a7c15ULL * (i + 1)) >> 32U);
            smallest[i] = std::min(smallest[i], each);
        }
    }
    return smallest;
}

std::string excerptOf(std::string_view text, std::size_t bytes)
{
    // Names are replaced before the cut, which could leave half of one.
    std::string whole = withoutHomes(text.substr(0, bytes * 2));
    if (whole.size() > bytes) {
        std::size_t end = bytes;
        while (end > 0 && (static_cast<unsigned char>(whole[end]) & 0xC0U) == 0x80U)
            --end;
        whole.resize(end);
    }
    return whole;
}

} // namespace assay
