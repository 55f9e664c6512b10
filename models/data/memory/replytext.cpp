// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/notetext.h"

#include "models/data/memory/proselines.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QRegularExpression cue(const char *words)
{
    return QRegularExpression(QString::fromUtf8(words), QRegularExpression::UseUnicodePropertiesOption |
                                                            QRegularExpression::CaseInsensitiveOption);
}

// What stands before the news: "✅ ", "Done — ", "Good catch! ".
QString withoutOpener(const QString &sentence)
{
    // Pictures with their skin tones; a backtick is a "modifier symbol", too, and begins code.
    static const QRegularExpression mark(u"^[\\p{So}\\x{1F3FB}-\\x{1F3FF}✓✔\\x{FE0F}\\x{200D}\\s]+"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression opener(
        cue("^(?:(?:all )?done|great|perfect|ok(?:ay)?|sure|yes|no|good (?:catch|point|"
            "question)|you(?:'|’)re (?:absolutely )?right|right|alright|excellent|now|so|"
            "got it|fair point)\\s*(?:[—–:!,.-]+)\\s+"));
    QString text = QString(sentence).remove(mark);
    for (auto found = opener.match(text); found.hasMatch(); found = opener.match(text))
        text.remove(0, found.capturedLength());
    if (text != sentence && !text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

bool beginsWithDeed(const QString &sentence)
{
    static const QRegularExpression deed(cue(
        "^(?:added|adjusted|aligned|bumped|built|changed|cleaned|cleared|closed|committed|configured|converted|created|"
        "deleted|deployed|disabled|documented|dropped|enabled|extracted|finished|fixed|implemented|installed|"
        "introduced|"
        "merged|migrated|moved|opened|ported|published|pushed|rebased|reduced|refactored|released|removed|renamed|"
        "replaced|resolved|restored|reverted|rewrote|rewritten|ran|set up|simplified|split|switched|unified|updated|"
        "upgraded|verified|wired|wrote)\\b"));
    return deed.match(sentence).hasMatch();
}

bool tellsOfChange(const QString &sentence)
{
    static const QRegularExpression change(cue(
        "\\b(?:(?:is|are|was|were|has been|have been) (?:now |all |already )?(?:\\w+ed|gone|done|built|green|clean|set|"
        "complete|fixed|in place)|(?:i|we)(?:'|’)ve \\w+|(?:i|we) have \\w+ed|(?:is|are) now|now \\w+s|no longer)\\b"));
    return change.match(sentence).hasMatch();
}

// Beside what commits, pushes and checks are told by themselves.
bool tellsOfMore(QString sentence)
{
    static const QRegularExpression told(cue(
        "\\b(?:committed|pushed|opened|created|merged|published|ran|verified|now|pass(?:es|ed|ing)?|green|clean)\\b"));
    sentence = sentence.remove(told).trimmed();
    return beginsWithDeed(sentence) || tellsOfChange(sentence);
}

// How much a sentence tells of what came of it; 0 = nothing.
int newsOf(const QString &sentence)
{
    // That something is about to happen, or that the writer agrees.
    static const QRegularExpression nothing(cue(
        "^(?:let me|let's|next|i'?ll|i will|i need|i'?m going|i can|i could|i would|i'?d|we could|we can|you can|you "
        "could|"
        "now (?:for|let|i|we|to|on|that)\\b|first|great|perfect|good|excellent|sure|here|would you|want me|shall "
        "i|should i|do you|option \\w|step \\d|if "
        "you|looking at|you'?re (?:absolutely )?right|(?:absolutely|exactly|understood|got it|agreed)\\b|(?:the "
        ")?(?:catch|"
        "note|caveat|problem|issue|question|summary|overview)\\b|to (?:test|verify|try|run|do|use|fix)\\b)|:$|\\?$"));
    static const QRegularExpression outcome(cue("\\b(?:pass(?:es|ed|ing)?|works?|working|succeed(?:s|ed)|fails?|failed|"
                                                "complete[ds]?|fixed|resolved|the (?:root )?"
                                                "cause)\\b"));
    if (countWords(sentence) < 4 || nothing.match(sentence).hasMatch())
        return 0;
    return 1 + (beginsWithDeed(sentence) ? 4 : 0) + (tellsOfChange(sentence) ? 3 : 0) +
           (outcome.match(sentence).hasMatch() ? 2 : 0);
}

QSet<QString> longWords(const QString &text)
{
    static const QRegularExpression word(u"[\\p{L}\\p{N}]{4,}"_s, QRegularExpression::UseUnicodePropertiesOption);
    QSet<QString> words;
    for (auto found = word.globalMatch(text.toLower()); found.hasNext();)
        words.insert(found.next().captured());
    return words;
}

} // namespace

QString resultLine(const QString &reply)
{
    // What stands by itself tells more than an item of a list, and what comes first more than what follows.
    static const QRegularExpression item(u"^\\s*(?:[-*+•>]|\\d+[.)])\\s"_s);
    QString best;
    int most = 0;
    for (const QString &line : proseLines(reply)) {
        if (line.trimmed().startsWith(u'#') || isUnticked(line))
            continue;
        const bool isItem = item.match(line).hasMatch();
        for (const QString &sentence : sentencesOf(line)) {
            const QString text = withoutOpener(sentence);
            const int news = newsOf(text) * 2 - (isItem ? 3 : 0);
            if (news > most) {
                most = news;
                best = text;
            }
        }
    }
    if (best.isEmpty() && closingQuestion(reply).isEmpty()) { // nothing but items, and no choice of them
        for (const QString &line : proseLines(reply)) {
            const QString text = withoutOpener(withoutMarkup(line));
            if (!line.trimmed().startsWith(u'#') && !isUnticked(line) && newsOf(text) > 0)
                return quoted(text, 160);
        }
    }
    return quoted(best, 160);
}

bool tellsOfChecksOnly(const QString &sentence)
{
    static const QRegularExpression checks(cue(
        "\\b(?:tests?|lint(?:er|ing)?|checks?|build|typecheck|type check|ci)\\b.*\\b(?:pass(?:es|ed|ing)?|green|clean|"
        "succeed(?:s|ed)|ok|0 (?:issues|errors))\\b|\\ball green\\b"));
    constexpr qsizetype shortOnes = 14; // words; longer ones tell something else, too
    return countWords(sentence) <= shortOnes && checks.match(sentence).hasMatch() && !tellsOfMore(sentence);
}

bool tellsOfPublishingOnly(const QString &sentence)
{
    static const QRegularExpression publishing(
        cue("\\b(?:committed|pushed|(?:pr|pull request|commit) (?:is |was |has been "
            ")?(?:created|opened|pushed|made)|(?:created|opened) "
            "(?:the |a )?(?:draft )?(?:pr|pull request))\\b|\\bcommit \\W?[0-9a-f]{7,}"));
    constexpr qsizetype shortOnes = 14; // words; as above
    return countWords(sentence) <= shortOnes && publishing.match(sentence).hasMatch() && !tellsOfMore(sentence);
}

bool saysTheSame(const QString &one, const QString &other)
{
    const QSet<QString> a = longWords(one);
    const QSet<QString> b = longWords(other);
    const QSet<QString> &fewer = a.size() < b.size() ? a : b;
    const QSet<QString> &more = a.size() < b.size() ? b : a;
    qsizetype common = 0;
    for (const QString &word : fewer)
        common += more.contains(word) ? 1 : 0;
    constexpr qsizetype fewest = 3;
    return fewer.size() >= fewest && common * 10 >= fewer.size() * 7;
}

QString closingQuestion(const QString &reply)
{
    const QStringList lines = proseLines(reply);
    if (lines.isEmpty())
        return {};
    const QStringList last = sentencesOf(lines.last());
    if (last.isEmpty() || !(last.last().endsWith(u'?') || last.last().endsWith(u'？')))
        return {};
    const QString question = last.last();
    // "Want me to?" needs the sentence before it.
    const bool bare = countWords(question) < 5 && last.size() > 1;
    return quoted(bare ? last[last.size() - 2] + u' ' + question : question);
}

QString nextStep(const QString &reply)
{
    static const QRegularExpression heading(
        cue("^\\W*(next steps?|next up|remaining|still to do|left to do|follow-?ups?)\\b\\W*(.*)$"));
    const QStringList lines = proseLines(reply);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto found = heading.match(withoutMarkup(lines[i]));
        if (!found.hasMatch())
            continue;
        if (countWords(found.captured(2)) >= 2)
            return quoted(found.captured(2));
        const auto next = std::find_if_not(lines.cbegin() + i + 1, lines.cend(), isTicked);
        if (next != lines.cend())
            return quoted(withoutMarkup(*next));
    }
    return {};
}

} // namespace assay
