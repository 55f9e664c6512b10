// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/filter/filterterm.h"

#include <algorithm>

#include "models/data/filter/filter.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of no matter when: "2d" is compared as it is written.
QList<FilterTerm> termsIn(const QString &text)
{
    return parseFilter(text, FilterClock{0, QTimeZone::utc()}).terms;
}

bool meansTheSame(const FilterTerm &a, const FilterTerm &b)
{
    return a.field == b.field && a.negated == b.negated && a.prefix == b.prefix &&
           a.value.compare(b.value, Qt::CaseInsensitive) == 0;
}

} // namespace

QString filterTerm(QLatin1StringView field, const QString &value)
{
    QString plain = value.simplified().replace(u'"', u' ');
    const bool isWord = std::none_of(plain.cbegin(), plain.cend(), [](QChar c) { return c.isSpace(); });
    // A word that looks like a field, a negation or a prefix must not be read as one.
    const bool isPlain = isWord && !plain.isEmpty() && !plain.endsWith(u'*') &&
                         (!field.isEmpty() || (!plain.contains(u':') && !plain.startsWith(u'-')));
    if (!isPlain)
        plain = u'"' + plain + u'"';
    return field.isEmpty() ? plain : field + u':' + plain;
}

QString withTerm(const QString &filter, const QString &term)
{
    const QString padded = u' ' + filter + u' ';
    if (padded.contains(u' ' + term + u' '))
        return filter;
    return filter.trimmed().isEmpty() ? term : filter.trimmed() + u' ' + term;
}

bool hasTerm(const QString &filter, const QString &term)
{
    const QList<FilterTerm> wanted = termsIn(term);
    const QList<FilterTerm> terms = termsIn(filter);
    return wanted.size() == 1 && std::any_of(terms.cbegin(), terms.cend(), [&](const FilterTerm &each) {
               return meansTheSame(each, wanted.front());
           });
}

QString withoutTerm(const QString &filter, const QString &term)
{
    const QList<FilterTerm> unwanted = termsIn(term);
    if (unwanted.size() != 1)
        return filter;
    const QList<FilterTerm> terms = termsIn(filter);
    QString rest = filter;
    for (auto each = terms.crbegin(); each != terms.crend(); ++each) {
        if (!meansTheSame(*each, unwanted.front()))
            continue;
        rest.remove(each->position, each->length);
        if (each->position > 0 && (each->position >= rest.size() || rest.at(each->position).isSpace()))
            rest.remove(each->position - 1, 1);
    }
    return rest.trimmed();
}

QString narrowedBy(const QString &filter, const QString &term)
{
    if (hasTerm(filter, term))
        return filter;
    const QList<FilterTerm> typed =
        parseFilter(filter, FilterClock{0, QTimeZone::utc()}, FilterTyping::AsYouType).terms;
    const bool endsInWord = !typed.isEmpty() && typed.back().field == FilterField::Word && typed.back().prefix &&
                            typed.back().position + typed.back().length == filter.size();
    if (!endsInWord)
        return withTerm(filter, term);
    QString narrowed = filter;
    return narrowed.insert(typed.back().position, term + u' ');
}

} // namespace assay
