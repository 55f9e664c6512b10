// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/candidatequery.h"

#include <nlohmann/json.hpp>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Of the project p: where others have its name, with its owner or as its folder.
QString nameThatTellsApart()
{
    return u"CASE WHEN p.name NOT IN (SELECT name FROM project GROUP BY name HAVING count(*) > 1) THEN p.name "
           "WHEN p.key LIKE 'path:%' THEN substr(p.key, 6) ELSE p.owner || '/' || p.name END"_s;
}

// Columns in the order of rowOf().
QString selected()
{
    return u"SELECT c.id, "_s + candidateKeySql() + u", c.project_id, p.key, "_s + nameThatTellsApart() +
           u", c.canon, c.detector, c.form, c.lane, c.scope, c.name, c.sentence, "
           "c.description, "
           "c.strength_text, c.state, c.lineages, c.days, c.authors, c.expected, c.against, c.first_day, c.last_day, "
           "c.score, c.score_parts, "
           "c.coverage, c.flags, c.target_path, c.draft_rev, r.text, r.sha256 FROM candidate c JOIN project p ON p.id "
           "= c.project_id LEFT "
           "JOIN revision r ON r.candidate_id = c.id AND r.rev = c.draft_rev"_s;
}

QStringList listOf(const QString &text)
{
    QStringList list;
    const auto parsed = nlohmann::json::parse(text.toStdString(), nullptr, false);
    if (!parsed.is_array())
        return list;
    for (const auto &each : parsed) {
        if (each.is_string())
            list.append(QString::fromStdString(each.get<std::string>()));
    }
    return list;
}

CandidateRow rowOf(const Statement &s)
{
    int column = 0;
    const auto text = [&s, &column] { return s.text(column++); };
    const auto number = [&s, &column] { return static_cast<int>(s.integer(column++)); };
    CandidateRow row;
    row.id = s.integer(column++);
    row.key = text();
    row.projectId = s.integer(column++);
    for (QString *each : {&row.projectKey, &row.projectName, &row.canon, &row.detector, &row.form, &row.lane,
                          &row.scope, &row.name, &row.sentence, &row.description, &row.strengthText, &row.state})
        *each = text();
    row.lineages = number();
    row.days = number();
    row.authors = number();
    row.expected = s.real(column++);
    row.against = number();
    row.firstDay = number();
    row.lastDay = number();
    row.score = s.real(column++);
    row.scoreParts = text();
    row.coverage = text();
    row.flags = listOf(text());
    row.targetPath = text();
    row.draftRev = number();
    row.draft = text();
    row.draftSha256 = text();
    return row;
}

} // namespace

QString candidateKeySql()
{
    return u"(c.key || CASE WHEN EXISTS (SELECT 1 FROM candidate other WHERE other.key = c.key AND other.id < c.id) "
           "THEN '-' || c.project_id ELSE '' END)"_s;
}

Result<QList<CandidateRow>> readCandidates(Database &db, const QStringList &states)
{
    nlohmann::json wanted = nlohmann::json::array();
    const QStringList usual = {u"new"_s, u"edited"_s, u"watch"_s, u"snoozed"_s, u"approved"_s, u"rejected"_s};
    for (const QString &each : states.isEmpty() ? usual : states)
        wanted.push_back(each.toStdString());
    Statement s(db, selected() + u" WHERE c.state IN (SELECT value FROM json_each(?)) ORDER BY c.state NOT IN ('new', "
                                 u"'edited'), c.state <> 'watch', "
                                 "c.lane = 'said once', c.score DESC, c.key"_s);
    s.bind(QString::fromStdString(wanted.dump()));
    QList<CandidateRow> rows;
    while (s.next())
        rows.append(rowOf(s));
    if (!s.ok())
        return tl::unexpected(s.error());
    return rows;
}

Result<CandidateRow> readCandidate(Database &db, const QString &key)
{
    const QString called = candidateKeySql();
    Statement s(db, selected() + u" WHERE "_s + called + u" LIKE ? ESCAPE '\\' ORDER BY "_s + called + u" <> ?, "_s +
                        called + u" LIMIT 3"_s);
    const QString prefix = key.startsWith(u"c-"_s) ? key : u"c-"_s + key;
    s.bind(escapedLike(prefix) + u'%').bind(prefix);
    QList<CandidateRow> rows;
    while (s.next())
        rows.append(rowOf(s));
    if (!s.ok())
        return tl::unexpected(s.error());
    if (rows.isEmpty() || key.isEmpty())
        return fail(Error::Code::NotFound,
                    u"There is no candidate \"%1\". \"assay-agent review list\" prints their keys."_s.arg(key));
    if (rows.size() > 1 && rows.first().key != prefix)
        return fail(Error::Code::Usage,
                    u"\"%1\" may be %2 or %3. Type more of the key."_s.arg(key, rows[0].key, rows[1].key));
    auto claims = readClaims(db, rows.first().id);
    if (!claims)
        return tl::unexpected(claims.error());
    rows.first().claims = *claims;
    return rows.first();
}

Result<QList<ClaimRow>> readClaims(Database &db, qint64 candidateId)
{
    Statement s(db, u"SELECT n, section, text, ticked, flags FROM claim WHERE candidate_id = ? ORDER BY n"_s);
    Statement e(db, u"SELECT e.event_id, e.session_id, s.uuid, v.at, e.role, e.trust, e.excerpt FROM evidence e JOIN "
                    u"session s ON s.id = "
                    "e.session_id JOIN event v ON v.id = e.event_id WHERE e.candidate_id = ? AND e.n = ? AND "
                    "s.deleted_at IS NULL ORDER BY v.at, "
                    "e.event_id"_s);
    QList<ClaimRow> rows;
    s.bind(candidateId);
    while (s.next()) {
        ClaimRow row{s.text(1), s.text(2), s.integer(3) != 0, listOf(s.text(4)), {}};
        e.bind(candidateId).bind(s.integer(0));
        while (e.next())
            row.evidence.append({e.integer(0), e.integer(1), e.text(2), e.integer(3), e.text(4),
                                 static_cast<int>(e.integer(5)), e.text(6)});
        if (!e.ok())
            return tl::unexpected(e.error());
        e.finish();
        rows.append(row);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return rows;
}

Result<QList<PatternRow>> readPatterns(Database &db, const QString &words, int limit)
{
    Statement s(db, u"SELECT p.name, t.detector, t.canon, t.standing, t.reason, t.lineages, t.days, t.expected, t.p, "
                    u"t.q FROM pattern t JOIN project p ON "
                    "p.id = t.project_id WHERE t.canon LIKE ? ESCAPE '\\' ORDER BY t.q, t.p, t.canon LIMIT ?"_s);
    s.bind(u'%' + escapedLike(words) + u'%').bind(limit);
    QList<PatternRow> rows;
    while (s.next()) {
        rows.append({s.text(0), s.text(1), s.text(2), s.text(3), s.text(4), static_cast<int>(s.integer(5)),
                     static_cast<int>(s.integer(6)), s.real(7), s.real(8), s.real(9)});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return rows;
}

} // namespace assay
