// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/filter/filter.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <optional>

#include "models/data/filter/filterdate.h"
#include "models/data/filter/filterlexer.h"
#include "models/data/filter/tokenizer.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FieldName {
    QLatin1StringView name;
    FilterField field;
    QLatin1StringView example;
};

constexpr std::array fieldNames{
    FieldName{"project"_L1, FilterField::Project, "project:payments"_L1},
    FieldName{"tool"_L1, FilterField::Tool, "tool:Bash"_L1},
    FieldName{"is"_L1, FilterField::Is, "is:error"_L1},
    FieldName{"has"_L1, FilterField::Has, "has:subagent"_L1},
    FieldName{"after"_L1, FilterField::After, "after:2d"_L1},
    FieldName{"before"_L1, FilterField::Before, "before:yesterday"_L1},
    FieldName{"model"_L1, FilterField::Model, "model:opus"_L1},
    FieldName{"branch"_L1, FilterField::Branch, "branch:main"_L1},
    FieldName{"file"_L1, FilterField::File, "file:src/a.cpp"_L1},
    FieldName{"session"_L1, FilterField::Session, "session:4f2a91c0"_L1},
    FieldName{"agent"_L1, FilterField::Agent, "agent:claude"_L1},
    FieldName{"skill"_L1, FilterField::Skill, "skill:deploy"_L1},
    FieldName{"tag"_L1, FilterField::Tag, "tag:keep"_L1},
};

constexpr std::array isValues{"error"_L1, "denied"_L1,  "interrupted"_L1, "prompt"_L1, "reply"_L1, "thinking"_L1,
                              "tool"_L1,  "command"_L1, "subagent"_L1,    "self"_L1,   "live"_L1};
constexpr std::array hasValues{"subagent"_L1, "compaction"_L1, "image"_L1, "error"_L1,
                               "note"_L1,     "bookmark"_L1,   "tag"_L1};
constexpr std::array agentValues{"claude"_L1, "codex"_L1};

// What people write who know another tool's language.
struct OtherName {
    QLatin1StringView typed;
    QLatin1StringView meant;
};
constexpr std::array otherNames{
    OtherName{"since"_L1, "after"_L1},  OtherName{"from"_L1, "after"_L1},   OtherName{"until"_L1, "before"_L1},
    OtherName{"repo"_L1, "project"_L1}, OtherName{"path"_L1, "file"_L1},    OtherName{"folder"_L1, "file"_L1},
    OtherName{"id"_L1, "session"_L1},   OtherName{"client"_L1, "agent"_L1}, OtherName{"status"_L1, "is"_L1},
    OtherName{"outcome"_L1, "is"_L1},   OtherName{"kind"_L1, "is"_L1},      OtherName{"with"_L1, "has"_L1},
    OtherName{"command"_L1, "tool"_L1},
};

// Names are short, so the cost is bounded whatever the user typed.
int editDistance(QStringView a, QLatin1StringView b)
{
    if (std::abs(a.size() - b.size()) > 2)
        return 3;
    std::array<int, 32> row{};
    if (static_cast<size_t>(b.size()) >= row.size())
        return 3;
    for (size_t j = 0; j <= static_cast<size_t>(b.size()); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto column = static_cast<size_t>(j);
            const int replaced = diagonal + (a[i - 1].toLower() == QChar(b[j - 1]) ? 0 : 1);
            diagonal = row[column];
            row[column] = std::min({replaced, row[column] + 1, row[column - 1] + 1});
        }
    }
    return row[static_cast<size_t>(b.size())];
}

template<typename Names, typename NameOf>
std::optional<QLatin1StringView> nearest(QStringView typed, const Names &names, NameOf nameOf)
{
    std::optional<QLatin1StringView> best;
    int bestDistance = 3;
    for (const auto &each : names) {
        const int distance = editDistance(typed, nameOf(each));
        if (distance < bestDistance && distance < std::max<qsizetype>(typed.size(), 2)) {
            bestDistance = distance;
            best = nameOf(each);
        }
    }
    return best;
}

template<typename Names>
std::optional<QLatin1StringView> nearestName(QStringView typed, const Names &names)
{
    return nearest(typed, names, [](QLatin1StringView name) { return name; });
}

template<typename Names>
QString listOf(const Names &names)
{
    QStringList all;
    for (const QLatin1StringView name : names)
        all.append(name);
    return all.join(u", "_s);
}

QString shortened(QStringView text)
{
    constexpr qsizetype limit = 40;
    return text.size() <= limit ? text.toString() : text.first(limit).toString() + u'…';
}

class Parser {
public:
    // Half surrogate pairs become replacement characters, one for one: SQLite would take the next character for the
    // other half.
    Parser(const QString &text, const FilterClock &clock, FilterTyping typing)
        : m_text(text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8()))
        , m_clock(clock)
        , m_typing(typing)
    {
    }

    Filter parse()
    {
        FilterLexer lexer(m_text);
        RawTerm raw;
        while (lexer.next(raw)) {
            if (m_filter.terms.size() + m_filter.problems.size() >= filterTermLimit) {
                report(raw, u"Only the first %1 terms are used. Shorten the filter."_s.arg(filterTermLimit));
                m_filter.problems.last().length = m_text.size() - raw.position;
                break;
            }
            take(raw);
        }
        return std::move(m_filter);
    }

private:
    void report(const RawTerm &raw, const QString &message)
    {
        m_filter.problems.append({raw.position, raw.length, message});
    }

    void take(const RawTerm &raw)
    {
        if (!raw.closed && m_typing == FilterTyping::Complete)
            report(raw, u"The quotation mark is not closed. Everything behind it was taken as one phrase."_s);
        FilterTerm term{.value = raw.value.toString(),
                        .negated = raw.negated,
                        .quoted = raw.quoted,
                        .position = raw.position,
                        .length = raw.length};
        if (raw.field.isNull()) {
            takeWord(raw, term);
            return;
        }
        const auto known = std::find_if(fieldNames.begin(), fieldNames.end(), [&](const FieldName &each) {
            return raw.field.compare(each.name, Qt::CaseInsensitive) == 0;
        });
        if (known == fieldNames.end()) {
            takeUnknownField(raw, term);
            return;
        }
        if (raw.value.trimmed().isEmpty()) {
            report(raw, u"%1: needs a value, for example %2."_s.arg(known->name, known->example));
            return;
        }
        term.field = known->field;
        takeField(raw, term);
    }

    void takeWord(const RawTerm &raw, FilterTerm term)
    {
        if (!term.quoted && term.value.size() > 1 && term.value.endsWith(u'*')) {
            term.value.chop(1);
            term.prefix = true;
        }
        if (foldedWords(term.value).isEmpty()) {
            if (raw.quoted && raw.value.isEmpty() && !raw.closed && m_typing == FilterTyping::AsYouType)
                return;
            report(raw, u"\"%1\" has no letter or digit that could be searched for."_s.arg(shortened(raw.value)));
            return;
        }
        const bool isLast = raw.position + raw.length == m_text.size();
        if (m_typing == FilterTyping::AsYouType && isLast && !(term.quoted && raw.closed))
            term.prefix = true;
        m_filter.terms.append(term);
    }

    void takeUnknownField(const RawTerm &raw, FilterTerm term)
    {
        if (raw.value.isEmpty()) { // "error:" in a pasted message
            term.value = raw.field.toString();
            takeWord(raw, term);
            return;
        }
        auto near = nearest(raw.field, fieldNames, [](const FieldName &each) { return each.name; });
        for (const OtherName &other : otherNames) {
            if (raw.field.compare(other.typed, Qt::CaseInsensitive) == 0)
                near = other.meant;
        }
        const QString unknown = u"Unknown field \"%1\". "_s.arg(shortened(raw.field));
        report(raw, near ? unknown + u"Did you mean %1:?"_s.arg(*near)
                         : unknown + u"To search for the words themselves, put them in quotation marks."_s);
    }

    void takeField(const RawTerm &raw, FilterTerm term)
    {
        switch (term.field) {
        case FilterField::After:
        case FilterField::Before:
            takeDate(raw, term);
            return;
        case FilterField::Is:
            if (term.value.compare("live"_L1, Qt::CaseInsensitive) == 0)
                term.time = m_clock.now;
            takeChoice(raw, term, isValues, u"is"_s);
            return;
        case FilterField::Has:
            takeChoice(raw, term, hasValues, u"has"_s);
            return;
        case FilterField::Agent:
            takeChoice(raw, term, agentValues, u"agent"_s);
            return;
        default:
            break;
        }
        if (!term.quoted && term.value.size() > 1 && term.value.endsWith(u'*')) {
            term.value.chop(1);
            term.prefix = true;
        }
        m_filter.terms.append(term);
    }

    void takeDate(const RawTerm &raw, FilterTerm term)
    {
        const auto time = parseFilterDate(term.value, m_clock);
        if (!time && term.value.contains(".."_L1)) {
            report(raw, u"A span of time takes two terms, for example after:2026-11-02 before:2026-11-09."_s);
            return;
        }
        if (!time) {
            report(raw, u"\"%1\" is not a time. Write 45m, 3h, 2d, 2w, today, yesterday, this-week, 2026-11-02 or "
                        "2026-11-02T14:00."_s.arg(shortened(term.value)));
            return;
        }
        term.time = *time;
        m_filter.terms.append(term);
    }

    template<typename Names>
    void takeChoice(const RawTerm &raw, FilterTerm term, const Names &names, const QString &field)
    {
        term.value = term.value.toLower();
        for (const QLatin1StringView name : names) {
            if (term.value == name) {
                m_filter.terms.append(term);
                return;
            }
        }
        const QString unknown = u"%1: does not know \"%2\". "_s.arg(field, shortened(raw.value));
        const auto near = nearestName(term.value, names);
        report(raw, near ? unknown + u"Did you mean %1:%2?"_s.arg(field, *near)
                         : unknown + u"Possible are %1."_s.arg(listOf(names)));
    }

    const QString m_text;
    const FilterClock &m_clock;
    FilterTyping m_typing;
    Filter m_filter;
};

} // namespace

QStringList Filter::problemMessages() const
{
    QStringList messages;
    for (const FilterProblem &problem : problems)
        messages.append(problem.message);
    return messages;
}

FilterClock FilterClock::system()
{
    return {QDateTime::currentMSecsSinceEpoch(), QTimeZone::systemTimeZone()};
}

QList<FilterFieldName> filterFields()
{
    QList<FilterFieldName> names;
    for (const FieldName &each : fieldNames)
        names.append({each.name, each.example, each.field});
    return names;
}

QStringList filterChoices(FilterField field)
{
    const auto all = [](const auto &values) {
        QStringList list;
        for (const QLatin1StringView value : values)
            list.append(value);
        return list;
    };
    switch (field) {
    case FilterField::Is:
        return all(isValues);
    case FilterField::Has:
        return all(hasValues);
    case FilterField::Agent:
        return all(agentValues);
    default:
        return {};
    }
}

Filter parseFilter(const QString &text, const FilterClock &clock, FilterTyping typing)
{
    return Parser(text, clock, typing).parse();
}

} // namespace assay
