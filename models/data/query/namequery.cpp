// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/namequery.h"

#include <algorithm>

#include "models/data/filter/filtersql.h"
#include "models/data/filter/tokenizer.h"
#include "models/data/query/sessionquery.h"
#include "models/data/store/database.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// So many of the newest are looked at for the best.
constexpr int candidates = 64;
// Shorter ones are words rather than ids.
constexpr qsizetype shortestId = 4;

struct Names {
    QStringList wanted;
    QStringList unwanted;
    Filter fields; // what is not a word
};

Names namesOf(const Filter &filter)
{
    Names names;
    for (const FilterTerm &term : filter.terms) {
        if (term.field == FilterField::Word)
            (term.negated ? names.unwanted : names.wanted).append(term.value);
        else
            names.fields.terms.append(term);
    }
    return names;
}

// SQLite knows the case of ASCII only: any other character passes here and is compared by holds().
QString likeAnywhere(const QString &word)
{
    QString pattern = u"%"_s;
    for (const char32_t c : word.toUcs4()) {
        if (c == U'%' || c == U'_' || c == U'\\')
            pattern += u'\\';
        if (c < 0x80)
            pattern += QChar(static_cast<char16_t>(c));
        else
            pattern += u'_';
    }
    return pattern + u'%';
}

bool holds(const QString &name, const QString &word)
{
    return name.contains(word, Qt::CaseInsensitive);
}

bool fits(const QString &name, const Names &names)
{
    const auto inName = [&name](const QString &word) { return holds(name, word); };
    return std::all_of(names.wanted.begin(), names.wanted.end(), inName) &&
           std::none_of(names.unwanted.begin(), names.unwanted.end(), inName);
}

// `columns`: any of them may hold a word.
void addWords(FilterSql &sql, const Names &names, const QStringList &columns, const QString &orElse = {})
{
    QStringList all;
    decltype(sql.values) values;
    for (const QString &word : names.wanted) {
        QStringList either;
        for (const QString &column : columns) {
            either.append(column + u" LIKE ? ESCAPE '\\'"_s);
            values.append(likeAnywhere(word));
        }
        all.append(u'(' + either.join(u" OR "_s) + u')');
    }
    if (all.isEmpty())
        return;
    sql.where = u"(%1) AND ((%2)%3)"_s.arg(sql.where, all.join(u" AND "_s), orElse);
    sql.values += values;
}

// The one word that could be the beginning of an id.
QString idOf(const Names &names)
{
    if (names.wanted.size() != 1 || !names.unwanted.isEmpty() || names.wanted.first().size() < shortestId)
        return {};
    const QString &word = names.wanted.first();
    const bool plain = std::all_of(word.begin(), word.end(),
                                   [](QChar c) { return c == u'-' || (c.unicode() < 0x80 && c.isLetterOrNumber()); });
    return plain ? word : QString();
}

bool beginsWords(const QString &title, const Names &names)
{
    const QStringList words = foldedWords(title);
    return std::all_of(names.wanted.begin(), names.wanted.end(), [&words](const QString &wanted) {
        const QStringList parts = foldedWords(wanted);
        return std::all_of(parts.begin(), parts.end(), [&words](const QString &part) {
            return std::any_of(words.begin(), words.end(),
                               [&part](const QString &word) { return word.startsWith(part); });
        });
    });
}

} // namespace

Result<QList<SessionRow>> findSessionsByName(Database &db, const Filter &filter, int limit)
{
    const Names names = namesOf(filter);
    const QString id = idOf(names);
    FilterSql sql = compileForSessions(names.fields);
    addWords(sql, names, {u"s.title"_s}, id.isEmpty() ? QString() : u" OR s.uuid LIKE ?"_s);
    if (!id.isEmpty())
        sql.values.append(id + u'%');
    auto rows = readSessions(db, sql, std::max(limit, candidates));
    if (!rows)
        return rows;
    const auto isNamed = [&id](const SessionRow &row) {
        return !id.isEmpty() && row.uuid.startsWith(id, Qt::CaseInsensitive);
    };
    rows->removeIf([&](const SessionRow &row) { return !isNamed(row) && !fits(row.title, names); });
    const auto titled = std::stable_partition(rows->begin(), rows->end(), isNamed);
    std::stable_partition(titled, rows->end(), [&](const SessionRow &row) { return beginsWords(row.title, names); });
    if (rows->size() > limit)
        rows->resize(limit);
    return rows;
}

Result<QList<ProjectRow>> findProjectsByName(Database &db, const Filter &filter, int limit)
{
    const Names names = namesOf(filter);
    FilterSql sql = compileForSessions(names.fields);
    addWords(sql, names, {u"p.name"_s, u"p.key"_s});
    sql.joinsProject = true;
    auto rows = readProjects(db, sql);
    if (!rows)
        return rows;
    rows->removeIf([&](const ProjectRow &row) { return !fits(row.key + u' ' + row.name, names); });
    if (rows->size() > limit)
        rows->resize(limit);
    return rows;
}

} // namespace assay
