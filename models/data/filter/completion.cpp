// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/filter/completion.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <optional>

#include "models/data/filter/explanation.h"
#include "models/data/filter/filterdate.h"
#include "models/data/filter/filterlexer.h"
#include "models/data/filter/filterterm.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shownAtMost = 60;
// A word may be meant as a value of any field: the best few of each, when two letters are typed.
constexpr qsizetype guessesOfAField = 3;
constexpr qsizetype lettersToGuess = 2;

enum class Fit { Begins, WordBegins, Holds, InOrder };

struct Match {
    Fit fit = Fit::Begins;
    QList<QPair<int, int>> marks;
};

std::optional<Match> lettersInOrder(const QString &value, const QString &typed)
{
    Match match{Fit::InOrder, {}};
    qsizetype at = 0;
    for (const QChar letter : typed) {
        at = value.indexOf(letter, at, Qt::CaseInsensitive);
        if (at < 0)
            return std::nullopt;
        if (!match.marks.isEmpty() && match.marks.last().first + match.marks.last().second == at)
            ++match.marks.last().second;
        else
            match.marks.append({static_cast<int>(at), 1});
        ++at;
    }
    return match;
}

std::optional<Match> matchOf(const QString &value, const QString &typed)
{
    if (typed.isEmpty())
        return Match{};
    const auto marked = [&](Fit fit, qsizetype at) {
        return Match{fit, {{static_cast<int>(at), static_cast<int>(typed.size())}}};
    };
    const qsizetype first = value.indexOf(typed, 0, Qt::CaseInsensitive);
    if (first < 0)
        return typed.size() > 1 ? lettersInOrder(value, typed) : std::nullopt;
    if (first == 0)
        return marked(Fit::Begins, 0);
    for (qsizetype at = first; at >= 0; at = value.indexOf(typed, at + 1, Qt::CaseInsensitive)) {
        if (!value[at - 1].isLetterOrNumber())
            return marked(Fit::WordBegins, at);
    }
    return marked(Fit::Holds, first);
}

struct Ranked {
    Fit fit = Fit::Begins;
    Completion completion;
};

// Best first, and those that fit as well as they came.
QList<Completion> sorted(QList<Ranked> ranked)
{
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) { return a.fit < b.fit; });
    QList<Completion> list;
    for (const Ranked &each : ranked)
        list.append(each.completion);
    return list;
}

bool isKnown(const QString &field)
{
    const auto fields = filterFields();
    return std::any_of(fields.begin(), fields.end(),
                       [&field](const FilterFieldName &each) { return each.name == field; });
}

QList<Completion> namesOfFields(const QString &typed)
{
    QList<Ranked> ranked;
    for (const FilterFieldName &each : filterFields()) {
        const auto match = matchOf(each.name, typed);
        if (match && match->fit <= Fit::WordBegins) {
            ranked.append({match->fit,
                           {.isField = true,
                            .term = each.name + u':',
                            .label = each.name + u':',
                            .detail = explainField(each.field),
                            .example = each.example,
                            .marks = match->marks}});
        }
    }
    return sorted(ranked);
}

// "3" may become 3m, 3h, 3d or 3w.
QStringList timesFor(const QString &typed, const FilterClock &clock)
{
    const bool number = !typed.isEmpty() && typed.size() < 4 &&
                        std::all_of(typed.begin(), typed.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (number)
        return {typed + u'd', typed + u'h', typed + u'w', typed + u'm'};
    QStringList times{u"today"_s,     u"yesterday"_s, u"this-week"_s, u"last-week"_s, u"this-month"_s, u"last-month"_s,
                      u"this-year"_s, u"1h"_s,        u"2d"_s,        u"7d"_s,        u"30d"_s,        u"monday"_s};
    const QDate today = QDateTime::fromMSecsSinceEpoch(clock.now, clock.zone).date();
    for (int day = 0; day < 3; ++day)
        times.append(today.addDays(-day).toString(Qt::ISODate));
    return times;
}

QList<VocabularyValue> times(const QString &typed, const FilterClock &clock)
{
    QList<VocabularyValue> values;
    for (const QString &time : timesFor(typed, clock)) {
        if (const auto at = parseFilterDate(time, clock))
            values.append({time, explainTime(*at, clock), -1});
    }
    return values;
}

// What there is to choose from, with what the store knows of it.
QList<VocabularyValue> choices(FilterField field, const QList<VocabularyValue> &stored)
{
    QList<VocabularyValue> values;
    for (const QString &choice : filterChoices(field)) {
        VocabularyValue value{choice, explainChoice(field, choice), -1};
        for (const VocabularyValue &known : stored) {
            if (known.value == choice)
                value.sessions = known.sessions;
        }
        values.append(value);
    }
    return values;
}

QList<VocabularyValue> valuesOf(const QString &field, const QString &typed, const FilterVocabulary &vocabulary,
                                const FilterClock &clock)
{
    for (const FilterFieldName &each : filterFields()) {
        if (each.name != field)
            continue;
        if (each.field == FilterField::After || each.field == FilterField::Before)
            return times(typed, clock);
        if (!filterChoices(each.field).isEmpty())
            return choices(each.field, vocabulary.of(field));
    }
    return vocabulary.of(field);
}

QList<Ranked> rankedValues(const QString &field, const QString &typed, const QList<VocabularyValue> &values)
{
    QList<Ranked> ranked;
    for (const VocabularyValue &each : values) {
        auto match = matchOf(each.value, typed);
        if (!match && field == "session"_L1) { // known by its title rather than by its id
            if (const auto inTitle = matchOf(each.detail, typed); inTitle && inTitle->fit <= Fit::WordBegins)
                match = Match{Fit::Holds, {}};
        }
        if (!match)
            continue;
        ranked.append({match->fit,
                       {.term = filterTerm(QLatin1StringView(field.toLatin1()), each.value),
                        .label = each.value,
                        .detail = each.detail,
                        .sessions = each.sessions,
                        .marks = match->marks}});
    }
    return ranked;
}

// Values of any field that begin with the word.
QList<Completion> guesses(const QString &typed, const FilterVocabulary &vocabulary)
{
    QList<Completion> list;
    for (const QString &field :
         {u"project"_s, u"tool"_s, u"is"_s, u"has"_s, u"branch"_s, u"tag"_s, u"skill"_s, u"model"_s}) {
        if (!isKnown(field))
            continue;
        QList<Ranked> ranked = rankedValues(field, typed, valuesOf(field, typed, vocabulary, {}));
        ranked.removeIf([](const Ranked &each) { return each.fit > Fit::WordBegins; });
        QList<Completion> best = sorted(ranked).mid(0, guessesOfAField);
        for (Completion &each : best) {
            const int shift = static_cast<int>(field.size()) + 1;
            each.label = field + u':' + each.label;
            for (auto &mark : each.marks)
                mark.first += shift;
            list.append(each);
        }
    }
    return list;
}

} // namespace

FilterPlace filterPlaceAt(QStringView text, qsizetype cursor)
{
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    FilterLexer lexer(text);
    RawTerm raw;
    while (lexer.next(raw)) {
        if (cursor <= raw.position)
            break;
        if (cursor > raw.position + raw.length || (raw.quoted && raw.closed && cursor == raw.position + raw.length))
            continue;
        const qsizetype start = raw.position + (raw.negated ? 1 : 0);
        FilterPlace place{.position = start, .length = raw.position + raw.length - start, .quoted = raw.quoted};
        if (cursor >= raw.valuePosition) {
            place.field = raw.field.toString().toLower();
            place.typed = raw.value.first(std::min(cursor - raw.valuePosition, raw.value.size())).toString();
        } else {
            place.typed = text.sliced(start, std::max<qsizetype>(0, cursor - start)).toString();
            if (!raw.field.isNull()) // the value stays
                place.length = raw.field.size() + 1;
        }
        return place;
    }
    return {.position = cursor, .length = 0, .field = {}, .typed = {}};
}

QList<Completion> filterCompletions(const FilterPlace &place, const FilterVocabulary &vocabulary,
                                    const FilterClock &clock)
{
    QList<Completion> list;
    if (!place.field.isEmpty()) {
        if (isKnown(place.field))
            list =
                sorted(rankedValues(place.field, place.typed, valuesOf(place.field, place.typed, vocabulary, clock)));
    } else if (!place.quoted) {
        list = namesOfFields(place.typed);
        if (place.typed.size() >= lettersToGuess)
            list += guesses(place.typed, vocabulary);
    }
    if (list.size() > shownAtMost)
        list.resize(shownAtMost);
    return list;
}

} // namespace assay
