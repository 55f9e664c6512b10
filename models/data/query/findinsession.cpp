// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/findinsession.h"

#include <QHash>
#include <QSet>
#include <QStringMatcher>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Call {
    qint64 run = 0; // that it started
    qint64 position = 0;
    qint64 block = 0;
};

// Calls that started a run, by the thread they are in, in its order.
using Calls = QHash<qint64, QList<Call>>;

Result<Calls> readCalls(Database &db, qint64 session, QList<qint64> &orphans)
{
    // Saying that the id is not empty lets SQLite use the index of calls.
    Statement s(db, u"SELECT r.id, e.run_id, e.position, e.block FROM run r LEFT JOIN event e ON"
                    " e.tool_use_id = r.tool_use_id AND e.session_id = r.session_id AND e.tool_use_id <> ''"
                    " AND e.kind = 4 AND e.run_id <> r.id WHERE r.session_id = ? ORDER BY e.position, e.block, r.id"_s);
    s.bind(session);
    Calls calls;
    QSet<qint64> seen;
    while (s.next()) {
        if (seen.contains(s.integer(0)))
            continue;
        seen.insert(s.integer(0));
        if (s.isNull(1))
            orphans.append(s.integer(0));
        else
            calls[s.integer(1)].append({s.integer(0), s.integer(2), s.integer(3)});
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return calls;
}

class Planner {
public:
    explicit Planner(const Calls &calls)
        : m_calls(calls)
    {
    }

    // Without recursion: runs may be nested as deep as a file claims.
    void add(qint64 thread)
    {
        if (m_added.contains(thread))
            return;
        m_added.insert(thread);
        struct Level {
            qint64 thread;
            qsizetype next = 0;
            qint64 position = std::numeric_limits<qint64>::min();
            qint64 block = 0;
        };
        QList<Level> levels = {Level{thread}};
        while (!levels.isEmpty()) {
            Level &level = levels.last();
            const QList<Call> calls = m_calls.value(level.thread);
            if (level.next == calls.size()) {
                m_stretches.append({level.thread, level.position, level.block, std::numeric_limits<qint64>::max(), 0});
                levels.removeLast();
                continue;
            }
            const Call &call = calls.at(level.next++);
            if (call.position != level.position || call.block != level.block)
                m_stretches.append({level.thread, level.position, level.block, call.position, call.block});
            level.position = call.position;
            level.block = call.block;
            if (m_added.contains(call.run))
                continue;
            m_added.insert(call.run);
            levels.append(Level{call.run});
        }
    }

    // Runs that start each other are reached from nowhere.
    void addRest()
    {
        for (const QList<Call> &calls : m_calls) {
            for (const Call &call : calls)
                add(call.run);
        }
    }

    [[nodiscard]] const QList<FindPlan::Stretch> &stretches() const { return m_stretches; }

private:
    const Calls &m_calls;
    QSet<qint64> m_added;
    QList<FindPlan::Stretch> m_stretches;
};

int occurrences(const QStringMatcher &matcher, const QString &text)
{
    int count = 0;
    const qsizetype length = matcher.pattern().size();
    for (qsizetype at = matcher.indexIn(text); at >= 0; at = matcher.indexIn(text, at + length))
        ++count;
    return count;
}

} // namespace

QString withoutEscapes(const QString &json)
{
    qsizetype slash = json.indexOf(u'\\');
    if (slash < 0)
        return json;
    QString plain;
    plain.reserve(json.size());
    qsizetype from = 0;
    for (; slash >= 0 && slash + 1 < json.size(); slash = json.indexOf(u'\\', from)) {
        plain.append(QStringView(json).mid(from, slash - from));
        const QChar c = json.at(slash + 1);
        from = slash + 2;
        if (c == u'u' && slash + 6 <= json.size()) {
            plain.append(QChar(QStringView(json).mid(from, 4).toUShort(nullptr, 16)));
            from += 4;
            continue;
        }
        const qsizetype known = QStringView(u"ntrbf").indexOf(c);
        plain.append(known >= 0 ? QChar(u"\n\t\r\b\f"[known]) : c);
    }
    return plain.append(QStringView(json).mid(from));
}

Result<FindPlan> planFind(Database &db, qint64 session)
{
    QList<qint64> orphans;
    const auto calls = readCalls(db, session, orphans);
    if (!calls)
        return tl::unexpected(calls.error());
    Planner planner(*calls);
    planner.add(0);
    for (const qint64 run : std::as_const(orphans))
        planner.add(run);
    planner.addRest();
    Statement s(db, u"SELECT count(*) FROM event WHERE session_id = ?"_s);
    s.bind(session);
    if (!s.next())
        return tl::unexpected(s.error());
    return FindPlan{session, planner.stretches(), s.integer(0)};
}

Result<FindPiece> findNext(Database &db, const FindPlan &plan, const FindWords &what, qint64 characters)
{
    const QStringMatcher matcher(what.words, what.caseSensitivity);
    FindPiece piece;
    piece.rest = plan;
    Statement s(db,
                u"SELECT e.id, e.position, e.block, b.text, b.input, b.output FROM event e JOIN body b ON b.id = e.id"
                " WHERE e.session_id = ? AND e.run_id = ? AND (e.position, e.block) > (?, ?)"
                " AND (e.position, e.block) <= (?, ?) ORDER BY e.position, e.block"_s);
    qint64 read = 0;
    while (!piece.rest.left.isEmpty()) {
        FindPlan::Stretch &stretch = piece.rest.left.first();
        s.bind(plan.session).bind(stretch.run).bind(stretch.position).bind(stretch.block);
        s.bind(stretch.endPosition).bind(stretch.endBlock);
        while (s.next()) {
            ++piece.seen;
            if (s.integer(0) == what.origin)
                piece.beforeOrigin = static_cast<int>(piece.found.size());
            int count = 0;
            for (const int column : {3, 4, 5}) {
                const QString text = s.text(column);
                read += text.size();
                count += occurrences(matcher, column == 4 ? withoutEscapes(text) : text);
            }
            if (count > 0)
                piece.found.append({s.integer(0), count});
            stretch.position = s.integer(1);
            stretch.block = s.integer(2);
            if (read >= characters)
                return piece;
        }
        if (!s.ok())
            return tl::unexpected(s.error());
        s.finish();
        piece.rest.left.removeFirst();
    }
    return piece;
}

Result<qint64> firstEventFrom(Database &db, qint64 session, qint64 run, qint64 at)
{
    Statement s(db, u"SELECT id FROM event WHERE session_id = ? AND run_id = ? AND at >= ?"
                    " ORDER BY position, block LIMIT 1"_s);
    s.bind(session).bind(run).bind(at);
    if (s.next())
        return s.integer(0);
    if (!s.ok())
        return tl::unexpected(s.error());
    return 0;
}

} // namespace assay
