// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/typedqueries.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "bench/plainwords.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int sampled = 20'000; // events
constexpr int sampledCharacters = 2'000;
constexpr std::size_t commonWords = 12;
constexpr std::size_t rareWords = 12;
constexpr std::size_t phrases = 8;
constexpr std::size_t shortest = 4;

struct Vocabulary {
    std::map<std::string, int> events; // in how many sampled events a word stands
    std::vector<std::string> texts;    // of replies and outputs, for phrases
};

// Events spread evenly over the store.
Result<Vocabulary> readVocabulary(Database &db)
{
    Vocabulary vocabulary;
    Statement s(db, u"SELECT substr(b.text, 1, ?), substr(b.input, 1, ?), substr(b.output, 1, ?) FROM body b"
                    " WHERE b.id % (SELECT MAX(1, MAX(id) / ?) FROM event) = 0 LIMIT ?"_s);
    s.bind(sampledCharacters).bind(sampledCharacters).bind(sampledCharacters).bind(sampled).bind(sampled);
    while (s.next()) {
        std::set<std::string> words;
        const std::string text = (s.text(0) + u'\n' + s.text(1) + u'\n' + s.text(2)).toStdString();
        forEachPlainWord(text, shortest, [&words](const std::string &word) { words.insert(word); });
        for (const std::string &word : words)
            ++vocabulary.events[word];
        vocabulary.texts.push_back(s.text(0).toStdString());
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return vocabulary;
}

// Two plain words with one blank between them, somewhere in the text.
std::optional<std::pair<std::string, std::string>> pairIn(const std::string &text, BenchRandom &random)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    std::string before;
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = std::min(text.find(' ', at), text.size());
        std::string word;
        const std::string_view piece = std::string_view(text).substr(at, end - at);
        forEachPlainWord(piece, shortest, [&word](const std::string &w) { word = w; });
        if (word.size() != piece.size())
            word.clear();
        if (!before.empty() && !word.empty())
            pairs.emplace_back(before, word);
        before = std::move(word);
    }
    if (pairs.empty())
        return std::nullopt;
    return pairs[random.below(pairs.size())];
}

Question question(QuestionKind kind, const QString &text, const std::string &word)
{
    return {kind, text, QString::fromStdString(word)};
}

} // namespace

QString questionKindName(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::Common:
        return u"common"_s;
    case QuestionKind::Rare:
        return u"rare"_s;
    case QuestionKind::Phrase:
        return u"phrase"_s;
    case QuestionKind::Field:
        return u"field"_s;
    }
    return {};
}

Result<QList<Question>> makeQuestions(Database &db)
{
    const auto vocabulary = readVocabulary(db);
    if (!vocabulary)
        return tl::unexpected(vocabulary.error());
    std::vector<std::pair<int, std::string>> byEvents;
    for (const auto &[word, events] : vocabulary->events)
        byEvents.emplace_back(-events, word);
    std::sort(byEvents.begin(), byEvents.end());
    if (byEvents.size() < commonWords + rareWords || vocabulary->texts.empty())
        return fail(Error::Code::NotFound, u"The history has too few words to make questions of."_s);

    BenchRandom random(7);
    QList<Question> questions;
    for (std::size_t i = 0; i < commonWords; ++i)
        questions += question(QuestionKind::Common, QString::fromStdString(byEvents[i].second), byEvents[i].second);
    std::vector<std::string> rare;
    for (const auto &[events, word] : byEvents) {
        if (events == -1)
            rare.push_back(word);
    }
    for (std::size_t i = 0; i < rareWords && !rare.empty(); ++i) {
        const std::string &word = rare[random.below(rare.size())];
        questions += question(QuestionKind::Rare, QString::fromStdString(word), word);
    }
    for (std::size_t made = 0, tries = 0; made < phrases && tries < 1'000; ++tries) {
        const auto pair = pairIn(vocabulary->texts[random.below(vocabulary->texts.size())], random);
        if (!pair)
            continue;
        questions += question(QuestionKind::Phrase,
                              QString::fromStdString('"' + pair->first + ' ' + pair->second + '"'), pair->first);
        ++made;
    }
    for (const QString &field : {u"tool:Bash "_s, u"is:error "_s, u"after:2020-01-01 "_s, u"is:prompt "_s,
                                 u"has:subagent "_s, u"tool:Edit "_s}) {
        const std::string &word = byEvents[random.below(std::min<std::size_t>(byEvents.size(), 200))].second;
        questions += question(QuestionKind::Field, field + QString::fromStdString(word), word);
    }
    return questions;
}

QStringList keystrokes(const QString &text)
{
    QStringList typed;
    for (qsizetype i = 1; i <= text.size(); ++i)
        typed += text.left(i);
    return typed;
}

} // namespace assay
