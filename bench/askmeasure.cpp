// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/fleetquestions.h"
#include "bench/measures.h"

#include "models/data/memory/memoryversion.h"
#include "models/data/store/database.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// An invented fleet: fifty projects, five hundred sessions, three thousand signs of two hundred groups, 100 000 events
// a day. Of a hundred events forty are acts, and of twenty acts one failed or was refused; only acts are counted, so
// only they are made. Beside them failures of payments-api at known times.
class InventedFleet {
public:
    InventedFleet(Database &db, qint64 events)
        : m_db(db)
        , m_acts(events * 2 / 5)
    {
    }

    static constexpr qint64 now = 1'793'620'050'000; // 2026-11-02
    // Of the two signatures, 201 and 202; see plantedRows().
    static PlantedFailures planted() { return {{9, 5}, {14, 5}}; }
    [[nodiscard]] qint64 acts() const { return m_acts; }

    Result<> make()
    {
        return m_db.execute(names())
            .and_then([&] { return m_db.execute(acts(0) + acts(1) + plantedRows()); })
            .and_then(
                [&] { return m_db.execute(counts(3, 3'600'000, u"sign_id"_s) + counts(4, 86'400'000, u"sign_id"_s)); })
            .and_then([&] {
                return m_db.execute(counts(5, 86'400'000, u"iif(sign_id < 3000, sign_id % 200 + 1, sign_id - 2799)"_s));
            });
    }

private:
    static QString numbers(int count)
    {
        return u"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "_s.arg(count - 1);
    }

    static QString names()
    {
        return u"BEGIN; INSERT INTO project(id, key, name, owner) %1 SELECT i + 1, 'path:/p' || i, 'p' || i, 'local' FROM n;"_s
                   .arg(numbers(50)) +
               u"INSERT INTO session(id, agent, uuid, project_id, lineage, decoder_version, ruleset_version) %1 SELECT "
               u"i + 1, "
               "'claude', printf('%08x-0000-4000-8000-000000000000', i), i % 50 + 1, '', 1, 1 FROM n;"_s.arg(
                   numbers(500)) +
               u"INSERT INTO memory_session SELECT id FROM session;"
               "INSERT INTO memory_state VALUES(1, 'UTC', %1, %2);"_s.arg(memoryVersion)
                   .arg(now) +
               u"INSERT INTO memory_group %1 SELECT i + 1, 'group ' || i, 'head' || i % 40, 'Bash', 0 FROM n;"_s.arg(
                   numbers(200)) +
               u"INSERT INTO memory_topic %1 SELECT i + 1, 'service-' || i, 'service' || i FROM n;"_s.arg(
                   numbers(500)) +
               u"INSERT INTO memory_sign %1 SELECT i, i, i % 200 + 1 FROM n;"_s.arg(numbers(3000)) +
               u"INSERT OR IGNORE INTO memory_sign_topic %1 SELECT i * 7 % 500 + 1, i FROM n;"_s.arg(numbers(3000)) +
               u"INSERT OR IGNORE INTO memory_sign_topic %1 SELECT i * 13 % 40 + 1, i FROM n;"_s.arg(numbers(3000)) +
               u"INSERT INTO memory_group VALUES(201, 'curl: error 503', 'curl', 'Bash', 0), (202, 'npm test: "
               u"refused', "
               "'npm test', 'Bash', 0);"
               "INSERT INTO memory_topic VALUES(501, 'payments-api', 'paymentsapi');"
               "INSERT INTO memory_sign VALUES(3000, 3000, 201), (3001, 3001, 202);"
               "INSERT INTO memory_sign_topic VALUES(501, 3000), (501, 3001); COMMIT;"_s;
    }

    // At the edges of the windows, too: the first moment is within, the last one is not.
    static QString plantedRows()
    {
        constexpr qint64 minute = 60'000;
        const QList<QPair<int, qint64>> at = {{3000, 15 * minute},
                                              {3000, 14 * minute},
                                              {3000, 13 * minute},
                                              {3000, 11 * minute},
                                              {3000, 7 * minute},
                                              {3000, 5 * minute},
                                              {3000, 3 * minute},
                                              {3000, 2 * minute},
                                              {3000, 1},
                                              {3001, 12 * minute},
                                              {3001, 9 * minute},
                                              {3001, 8 * minute},
                                              {3001, minute},
                                              {3001, 30'000},
                                              {3000, 60 * minute},
                                              {3000, 59 * minute},
                                              {3000, 40 * minute},
                                              {3000, 20 * minute},
                                              {3000, 15 * minute + 1},
                                              // Outside.
                                              {3000, 60 * minute + 1},
                                              {3000, 0},
                                              {3001, -minute},
                                              {3001, 61 * minute}};
        QStringList rows;
        for (qsizetype i = 0; i < at.size(); ++i)
            rows.append(u"(1, %1, %2, %3, %3, %4, %5, 2)"_s.arg(now - at[i].second)
                            .arg(i * 17 % 500 + 1)
                            .arg(1'000'000'000 + i)
                            .arg(i * 17 % 50 + 1)
                            .arg(at[i].first));
        return u"INSERT INTO memory_act VALUES %1;"_s.arg(rows.join(u", "_s));
    }

    // In the order of the table, so that nothing is moved.
    [[nodiscard]] QString acts(int trouble) const
    {
        const qint64 step = 86'400'000 / 40'000;
        return u"INSERT INTO memory_act WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
               u"SELECT %2, %3 + i "
               "* %4, i * 31 % 500 + 1, i, i + 1, i * 31 % 500 % 50 + 1, (i * 2654435761 >> 7) % 3000, iif(i % 400 = 27, 3, %5) FROM n WHERE (i % 20 = 7) = %2;"_s
                   .arg(m_acts - 1)
                   .arg(trouble)
                   .arg(now - m_acts * step)
                   .arg(step)
                   .arg(trouble == 1 ? 2 : 1);
    }

    static QString counts(int level, qint64 bucket, const QString &sign)
    {
        return u"INSERT INTO memory_count SELECT %1, trouble, at / %2 * %2, project_id, %3, outcome, count(*), "
               u"min(at), max(at) FROM "
               "memory_act GROUP BY 2, 3, 4, 5, 6;"_s.arg(level)
                   .arg(bucket)
                   .arg(sign);
    }

    Database &m_db;
    const qint64 m_acts;
};

Result<> measureInvented(Workbench &bench, qint64 events, const QString &name)
{
    const QString file = bench.scratch(u"fleet-%1.sqlite"_s.arg(name));
    Row row{.name = u"ask."_s + name,
            .what = u"a hundred questions to the counts of a fleet of %1 events"_s.arg(events)};
    {
        auto db = Database::open(file, Database::Mode::Writer);
        if (!db)
            return tl::unexpected(db.error());
        InventedFleet fleet(*db, events);
        row.details["acts"] = fleet.acts();
        if (auto made = fleet.make(); !made)
            return made;
    }
    return measureFleetQuestions(bench, row, file, {InventedFleet::now, QTimeZone::utc()}, InventedFleet::planted());
}

} // namespace

Result<> measureAsk(Workbench &bench)
{
    return measureInvented(bench, 1'000'000, u"1M"_s).and_then([&] {
        return measureInvented(bench, 10'000'000, u"10M"_s);
    });
}

} // namespace assay
