// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "models/data/query/redactionfigures.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestRedactionFigures final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<TestStore> m_store;
    qint64 m_early = 0;
    qint64 m_late = 0;

    // A file of the session (0 = of none) in which rules fired.
    void fired(qint64 session, const QString &rule, int count)
    {
        const qint64 id = m_store->number(u"SELECT max(id) + 1 FROM source"_s);
        m_store->execute(
            u"INSERT INTO source(id, agent, path, session_id, device, inode, size, mtime_ns, head_hash, "
            "tail_hash, first_seen_at) VALUES(%1, 'claude', '/f%1', nullif(%2, 0), 1, %1, 0, 0, x'', x'', 0)"_s.arg(id)
                .arg(session));
        m_store->execute(u"INSERT INTO redaction VALUES(%1, '%2', %3)"_s.arg(id).arg(rule).arg(count));
    }

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<TestStore>();
        m_early = m_store->addSession({.uuid = u"early"_s, .startedAt = 1'000, .endedAt = 2'000});
        m_late = m_store->addSession({.uuid = u"late"_s, .startedAt = 5'000, .endedAt = 6'000});
        const qint64 deleted = m_store->addSession({.uuid = u"deleted"_s, .startedAt = 5'000, .deleted = true});
        fired(m_early, u"github-token"_s, 3);
        fired(m_late, u"github-token"_s, 4);
        fired(m_late, u"private-key"_s, 1);
        fired(0, u"private-key"_s, 2);
        fired(deleted, u"private-key"_s, 50);
    }

    void ofTheWholeStore()
    {
        const auto all = readRedactions(m_store->db(), {});
        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).rule, u"github-token"_s);
        QCOMPARE(all->at(0).count, 7);
        QCOMPARE(all->at(0).sessions, 2);
        QCOMPARE(all->at(0).lastAt, 6'000);
        QCOMPARE(all->at(1).count, 3); // with those of no session, without those of a deleted one
        QCOMPARE(all->at(1).sessions, 1);
    }

    void ofOneSessionOrOneDay()
    {
        const auto one = readRedactions(m_store->db(), {m_early, std::nullopt, std::nullopt});
        QCOMPARE(one->size(), 1);
        QCOMPARE(one->at(0).count, 3);
        const auto later = readRedactions(m_store->db(), {std::nullopt, 2'000, 9'000});
        QCOMPARE(later->size(), 2);
        QCOMPARE(later->at(0).count, 4);
        QCOMPARE(later->at(1).count, 1);
        QVERIFY(readRedactions(m_store->db(), {std::nullopt, 9'000, std::nullopt})->isEmpty());
    }

    void theSessionsBehindARule()
    {
        const auto any = readRedactedSessions(m_store->db(), {}, 10);
        QCOMPARE(any->size(), 2);
        QCOMPARE(any->at(0).uuid, u"late"_s);
        QCOMPARE(any->at(0).count, 5);
        QCOMPARE(readRedactedSessions(m_store->db(), u"private-key"_s, 10)->size(), 1);
        QCOMPARE(readRedactedSessions(m_store->db(), {}, 1)->size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRedactionFigures)
#include "tst_redactionfigures.moc"
