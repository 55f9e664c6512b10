// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/facetvalue.h"

#include <algorithm>

#include "models/data/filter/filter.h"
#include "models/data/filter/filterterm.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString negated(const QString &term)
{
    return term.startsWith(u'-') ? term.sliced(1) : u'-' + term;
}

bool hasAll(const QString &filter, const QStringList &terms)
{
    return !terms.isEmpty() &&
           std::all_of(terms.cbegin(), terms.cend(), [&](const QString &term) { return hasTerm(filter, term); });
}

QString withoutAll(QString filter, const QStringList &terms)
{
    for (const QString &term : terms)
        filter = withoutTerm(filter, term);
    return filter;
}

} // namespace

QList<FacetValue> fixedFacetValues(FacetKind kind)
{
    if (kind == FacetKind::Outcome) {
        return {{kind, u"error"_s, {u"has:error"_s}},
                {kind, u"denied"_s, {u"is:denied"_s}},
                {kind, u"interrupted"_s, {u"is:interrupted"_s}},
                {kind, u"clean"_s, {u"-has:error"_s}}};
    }
    if (kind == FacetKind::Day) {
        return {{kind, u"today"_s, {u"after:today"_s}},
                {kind, u"yesterday"_s, {u"after:yesterday"_s, u"before:today"_s}},
                {kind, u"7d"_s, {u"after:7d"_s}},
                {kind, u"30d"_s, {u"after:30d"_s}},
                {kind, u"older"_s, {u"before:30d"_s}}};
    }
    return {};
}

QLatin1StringView facetField(FacetKind kind)
{
    switch (kind) {
    case FacetKind::Tool:
        return "tool"_L1;
    case FacetKind::Project:
        return "project"_L1;
    case FacetKind::Model:
        return "model"_L1;
    case FacetKind::Tag:
        return "tag"_L1;
    default:
        return {};
    }
}

QStringList facetTerms(FacetKind kind, const QString &value)
{
    const QString term = filterTerm(facetField(kind), value);
    const Filter read = parseFilter(term, FilterClock{0, QTimeZone::utc()});
    const bool same = read.problems.isEmpty() && read.terms.size() == 1 && read.terms.front().value == value &&
                      !read.terms.front().prefix;
    return same ? QStringList{term} : QStringList();
}

FacetState facetState(const QString &filter, const FacetValue &value)
{
    if (hasAll(filter, value.terms))
        return FacetState::On;
    // "clean" is the exclusion of "error": shown once, where it is named.
    const bool isOne = value.terms.size() == 1 && value.kind != FacetKind::Outcome;
    return isOne && hasTerm(filter, negated(value.terms.front())) ? FacetState::Excluded : FacetState::Off;
}

QString toggledFacet(const QString &filter, const FacetValue &value, bool exclude)
{
    switch (facetState(filter, value)) {
    case FacetState::On:
        return withoutAll(filter, value.terms);
    case FacetState::Excluded:
        return withoutTerm(filter, negated(value.terms.front()));
    case FacetState::Off:
        break;
    }
    QString changed = filter;
    if (value.kind == FacetKind::Day) {
        for (const FacetValue &day : fixedFacetValues(FacetKind::Day))
            changed = withoutAll(changed, day.terms);
    }
    const bool excluding = exclude && value.terms.size() == 1;
    for (const QString &term : value.terms) {
        const QString added = excluding ? negated(term) : term;
        changed = narrowedBy(withoutTerm(changed, negated(added)), added);
    }
    return changed;
}

QList<FacetValue> otherActiveValues(const QString &filter, FacetKind kind, const QList<FacetValue> &values)
{
    QList<FacetValue> others;
    const auto isKnown = [&](const QString &term) {
        const auto has = [&](const FacetValue &value) {
            return std::any_of(value.terms.cbegin(), value.terms.cend(),
                               [&](const QString &each) { return hasTerm(each, term); });
        };
        return std::any_of(values.cbegin(), values.cend(), has) || std::any_of(others.cbegin(), others.cend(), has);
    };
    for (const FacetValue &value : fixedFacetValues(kind)) {
        if (facetState(filter, value) != FacetState::Off && !isKnown(value.terms.front()))
            others.append(value);
    }
    const QLatin1StringView field = facetField(kind);
    if (field.isEmpty())
        return others;
    for (const FilterTerm &term : parseFilter(filter, FilterClock{0, QTimeZone::utc()}).terms) {
        const QString text = filter.mid(term.position, term.length);
        const QString plain = term.negated ? text.sliced(1) : text;
        if (plain.startsWith(field + u':', Qt::CaseInsensitive) && !isKnown(plain))
            others.append({.kind = kind, .name = term.value, .terms = {plain}, .sessions = -1});
    }
    return others;
}

} // namespace assay
