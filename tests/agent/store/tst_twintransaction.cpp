// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "agent/store/twintransaction.h"
#include "models/data/store/statement.h"
#include "tests/support/teststore.h"

#include <atomic>
#include <thread>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// Two connections that read one state, whatever a third one writes meanwhile.
class TestTwinTransaction : public QObject {
    Q_OBJECT

private:
    static qint64 ticks(Database &db)
    {
        Statement s(db, u"SELECT coalesce(max(n), 0) FROM tick"_s);
        return s.next() ? s.integer(0) : -1;
    }

    TestStore m_store;
    Database m_reader;

private Q_SLOTS:
    void init()
    {
        m_store.execute(u"DROP TABLE IF EXISTS tick"_s);
        m_store.execute(u"CREATE TABLE tick(n INTEGER)"_s);
        m_store.execute(u"INSERT INTO tick VALUES(1)"_s);
        auto reader = Database::open(m_store.file(), Database::Mode::Reader);
        QVERIFY(reader);
        m_reader = std::move(*reader);
    }

    void bothStayWhereTheyBegan()
    {
        {
            TwinTransaction moment(m_reader);
            QVERIFY(moment.begun());
            QVERIFY(moment.hasTwin());
            m_store.execute(u"INSERT INTO tick VALUES(2)"_s);
            QCOMPARE(ticks(m_reader), 1);
            QCOMPARE(moment.beside(ticks).get(), 1);
            QVERIFY(moment.beside([](Database &) { return std::this_thread::get_id(); }).get() !=
                    std::this_thread::get_id());
        }
        QCOMPARE(ticks(m_reader), 2);
        TwinTransaction later(m_reader);
        QCOMPARE(later.beside(ticks).get(), 2);
    }

    void sameStateWhileAnotherWrites()
    {
        std::atomic<bool> done = false;
        std::atomic<int> written = 0;
        std::thread writing([this, &done, &written] {
            auto writer = Database::open(m_store.file(), Database::Mode::Writer);
            while (writer && !done) {
                if (writer->execute(u"INSERT INTO tick SELECT max(n) + 1 FROM tick"_s))
                    ++written;
            }
        });
        int twins = 0;
        for (int i = 0; i < 300 || (written < 300 && i < 100'000); ++i) {
            TwinTransaction moment(m_reader);
            twins += moment.hasTwin() ? 1 : 0;
            auto beside = moment.beside(ticks);
            if (const qint64 here = ticks(m_reader); here != beside.get()) {
                done = true;
                writing.join();
                QFAIL("two states");
            }
        }
        done = true;
        writing.join();
        QVERIFY(written >= 300);
        QVERIFY(twins > 0);
    }

    void nothingIsHeldAfterwards()
    {
        {
            TwinTransaction moment(m_reader);
            static_cast<void>(moment.beside(ticks)); // whoever asks need not wait
        }
        m_store.execute(u"INSERT INTO tick VALUES(3)"_s);
        const auto emptied = m_store.db().emptyLog();
        QVERIFY(emptied && *emptied);
    }

    // The file is gone: a second connection cannot be had, the first one still reads.
    void aloneWhereThereIsNoSecondConnection()
    {
        TestStore gone;
        gone.execute(u"CREATE TABLE tick AS SELECT 7 AS n"_s);
        auto reader = Database::open(gone.file(), Database::Mode::Reader);
        QVERIFY(reader);
        QCOMPARE(ticks(*reader), 7);
        QVERIFY(QFile::remove(gone.file()));
        TwinTransaction moment(*reader);
        QVERIFY(moment.begun());
        QVERIFY(!moment.hasTwin());
        QCOMPARE(moment.beside(ticks).get(), 7);
    }
};

QTEST_GUILESS_MAIN(TestTwinTransaction)
#include "tst_twintransaction.moc"
