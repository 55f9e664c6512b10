// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/recheck.h"

#include <QList>

#include "agent/store/eventtext.h"
#include "agent/store/factrows.h"
#include "agent/store/minedwords.h"
#include "agent/store/sourcerecheck.h"
#include "models/data/query/rawline.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<QList<qint64>> ids(Database &db, const QString &sql)
{
    QList<qint64> all;
    Statement s(db, sql);
    while (s.next())
        all.append(s.integer(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return all;
}

Result<> recheckTexts(Database &db, EventText &text, const Redactor &redactor, qint64 session)
{
    Statement read(db, u"SELECT head, text, input, output FROM event JOIN body USING(id) WHERE id = ?"_s);
    Statement head(db, u"UPDATE event SET head = ? WHERE id = ?"_s);
    const auto events = ids(db, u"SELECT id FROM event WHERE session_id = %1"_s.arg(session));
    if (!events)
        return tl::unexpected(events.error());
    RedactionCounts ignored; // the raw lines were counted
    for (const qint64 id : *events) {
        read.bind(id);
        if (!read.next()) {
            if (!read.ok())
                return tl::unexpected(read.error());
            continue;
        }
        std::string parts[4];
        for (int i = 0; i < 4; ++i)
            parts[i] = read.text(i).toStdString();
        read.finish();
        if (redactor.redact({}, parts[0], ignored) && !head.bind(QString::fromStdString(parts[0])).bind(id).run())
            return tl::unexpected(head.error());
        bool changed = false;
        for (int i = 1; i < 4; ++i)
            changed = redactor.redact({}, parts[i], ignored) || changed;
        if (!changed)
            continue;
        if (auto replaced = text.replace(id, {parts[1], parts[2], parts[3]}); !replaced)
            return replaced;
    }
    return {};
}

// One text column of the rows that a condition chooses.
Result<> recheckColumn(Database &db, const Redactor &redactor, const QString &table, const QString &column,
                       const QString &where)
{
    const QString row = table == u"pending_title"_s ? u"leaf"_s : u"id"_s;
    QList<std::pair<QByteArray, QString>> changed;
    Statement read(db, u"SELECT %1, %2 FROM %3 WHERE %4"_s.arg(row, column, table, where));
    RedactionCounts ignored;
    while (read.next()) {
        std::string text = read.text(1).toStdString();
        if (redactor.redact({}, text, ignored))
            changed.append({read.blob(0), QString::fromStdString(text)});
    }
    if (!read.ok())
        return tl::unexpected(read.error());
    read.finish();
    const QString bound = row == u"id"_s ? u"CAST(CAST(? AS TEXT) AS INTEGER)"_s : u"?"_s;
    Statement save(db, u"UPDATE %1 SET %2 = ? WHERE %3 = %4"_s.arg(table, column, row, bound));
    for (const auto &[key, text] : changed) {
        if (!save.bind(text).bind(key).run())
            return tl::unexpected(save.error());
    }
    return {};
}

Result<> recheckSideFiles(Database &db, const Redactor &redactor, qint64 session, RedactionCounts &counts)
{
    const auto files = ids(db, u"SELECT id FROM side_file WHERE session_id = %1"_s.arg(session));
    if (!files)
        return tl::unexpected(files.error());
    Statement read(db, u"SELECT codec, data, kept FROM side_file WHERE id = ?"_s);
    Statement save(db, u"UPDATE side_file SET codec = ?, data = ?, kept = ? WHERE id = ?"_s);
    for (const qint64 id : *files) {
        read.bind(id);
        const auto bytes =
            read.next() ? unpackedBlock(read.integer(0), read.blob(1), read.integer(2)) : std::optional(QByteArray());
        read.finish();
        if (!read.ok())
            return tl::unexpected(read.error());
        std::string text = bytes.value_or(QByteArray()).toStdString();
        if (!redactor.redact({}, text, counts))
            continue;
        const RawBlock block = sealedBlock(0, 0, text);
        save.bind(static_cast<int>(block.codec)).bind(block.data).bind(block.rawLength);
        if (!save.bind(id).run())
            return tl::unexpected(save.error());
    }
    return {};
}

// What belongs to a session beside its lines, and the note of which rules it has seen.
Result<> recheckSession(Database &db, EventText &text, const Redactor &redactor, qint64 session,
                        RecheckSummary &summary)
{
    return recheckTexts(db, text, redactor, session)
        .and_then([&] { return recheckColumn(db, redactor, u"session"_s, u"title"_s, u"id = %1"_s.arg(session)); })
        .and_then(
            [&] { return recheckColumn(db, redactor, u"run"_s, u"description"_s, u"session_id = %1"_s.arg(session)); })
        .and_then(
            [&] { return recheckColumn(db, redactor, u"run"_s, u"agent_type"_s, u"session_id = %1"_s.arg(session)); })
        .and_then([&] { return recheckSideFiles(db, redactor, session, summary.redactions); })
        .and_then([&] {
            return db.execute(u"UPDATE session SET ruleset_version = %1 WHERE id = %2"_s.arg(Redactor::ruleSetVersion())
                                  .arg(session));
        });
}

} // namespace

Result<RecheckSummary> recheckStore(Database &db, const Redactor &redactor,
                                    const std::function<void(qint64 done, qint64 total)> &onProgress,
                                    const std::atomic<bool> &cancel)
{
    RecheckSummary summary;
    EventText text(db);
    auto sessions = ids(db, u"SELECT id FROM session ORDER BY id"_s);
    const auto sources = storedSources(db);
    if (!sessions || !sources)
        return tl::unexpected(sessions ? sources.error() : sessions.error());
    const auto count = static_cast<qint64>(sessions->size());
    // Names of facts are words of what may have to be masked now; they are made anew by whoever needs them next.
    if (auto forgotten = forgetAllFacts(db); !forgotten)
        return tl::unexpected(forgotten.error());
    sessions->append(0); // lines of no session, titles that wait for theirs
    for (const qint64 session : *sessions) {
        summary.cancelled = cancel;
        if (summary.cancelled)
            break;
        Transaction transaction(db);
        auto done = transaction.begin();
        for (const StoredSource &source : *sources) {
            if (done && source.sessionId == session)
                done = SourceRecheck(db, redactor, source, summary).run();
        }
        done = std::move(done)
                   .and_then([&] {
                       return session != 0 ? recheckSession(db, text, redactor, session, summary)
                                           : recheckColumn(db, redactor, u"pending_title"_s, u"title"_s, u"1"_s);
                   })
                   .and_then([&] { return text.indexWaiting(); })
                   .and_then([&] { return transaction.commit(); });
        if (!done)
            return tl::unexpected(done.error());
        summary.sessions += session != 0 ? 1 : 0;
        if (onProgress)
            onProgress(summary.sessions, count);
    }
    // Words that were replaced leave the pages of the index only now.
    if (!summary.cancelled) {
        if (auto swept = db.execute(u"INSERT INTO body_index(body_index) VALUES('optimize')"_s); !swept)
            return tl::unexpected(swept.error());
    }
    if (auto masked = recheckMined(db, redactor); !masked)
        return tl::unexpected(masked.error());
    const auto emptied = db.emptyLog();
    if (!emptied)
        return tl::unexpected(emptied.error());
    summary.logEmptied = *emptied;
    if (!*emptied) {
        // See Deletion: the next purge empties it.
        auto noted = db.execute(u"INSERT OR IGNORE INTO meta(key, value) VALUES('log_holds_purged', '1')"_s);
        if (!noted)
            return tl::unexpected(noted.error());
    }
    return summary;
}

} // namespace assay
