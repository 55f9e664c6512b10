// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/ask/askquestion.h"

#include "models/data/ask/asklanguage.h"
#include "models/data/ask/askwindow.h"
#include "models/data/filter/filter.h"

#include <QRegularExpression>

#include <array>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestQuestion = 2000;

struct OutcomeName {
    AskOutcome outcome;
    QLatin1StringView name;
};
constexpr std::array OutcomeNames{
    OutcomeName{AskOutcome::Any, "any"_L1},         OutcomeName{AskOutcome::Failed, "failed"_L1},
    OutcomeName{AskOutcome::Denied, "denied"_L1},   OutcomeName{AskOutcome::Interrupted, "interrupted"_L1},
    OutcomeName{AskOutcome::Trouble, "trouble"_L1}, OutcomeName{AskOutcome::Ok, "ok"_L1},
};

QStringList wordsOf(const QString &text)
{
    // What stands in quotes is one word; marks around others go, those within names stay.
    static const QRegularExpression word(u"\"([^\"]+)\"|“([^”]+)”|[^\\s,;!?¿¡()\\[\\]{}\"“”]+"_s);
    static const QRegularExpression edge(u"^['`*]+|['`*.:]+$|['’]s$"_s);
    QStringList words;
    for (auto found = word.globalMatch(text.left(longestQuestion)); found.hasNext();) {
        const auto match = found.next();
        QString each = match.captured(1) + match.captured(2);
        if (each.isEmpty())
            each = match.captured().remove(edge);
        if (!each.isEmpty())
            words.append(each.toLower());
    }
    return words;
}

// A zone that the question names: the last one holds. "in UTC", "Europe/Berlin".
QTimeZone takeZone(QStringList &words, const QTimeZone &zone)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words[i] == "utc"_L1 || words[i] == "gmt"_L1) {
            words.removeAt(i);
            return QTimeZone::utc();
        }
        static const QRegularExpression name(u"\\A[a-z]+/[a-z_]+(?:/[a-z_]+)?\\z"_s);
        if (!name.match(words[i]).hasMatch())
            continue;
        for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
            if (QString::fromLatin1(id).toLower() == words[i]) {
                words.removeAt(i);
                return QTimeZone(id);
            }
        }
    }
    return zone;
}

class AskParser {
public:
    AskParser(QStringList words, AskQuestion &question)
        : m_words(std::move(words))
        , m_question(question)
    {
    }

    void run()
    {
        for (m_at = 0; m_at < m_words.size(); ++m_at)
            take(m_words[m_at]);
    }

private:
    void take(const QString &word)
    {
        const QString next = m_words.value(m_at + 1);
        static const QRegularExpression field(u"\\A(project|repo|tool|session|is):(.+)\\z"_s);
        if (const auto match = field.match(word); match.hasMatch()) {
            takeField(match.captured(1), match.captured(2));
            return;
        }
        static const QRegularExpression session(u"\\A[0-9a-f]{8}(?:-[0-9a-f-]{0,27})?\\z"_s);
        if (word == "session"_L1 && session.match(next).hasMatch()) {
            m_question.session = next;
            ++m_at;
        } else if ((word == "project"_L1 || word == "repo"_L1) && !next.isEmpty() && !isFillWord(next) &&
                   !askOutcomeWord(next)) {
            m_question.project = next;
            ++m_at;
        } else if (const auto outcome = askOutcomeWord(word)) {
            takeOutcome(*outcome);
        } else if (isEverywhereWord(word)) {
            m_question.everywhere = true;
        } else if (word == "or"_L1 || word == "and"_L1 || word == "oder"_L1 || word == "und"_L1) {
            m_joins = !m_question.words.isEmpty() && m_lastWordAt == m_at - 1;
        } else if (!isFillWord(word) && !askMark(word) && !askUnit(word)) {
            if (m_joins)
                m_question.words.last().append(word);
            else
                m_question.words.append(QStringList{word});
            m_joins = false;
            m_lastWordAt = m_at;
        } else if (askUnit(word) || (askMark(word) && !isFillWord(word))) {
            m_question.notUnderstood.append(word); // a time that made no window
        }
    }

    void takeField(const QString &name, const QString &value)
    {
        if (name == "project"_L1 || name == "repo"_L1)
            m_question.project = value;
        else if (name == "session"_L1)
            m_question.session = value;
        else if (name == "tool"_L1)
            m_question.words.append(QStringList{value});
        else if (const auto outcome = askOutcomeWord(value))
            takeOutcome(*outcome);
        else
            m_question.notUnderstood.append(name + u':' + value);
    }

    // Two different ones: everything that went wrong, or anything.
    void takeOutcome(AskOutcome outcome)
    {
        if (m_question.outcome == AskOutcome::Any || m_question.outcome == outcome)
            m_question.outcome = outcome;
        else if (outcome == AskOutcome::Ok || m_question.outcome == AskOutcome::Ok)
            m_question.outcome = AskOutcome::Any;
        else
            m_question.outcome = AskOutcome::Trouble;
    }

    QStringList m_words;
    AskQuestion &m_question;
    qsizetype m_at = 0;
    qsizetype m_lastWordAt = -2;
    bool m_joins = false;
};

} // namespace

QString askOutcomeName(AskOutcome outcome)
{
    return std::ranges::find(OutcomeNames, outcome, &OutcomeName::outcome)->name;
}

std::optional<AskOutcome> askOutcomeOf(const QString &name)
{
    const auto found = std::ranges::find(OutcomeNames, name, &OutcomeName::name);
    return found == OutcomeNames.end() ? std::nullopt : std::optional(found->outcome);
}

AskQuestion parseAsk(const QString &text, const FilterClock &clock)
{
    AskQuestion question;
    question.text = text.left(longestQuestion).simplified();
    QStringList words = wordsOf(question.text);
    const FilterClock asked{clock.now, takeZone(words, clock.zone)};
    if (const auto window = AskWindowReader(words, asked).read()) {
        question.span = window->span;
        question.window = window->text;
        question.windowSaid = true;
    } else {
        const QDateTime now = QDateTime::fromMSecsSinceEpoch(clock.now, asked.zone);
        question.span = {now.addDays(-1).toMSecsSinceEpoch(), clock.now};
        question.window = u"last 24 hours"_s;
    }
    AskParser(words, question).run();
    return question;
}

AskQuestion askedAt(AskQuestion question, const FilterClock &clock)
{
    QStringList zoned = wordsOf(question.text);
    QStringList words = wordsOf(question.window);
    if (const auto window = AskWindowReader(words, {clock.now, takeZone(zoned, clock.zone)}).read())
        question.span = window->span;
    return question;
}

} // namespace assay
