// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/minedwords.h"

#include <QCryptographicHash>

#include "agent/redact/redactor.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Candidates with evidence in the session, and its project.
constexpr auto touchedCandidates = "(SELECT candidate_id FROM evidence WHERE session_id = ?1)"_L1;
constexpr auto projectOfSession = "(SELECT project_id FROM session WHERE id = ?1)"_L1;

Result<> runFor(Database &db, QString sql, qint64 sessionId)
{
    // The number is no text of anybody's, and QtSql counts a numbered placeholder once for each place.
    Statement s(db, sql.replace(u"?1"_s, QString::number(sessionId)));
    if (!s.run())
        return tl::unexpected(s.error());
    return {};
}

// A short text is found by its hash: a decision keeps the checksum only while a revision has the words.
QString dropChecksums(const QString &among)
{
    return u"UPDATE decision SET sha256 = '' WHERE sha256 <> ''%1 AND NOT EXISTS (SELECT 1 FROM revision r WHERE "
           "r.candidate_id = decision.candidate_id AND r.sha256 = decision.sha256)"_s.arg(among);
}

// A column of words, and what names its rows.
struct WordColumn {
    QString table;
    QStringList keys;
    QString column;
};

QList<WordColumn> wordColumns()
{
    QList<WordColumn> all;
    for (const QString &column : {u"canon"_s, u"name"_s, u"sentence"_s, u"description"_s, u"strength_text"_s})
        all.append({u"candidate"_s, {u"id"_s}, column});
    all.append({u"claim"_s, {u"candidate_id"_s, u"n"_s}, u"text"_s});
    all.append({u"evidence"_s, {u"candidate_id"_s, u"n"_s, u"event_id"_s}, u"excerpt"_s});
    all.append({u"revision"_s, {u"candidate_id"_s, u"rev"_s}, u"text"_s});
    return all;
}

struct ChangedWords {
    QList<qint64> keys;
    QString text;
};

Result<> recheckWords(Database &db, const Redactor &redactor, const WordColumn &words)
{
    const auto keys = static_cast<int>(words.keys.size());
    Statement read(db, u"SELECT %1, %2 FROM %3"_s.arg(words.keys.join(u", "_s), words.column, words.table));
    QList<ChangedWords> changed;
    RedactionCounts ignored; // the lines they come from were counted
    while (read.next()) {
        std::string text = read.text(keys).toStdString();
        if (!redactor.redact({}, text, ignored))
            continue;
        ChangedWords each{{}, QString::fromStdString(text)};
        for (int i = 0; i < keys; ++i)
            each.keys.append(read.integer(i));
        changed.append(each);
    }
    if (!read.ok())
        return tl::unexpected(read.error());
    read.finish();
    const bool hashed = words.table == "revision"_L1;
    Statement save(db, u"UPDATE %1 SET %2 = ?%3 WHERE %4 = ?"_s.arg(words.table, words.column,
                                                                    hashed ? u", sha256 = ?"_s : QString(),
                                                                    words.keys.join(u" = ? AND "_s)));
    for (const ChangedWords &each : changed) {
        save.bind(each.text);
        if (hashed)
            save.bind(
                QString::fromLatin1(QCryptographicHash::hash(each.text.toUtf8(), QCryptographicHash::Sha256).toHex()));
        for (const qint64 key : each.keys)
            save.bind(key);
        if (!save.run())
            return tl::unexpected(save.error());
    }
    return {};
}

} // namespace

Result<> recheckMined(Database &db, const Redactor &redactor)
{
    Transaction transaction(db);
    auto done = transaction.begin();
    for (const WordColumn &each : wordColumns()) {
        if (done)
            done = recheckWords(db, redactor, each);
    }
    if (done)
        done = db.execute(dropChecksums({}));
    return std::move(done).and_then([&transaction] { return transaction.commit(); });
}

Result<> forgetMined(Database &db, qint64 sessionId)
{
    const QStringList steps = {
        // Mining makes them anew of what is left.
        u"DELETE FROM candidate WHERE state IN ('watch', 'new', 'stale', 'superseded') AND id IN "_s +
            touchedCandidates + u" AND id NOT IN (SELECT candidate_id FROM decision)"_s,
        // Decided on: the texts that the miner made of it go; a person's own words and what was approved stay.
        u"UPDATE revision SET text = '', sha256 = '' WHERE candidate_id IN "_s + touchedCandidates +
            u" AND author <> 'person' AND NOT EXISTS (SELECT 1 FROM candidate c WHERE c.id = candidate_id AND c.state "
            "= 'approved' AND c.draft_rev = rev)"_s,
        dropChecksums(u" AND candidate_id IN "_s + touchedCandidates),
        u"UPDATE candidate SET strength_text = '', canon = '', sentence = '' WHERE id IN "_s + touchedCandidates,
        u"UPDATE candidate SET name = key, description = '' WHERE state <> 'approved' AND id IN "_s + touchedCandidates,
        u"DELETE FROM claim WHERE candidate_id IN "_s + touchedCandidates,
        u"DELETE FROM pattern WHERE project_id = "_s + projectOfSession,
        u"DELETE FROM mined_project WHERE project_id = "_s + projectOfSession,
        u"DELETE FROM mined_session WHERE project_id = "_s + projectOfSession,
    };
    for (const QString &step : steps) {
        if (auto done = runFor(db, step, sessionId); !done)
            return done;
    }
    return {};
}

} // namespace assay
