// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "agent/store/deletion.h"
#include "agent/store/memorypass.h"
#include "models/data/memory/memorynote.h"
#include "models/data/store/statement.h"
#include "tests/support/bulletproof.h"
#include "tests/support/importfixture.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// Summaries of real sessions, where they are to be had: catching up, in a zone with daylight saving and after
// deletions, gives the bytes of a rebuild; every bullet's events are there and contain what it says.
class TestMemoryCorpus : public QObject {
    Q_OBJECT

private:
    static QStringList notes(const ImportFixture &f)
    {
        return f.column(u"SELECT scope || '|' || owner || '|' || bucket || '|' || project_id || '|' || bullets FROM "
                        u"memory ORDER BY "
                        "scope, owner, bucket"_s);
    }
    static QStringList counts(const ImportFixture &f)
    {
        return f.column(
            u"SELECT level || '|' || trouble || '|' || bucket || '|' || project_id || '|' || label || '|' || outcome "
            u"|| "
            "'|' || sum(count) || '|' || min(first_at) || '|' || max(last_at) FROM memory_count JOIN memory_group ON "
            "memory_group.id = iif(level = 5, sign_id, (SELECT group_id FROM memory_sign WHERE memory_sign.id = "
            "sign_id)) GROUP BY level, trouble, bucket, project_id, label, outcome ORDER BY 1"_s);
    }

    static constexpr auto zone = "Europe/Berlin";
    const std::atomic<bool> m_never = false;
    std::unique_ptr<ImportFixture> m_fixture;

    void bringUpToDate() const
    {
        auto db = Database::open(m_fixture->storeFile(), Database::Mode::Writer);
        QVERIFY(db.has_value());
        const auto done = bringMemoryUpToDate(*db, {1, 0, zone}, m_never);
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().what));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString corpus = qEnvironmentVariable("ASSAY_TEST_CORPUS");
        if (corpus.isEmpty())
            QSKIP("ASSAY_TEST_CORPUS is not set: no real sessions here.");
        m_fixture = std::make_unique<ImportFixture>();
        ImportOptions options = m_fixture->options();
        options.claudeDirs = {corpus + u"/claude-home"_s};
        m_fixture->import(options);
    }

    void sumsUp()
    {
        bringUpToDate();
        QVERIFY(notes(*m_fixture).size() > 300);
    }

    // A few are purged, which takes their words out of the index; many are hidden; facts of others are made anew, as if
    // lines had come.
    void catchesUpAfterDeletions()
    {
        auto db = Database::open(m_fixture->storeFile(), Database::Mode::Writer);
        QVERIFY(db.has_value());
        Deletion deletion(*db, m_fixture->dataDir());
        for (const QString &id : m_fixture->column(u"SELECT id FROM session WHERE id % 113 = 3"_s))
            QVERIFY(deletion.purge(id.toLongLong()).has_value());
        QList<qint64> hidden;
        for (const QString &id : m_fixture->column(u"SELECT id FROM session WHERE id % 17 = 5"_s))
            hidden.append(id.toLongLong());
        QVERIFY(hidden.size() > 15);
        QVERIFY(deletion.hideAll(hidden, u"deleted"_s, 1'000).has_value());
        QVERIFY(db->execute(u"DELETE FROM fact_session WHERE session_id % 5 = 1"_s).has_value());
        bringUpToDate();
    }

    void catchingUpEqualsARebuild()
    {
        const QStringList caughtUp = notes(*m_fixture);
        const QStringList counted = counts(*m_fixture);
        {
            auto db = Database::open(m_fixture->storeFile(), Database::Mode::Writer);
            QVERIFY(db.has_value());
            QVERIFY(forgetMemory(*db).has_value());
        }
        bringUpToDate();
        QCOMPARE(notes(*m_fixture), caughtUp);
        QCOMPARE(counts(*m_fixture), counted);
    }

    void everyBulletIsProven()
    {
        auto db = Database::open(m_fixture->storeFile(), Database::Mode::Reader);
        QVERIFY(db.has_value());
        qint64 bullets = 0;
        QStringList flaws;
        for (const QString &row : m_fixture->column(u"SELECT bullets FROM memory WHERE scope = 2"_s)) {
            const auto read = notesFromJson(row.toUtf8());
            QVERIFY(read.has_value());
            for (const NoteBullet &bullet : sortedNotes(*read, true)) {
                ++bullets;
                QVERIFY(!bullet.text.isEmpty());
                if (const QString flaw = flawOf(*db, bullet); !flaw.isEmpty())
                    flaws.append(
                        u"%1 [%2] %3 #%4"_s.arg(flaw, sectionName(bullet.section), bullet.text).arg(bullet.last.id));
            }
        }
        QVERIFY2(
            flaws.isEmpty(),
            qPrintable(u"%1 of %2: %3"_s.arg(flaws.size()).arg(bullets).arg(u'\n' + flaws.mid(0, 60).join(u'\n'))));
        QVERIFY(bullets > 1000);
    }
};

QTEST_GUILESS_MAIN(TestMemoryCorpus)
#include "tst_memorycorpus.moc"
