// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/facets.h"

#include <algorithm>

#include "models/data/query/sessionquery.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kinds = static_cast<int>(FacetKind::Tag) + 1;

bool isFixed(FacetKind kind)
{
    return kind == FacetKind::Outcome || kind == FacetKind::Day;
}

bool speaksOfEvents(const FilterTerm &term)
{
    return term.field == FilterField::Tool || term.field == FilterField::Is || term.field == FilterField::File;
}

// Such terms must hold for one event together, so that counts of each do not tell what both leave.
bool wantsAnEvent(const Filter &filter)
{
    return std::any_of(filter.terms.cbegin(), filter.terms.cend(),
                       [](const FilterTerm &term) { return speaksOfEvents(term) && !term.negated; });
}

bool meansTheSame(const FilterTerm &a, const FilterTerm &b)
{
    return a.field == b.field && a.value.compare(b.value, Qt::CaseInsensitive) == 0;
}

Filter added(Filter filter, const QStringList &terms, const FilterClock &clock)
{
    filter.terms += parseFilter(terms.join(u' '), clock).terms;
    return filter;
}

// The filter that the counts of a kind start from. Of outcomes: of those that exclude or mean either with the value.
Filter baseFor(const Filter &filter, const FacetValue &value, const FilterClock &clock)
{
    Filter base = filter;
    const QList<FilterTerm> own = parseFilter(value.terms.join(u' '), clock).terms;
    if (value.kind == FacetKind::Outcome) {
        const bool event = speaksOfEvents(own.front());
        base.terms.removeIf([&](const FilterTerm &term) {
            return event ? term.field == FilterField::Is && !term.negated &&
                               QStringList{u"error"_s, u"denied"_s, u"interrupted"_s}.contains(term.value)
                         : meansTheSame(term, own.front());
        });
    } else if (value.kind == FacetKind::Day) {
        QList<FilterTerm> days;
        for (const FacetValue &day : fixedFacetValues(FacetKind::Day))
            days += parseFilter(day.terms.join(u' '), clock).terms;
        base.terms.removeIf([&](const FilterTerm &term) {
            return !term.negated && std::any_of(days.cbegin(), days.cend(),
                                                [&](const FilterTerm &day) { return meansTheSame(day, term); });
        });
    } else {
        base.terms.removeIf([&](const FilterTerm &term) { return term.field == own.front().field && !term.negated; });
    }
    return base;
}

// Sums over values that are counted apart, as LIKE '%…%' joins them: letters beyond ASCII differ by case there.
bool likeContains(const QString &text, const QString &part)
{
    const auto folded = [](QString s) {
        for (QChar &c : s) {
            if (c >= u'A' && c <= u'Z')
                c = c.toLower();
        }
        return s;
    };
    return folded(text).contains(folded(part));
}

// One row of an answer: of projects, `extra` is the key.
struct Counted {
    QString name;
    QString extra;
    int sessions = 0;
};

// Counts over the sessions f of one base.
struct Part {
    FacetKind kind = FacetKind::Outcome;
    FacetValue fixed; // of outcomes and days
    Filter base;
    QString select; // name, extra, count
    QList<std::variant<qint64, QString>> values;
    QList<Counted> found;
};

QString selectOf(FacetKind kind)
{
    switch (kind) {
    case FacetKind::Tool:
        return u"min(t.tool), '', count(DISTINCT t.session_id) FROM f CROSS JOIN session_tool t ON t.session_id = f.id"
               " GROUP BY t.tool COLLATE NOCASE"_s;
    case FacetKind::Project:
        return u"p.name, p.key, g.sessions FROM (SELECT project_id, count(*) AS sessions FROM f GROUP BY project_id) g"
               " JOIN project p ON p.id = g.project_id"_s;
    case FacetKind::Model:
        return u"model, '', count(*) FROM f WHERE model <> '' GROUP BY model"_s;
    default:
        return u"min(t.tag), '', count(DISTINCT t.session_id) FROM session_tag t WHERE t.session_id IN"
               " (SELECT id FROM f) GROUP BY t.tag COLLATE NOCASE"_s;
    }
}

class FacetReader {
public:
    FacetReader(Database &db, const Filter &filter, const FilterClock &clock)
        : m_db(db)
        , m_filter(filter)
        , m_clock(clock)
    {
    }

    Result<QList<Facet>> read()
    {
        for (int kind = 0; kind < kinds; ++kind)
            ask(static_cast<FacetKind>(kind));
        for (qsizetype first = 0; first < m_parts.size(); ++first) {
            if (auto done = readWithBaseOf(first); !done)
                return tl::unexpected(done.error());
        }
        QList<Facet> facets;
        for (int kind = 0; kind < kinds; ++kind) {
            auto facet = facetOf(static_cast<FacetKind>(kind));
            if (!facet)
                return tl::unexpected(facet.error());
            facets.append(*facet);
        }
        return facets;
    }

private:
    void ask(FacetKind kind)
    {
        if (isFixed(kind)) {
            for (const FacetValue &value : fixedFacetValues(kind)) {
                // The very conditions of the list, on the sessions of f.
                const FilterSql sql = compileForSessions(parseFilter(value.terms.join(u' '), m_clock));
                m_parts.append({.kind = kind,
                                .fixed = value,
                                .base = baseFor(m_filter, value, m_clock),
                                .select = u"'', '', count(*) FROM f s WHERE "_s + sql.where,
                                .values = sql.values,
                                .found = {}});
            }
            return;
        }
        const FacetValue any{.kind = kind, .terms = facetTerms(kind, u"any"_s)};
        if (any.terms.isEmpty())
            return;
        m_parts.append({.kind = kind,
                        .fixed = {},
                        .base = baseFor(m_filter, any, m_clock),
                        .select = selectOf(kind),
                        .values = {},
                        .found = {}});
    }

    // One statement for all parts that start from the same sessions.
    Result<> readWithBaseOf(qsizetype first)
    {
        const QList<FilterTerm> &terms = m_parts.at(first).base.terms;
        if (std::any_of(m_parts.cbegin(), m_parts.cbegin() + first,
                        [&](const Part &part) { return part.base.terms == terms; }))
            return {}; // read already
        const FilterSql base = compileForSessions(m_parts.at(first).base);
        QStringList selects;
        FilterSql values{.where = {}, .values = base.values, .joinsProject = false, .match = {}};
        for (qsizetype i = first; i < m_parts.size(); ++i) {
            if (m_parts.at(i).base.terms != terms)
                continue;
            selects.append(u"SELECT %1, "_s.arg(i) + m_parts.at(i).select);
            values.values += m_parts.at(i).values;
        }
        Statement s(m_db, u"WITH f AS MATERIALIZED (SELECT s.id, s.project_id, s.model, s.errors, s.started_at,"
                          " s.ended_at"_s +
                              sessionsUnder(base) + u") "_s + selects.join(u" UNION ALL "_s));
        values.bindTo(s);
        while (s.next())
            m_parts[s.integer(0)].found.append({s.text(1), s.text(2), static_cast<int>(s.integer(3))});
        if (!s.ok())
            return tl::unexpected(s.error());
        return {};
    }

    Result<Facet> facetOf(FacetKind kind)
    {
        Facet facet{.kind = kind, .values = {}};
        for (const Part &part : std::as_const(m_parts)) {
            if (part.kind != kind)
                continue;
            QList<FacetValue> values = isFixed(kind) ? fixedValue(part) : freeValues(part);
            if (auto done = countTogether(part, values); !done)
                return tl::unexpected(done.error());
            facet.values += values;
        }
        facet.values.removeIf([](const FacetValue &value) { return value.sessions == 0; });
        if (!isFixed(kind))
            std::stable_sort(facet.values.begin(), facet.values.end(),
                             [](const FacetValue &a, const FacetValue &b) { return a.sessions > b.sessions; });
        facet.more = static_cast<int>(std::max<qsizetype>(0, facet.values.size() - facetValueLimit));
        facet.values.resize(facet.values.size() - facet.more);
        return facet;
    }

    static QList<FacetValue> fixedValue(const Part &part)
    {
        FacetValue value = part.fixed;
        value.sessions = part.found.isEmpty() ? 0 : part.found.front().sessions;
        return {value};
    }

    static QList<FacetValue> freeValues(const Part &part)
    {
        QList<FacetValue> values;
        for (const Counted &each : part.found) {
            FacetValue value{.kind = part.kind, .name = each.name};
            QString said = each.name;
            value.sessions =
                part.kind == FacetKind::Tool || part.kind == FacetKind::Tag ? each.sessions : sessionsWith(part, said);
            if (part.kind == FacetKind::Project && value.sessions != each.sessions) {
                said = each.extra; // the name is part of another project's
                value.sessions = sessionsWith(part, said);
            }
            value.terms = facetTerms(part.kind, said);
            if (!value.terms.isEmpty())
                values.append(value);
        }
        std::sort(values.begin(), values.end(), [](const FacetValue &a, const FacetValue &b) {
            return a.sessions != b.sessions ? a.sessions > b.sessions : a.name < b.name;
        });
        return values;
    }

    static int sessionsWith(const Part &part, const QString &said)
    {
        int sessions = 0;
        for (const Counted &each : part.found)
            sessions += likeContains(each.name, said) || likeContains(each.extra, said) ? each.sessions : 0;
        return sessions;
    }

    // Values that speak of events under a filter that does: the list itself is asked, for the first of them.
    Result<> countTogether(const Part &part, QList<FacetValue> &values)
    {
        const bool speaks =
            !values.isEmpty() && speaksOfEvents(parseFilter(values.front().terms.join(u' '), m_clock).terms.front());
        if (!speaks || !wantsAnEvent(part.base))
            return {};
        values.resize(std::min<qsizetype>(values.size(), facetValueLimit));
        for (FacetValue &value : values) {
            const auto count = countSessions(m_db, compileForSessions(added(part.base, value.terms, m_clock)));
            if (!count)
                return tl::unexpected(count.error());
            value.sessions = static_cast<int>(*count);
        }
        return {};
    }

    Database &m_db;
    const Filter &m_filter;
    const FilterClock &m_clock;
    QList<Part> m_parts;
};

} // namespace

Result<QList<Facet>> readFacets(Database &db, const Filter &filter, const FilterClock &clock)
{
    return FacetReader(db, filter, clock).read();
}

} // namespace assay
