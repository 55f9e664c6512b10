// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/filter/filtersql.h"

#include <algorithm>
#include <array>

#include "models/data/live.h"
#include "models/data/record.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Values = QList<std::variant<qint64, QString>>;

struct Condition {
    QString sql;
    Values values;
};

Condition contains(const QString &column, const QString &value)
{
    return {column + u" LIKE ? ESCAPE '\\'"_s, {u'%' + escapedLike(value) + u'%'}};
}

Condition beginsWith(const QString &column, const QString &value)
{
    return {column + u" LIKE ? ESCAPE '\\'"_s, {escapedLike(value) + u'%'}};
}

// For paths: '*' stands for anything.
Condition containsPath(const QString &column, const QString &value)
{
    return {column + u" LIKE ? ESCAPE '\\'"_s, {u'%' + escapedLike(value).replace(u'*', u'%') + u'%'}};
}

// The words of the term in a title, as the index would find them: whole, or with their beginning at the end of the
// term. GLOB knows ASCII only; other letters are taken as they come.
Condition titleHas(const FilterTerm &term)
{
    const QString between = u"[^a-z0-9]"_s;
    QString pattern = u"*"_s + between;
    for (const char32_t c : term.value.toLower().toUcs4()) {
        if (c >= 0x80)
            pattern += u'?';
        else if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'))
            pattern += QChar(static_cast<char16_t>(c));
        else
            pattern += between;
    }
    pattern += term.prefix ? u"*"_s : between + u'*';
    return {u"(' ' || lower(s.title) || ' ') GLOB ?"_s, {pattern}};
}

Condition equals(const QString &column, const FilterTerm &term)
{
    if (term.prefix)
        return beginsWith(column, term.value);
    return {column + u" = ? COLLATE NOCASE"_s, {term.value}};
}

Condition compares(const QString &condition, qint64 value)
{
    return {condition, {value}};
}

struct IsMeaning {
    QLatin1StringView name;
    QLatin1StringView group; // values of one group mean either; an empty group stands alone
    QLatin1StringView sql;   // after the alias and a dot: %1
};

// Numbers of EventKind, Outcome and EventFlag; checked below.
constexpr std::array isMeanings{
    IsMeaning{"prompt"_L1, "kind"_L1, "%1.kind = 1"_L1},
    IsMeaning{"reply"_L1, "kind"_L1, "%1.kind = 2"_L1},
    IsMeaning{"thinking"_L1, "kind"_L1, "%1.kind = 3"_L1},
    IsMeaning{"tool"_L1, "kind"_L1, "%1.kind = 4"_L1},
    IsMeaning{"command"_L1, "kind"_L1, "%1.kind IN (5, 6)"_L1},
    IsMeaning{"error"_L1, "outcome"_L1, "%1.outcome = 2"_L1},
    IsMeaning{"denied"_L1, "outcome"_L1, "%1.outcome = 3"_L1},
    IsMeaning{"interrupted"_L1, "outcome"_L1, "(%1.outcome = 4 OR %1.kind = 12)"_L1},
    IsMeaning{"subagent"_L1, ""_L1, "%1.run_id <> 0"_L1},
    IsMeaning{"self"_L1, ""_L1, "%1.flags & 1 <> 0"_L1},
};
static_assert(int(EventKind::Prompt) == 1 && int(EventKind::Reply) == 2 && int(EventKind::Thinking) == 3);
static_assert(int(EventKind::ToolCall) == 4 && int(EventKind::Command) == 5 && int(EventKind::Shell) == 6);
static_assert(int(EventKind::Interruption) == 12 && EventFlagSelf == 1);
static_assert(int(Outcome::Failed) == 2 && int(Outcome::Denied) == 3 && int(Outcome::Interrupted) == 4);

const IsMeaning &isMeaning(const QString &value)
{
    for (const IsMeaning &each : isMeanings) {
        if (value == each.name)
            return each;
    }
    return isMeanings.front();
}

Condition hasCondition(const QString &value)
{
    if (value == "subagent"_L1)
        return {u"s.subagents > 0"_s, {}};
    if (value == "compaction"_L1)
        return {u"s.compactions > 0"_s, {}};
    if (value == "error"_L1)
        return {u"s.errors > 0"_s, {}};
    if (value == "note"_L1)
        return {u"EXISTS (SELECT 1 FROM session_note nx WHERE nx.session_id = s.id)"_s, {}};
    if (value == "bookmark"_L1)
        return {u"EXISTS (SELECT 1 FROM bookmark bx WHERE bx.session_id = s.id)"_s, {}};
    if (value == "tag"_L1)
        return {u"EXISTS (SELECT 1 FROM session_tag tx WHERE tx.session_id = s.id)"_s, {}};
    return {u"EXISTS (SELECT 1 FROM event hx WHERE hx.session_id = s.id AND hx.images > 0)"_s, {}};
}

// tool:, is: and file:, on an event called `alias`; x is one of a session that is looked at. Without the plus SQLite
// goes through all calls of the tool in the store, for each session anew.
Condition eventCondition(const FilterTerm &term, const QString &alias)
{
    switch (term.field) {
    case FilterField::Tool:
        return equals((alias == "x"_L1 ? u"+x.tool"_s : alias + u".tool"_s), term);
    case FilterField::File: {
        Condition path = containsPath(alias + u".head"_s, term.value);
        path.sql =
            u"(%1.kind = 4 AND %1.tool IN ('Read', 'Edit', 'MultiEdit', 'Write', 'NotebookEdit', 'NotebookRead') AND "_s
                .arg(alias) +
            path.sql + u')';
        return path;
    }
    default:
        return {QString(isMeaning(term.value).sql).arg(alias), {}};
    }
}

bool isLiveTerm(const FilterTerm &term)
{
    return term.field == FilterField::Is && term.value == "live"_L1;
}

bool speaksOfEvents(const FilterTerm &term)
{
    return term.field == FilterField::Tool || term.field == FilterField::File ||
           (term.field == FilterField::Is && !isLiveTerm(term));
}

// Looked up by the value: a few sessions have a tag, or use a skill.
Condition among(const QString &table, const QString &column, const FilterTerm &term)
{
    const Condition named = equals(column, term);
    return {u"s.id IN (SELECT session_id FROM %1 WHERE "_s.arg(table) + named.sql + u')', named.values};
}

// As isLive() says it of a row.
Condition liveCondition(qint64 now)
{
    const QString presence = u"(SELECT 1 FROM presence h WHERE h.agent = s.agent AND h.session_uuid = s.uuid AND "_s;
    return {u"((s.ended_at > ? AND s.ended_at < ?) OR EXISTS "_s + presence +
                u"h.last_event_at > ? AND h.last_event_at < ?)) AND NOT EXISTS "_s + presence +
                u"h.ended_at + ? >= s.ended_at)"_s,
            {now - liveMs, now + liveMs, now - liveMs, now + liveMs, endSlackMs}};
}

// Lines written under the skill and those that call for it; of a session whose client does not tell the former, all.
Condition skillOfEvent(const FilterTerm &term)
{
    const Condition session = among(u"session_skill"_s, u"skill"_s, term);
    const Condition line = equals(u"e.skill"_s, term);
    const Condition told = equals(u"y.skill"_s, term);
    const Condition use = equals(u"u.skill"_s, term);
    return {
        u"(e.skill <> '' AND %1) OR (%2 AND (s.id NOT IN (SELECT y.session_id FROM event y WHERE y.skill <> '' AND %3) "
        "OR EXISTS (SELECT 1 FROM skill_use u WHERE u.event_id = e.id AND %4)))"_s.arg(line.sql, session.sql, told.sql,
                                                                                       use.sql),
        line.values + session.values + told.values + use.values};
}

// Project, branch, session, agent, tag, has, is:live: the same for a session and for its events.
Condition sessionCondition(const FilterTerm &term)
{
    switch (term.field) {
    case FilterField::Project: {
        const Condition name = contains(u"p.name"_s, term.value);
        const Condition key = contains(u"p.key"_s, term.value);
        return {u"(%1 OR %2)"_s.arg(name.sql, key.sql), name.values + key.values};
    }
    case FilterField::Branch:
        return equals(u"s.branch"_s, term);
    case FilterField::Session:
        return beginsWith(u"s.uuid"_s, term.value);
    case FilterField::Agent:
        return {u"s.agent = ?"_s, {term.value}};
    case FilterField::Skill:
        return among(u"session_skill"_s, u"skill"_s, term);
    case FilterField::Tag:
        return among(u"session_tag"_s, u"tag"_s, term);
    case FilterField::Is: // live
        return liveCondition(term.time);
    default:
        return hasCondition(term.value);
    }
}

QString groupOf(const FilterTerm &term, qsizetype index)
{
    const QString field = QString::number(static_cast<int>(term.field));
    const QString alone = field + u'#' + QString::number(index);
    switch (term.field) {
    case FilterField::Is: {
        if (isLiveTerm(term))
            return field + u"live"_s;
        const QLatin1StringView group = isMeaning(term.value).group;
        return group.isEmpty() ? alone : field + group;
    }
    case FilterField::Has:
    case FilterField::After:
    case FilterField::Before:
    case FilterField::Word:
        return alone;
    default:
        return field;
    }
}

// Joins conditions: those of one group by OR, groups by AND, negated ones each by AND NOT.
class Conjunction {
public:
    void add(const QString &group, bool negated, const Condition &condition)
    {
        if (negated) {
            m_negated.append(condition);
            return;
        }
        for (auto &[name, conditions] : m_groups) {
            if (name == group) {
                conditions.append(condition);
                return;
            }
        }
        m_groups.append({group, {condition}});
    }

    [[nodiscard]] bool isEmpty() const { return m_groups.isEmpty() && m_negated.isEmpty(); }

    [[nodiscard]] Condition joined() const
    {
        QStringList parts;
        Values values;
        for (const auto &[name, conditions] : m_groups) {
            QStringList either;
            for (const Condition &each : conditions) {
                either.append(each.sql);
                values += each.values;
            }
            parts.append(u'(' + either.join(u" OR "_s) + u')');
        }
        for (const Condition &each : m_negated) {
            parts.append(u"NOT ("_s + each.sql + u')');
            values += each.values;
        }
        return {parts.isEmpty() ? u"1"_s : parts.join(u" AND "_s), values};
    }

private:
    QList<std::pair<QString, QList<Condition>>> m_groups;
    QList<Condition> m_negated;
};

QString ftsPhrase(const FilterTerm &term)
{
    QString text = term.value;
    text.replace(u'"', u"\"\""_s).remove(QChar(u'\0'));
    return u'"' + text + u'"' + (term.prefix ? u"*"_s : QString());
}

bool wantsSelf(const Filter &filter)
{
    return std::any_of(filter.terms.begin(), filter.terms.end(),
                       [](const FilterTerm &term) { return term.field == FilterField::Is && term.value == "self"_L1; });
}

bool usesProject(const Filter &filter)
{
    return std::any_of(filter.terms.begin(), filter.terms.end(),
                       [](const FilterTerm &term) { return term.field == FilterField::Project; });
}

Condition wordInSession(const FilterTerm &term, bool withSelf)
{
    const Condition title = titleHas(term);
    const QString self = withSelf ? QString() : u" AND wx.flags & 1 = 0"_s;
    return {u"s.id IN (SELECT wx.session_id FROM body_index JOIN event wx ON wx.id = body_index.rowid "
            "WHERE body_index MATCH ?%1) OR %2"_s.arg(self, title.sql),
            Values{ftsPhrase(term)} + title.values};
}

} // namespace

void FilterSql::bindTo(Statement &statement) const
{
    for (const auto &value : values)
        std::visit([&](const auto &each) { statement.bind(each); }, value);
}

QString ftsQuery(const Filter &filter)
{
    QStringList wanted;
    QStringList unwanted;
    for (const FilterTerm &term : filter.terms) {
        if (term.field == FilterField::Word)
            (term.negated ? unwanted : wanted).append(ftsPhrase(term));
    }
    if (wanted.isEmpty())
        return {};
    const QString query = u'(' + wanted.join(u" AND "_s) + u')';
    return unwanted.isEmpty() ? query : query + u" NOT ("_s + unwanted.join(u" OR "_s) + u')';
}

FilterSql compileForSessions(const Filter &filter)
{
    Conjunction all;
    Conjunction events;
    const bool withSelf = wantsSelf(filter);
    for (qsizetype i = 0; i < filter.terms.size(); ++i) {
        const FilterTerm &term = filter.terms[i];
        const QString group = groupOf(term, i);
        if (speaksOfEvents(term) && !term.negated) {
            events.add(group, false, eventCondition(term, u"x"_s));
        } else if (speaksOfEvents(term)) {
            const Condition event = eventCondition(term, u"x"_s);
            all.add(
                group, true,
                {u"EXISTS (SELECT 1 FROM event x WHERE x.session_id = s.id AND "_s + event.sql + u')', event.values});
        } else if (term.field == FilterField::Word) {
            all.add(group, term.negated, wordInSession(term, withSelf));
        } else if (term.field == FilterField::Model) {
            all.add(group, term.negated, contains(u"s.model"_s, term.value));
        } else if (term.field == FilterField::After) {
            all.add(group, term.negated, compares(u"s.ended_at >= ?"_s, term.time));
        } else if (term.field == FilterField::Before) {
            all.add(group, term.negated, compares(u"s.started_at >= 0 AND s.started_at < ?"_s, term.time));
        } else {
            all.add(group, term.negated, sessionCondition(term));
        }
    }
    if (!events.isEmpty()) {
        const Condition event = events.joined();
        all.add(u"events"_s, false,
                {u"EXISTS (SELECT 1 FROM event x WHERE x.session_id = s.id AND "_s + event.sql + u')', event.values});
    }
    const Condition joined = all.joined();
    return {joined.sql, joined.values, usesProject(filter), {}};
}

FilterSql compileForEvents(const Filter &filter)
{
    Conjunction all;
    const QString match = ftsQuery(filter);
    for (qsizetype i = 0; i < filter.terms.size(); ++i) {
        const FilterTerm &term = filter.terms[i];
        const QString group = groupOf(term, i);
        if (speaksOfEvents(term)) {
            all.add(group, term.negated, eventCondition(term, u"e"_s));
        } else if (term.field == FilterField::Word) {
            if (match.isEmpty()) // only unwanted words: FTS5 has no query for that
                all.add(group, true,
                        {u"e.id IN (SELECT rowid FROM body_index WHERE body_index MATCH ?)"_s, {ftsPhrase(term)}});
        } else if (term.field == FilterField::Model) {
            all.add(group, term.negated, contains(u"e.model"_s, term.value));
        } else if (term.field == FilterField::After) {
            all.add(group, term.negated, compares(u"e.at >= ?"_s, term.time));
        } else if (term.field == FilterField::Before) {
            all.add(group, term.negated, compares(u"e.at >= 0 AND e.at < ?"_s, term.time));
        } else if (term.field == FilterField::Skill) {
            all.add(group, term.negated, skillOfEvent(term));
        } else {
            all.add(group, term.negated, sessionCondition(term));
        }
    }
    if (!wantsSelf(filter))
        all.add(u"self"_s, true, {u"e.flags & 1 <> 0"_s, {}});
    const Condition joined = all.joined();
    return {joined.sql, joined.values, usesProject(filter), match};
}

} // namespace assay
