// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/storeglance.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestStoreGlance final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsOfAnEmptyStore();
    void findsTheNewestEventThatIsShown();
};

void TestStoreGlance::tellsOfAnEmptyStore()
{
    TestStore store;
    const auto glance = readStoreGlance(store.db(), store.file());
    QVERIFY(glance.has_value());
    QCOMPARE(glance->sessions, 0);
    QCOMPARE(glance->newestAt, -1);
    QVERIFY(glance->schema > 0);
    QVERIFY(glance->bytes > 0);
}

void TestStoreGlance::findsTheNewestEventThatIsShown()
{
    TestStore store;
    const qint64 kept = store.addSession({.title = u"kept"_s});
    const qint64 gone = store.addSession({.title = u"gone"_s, .deleted = true});
    store.addEvent({.session = kept, .at = 5'000});
    const qint64 newest = store.addEvent({.session = kept, .at = 7'000});
    store.addEvent({.session = kept, .at = -1});
    store.addEvent({.session = gone, .at = 9'000});
    const auto glance = readStoreGlance(store.db(), store.file());
    QVERIFY(glance.has_value());
    QCOMPARE(glance->sessions, 1);
    QCOMPARE(glance->newestAt, 7'000);
    QCOMPARE(glance->newestEvent, newest);
    QCOMPARE(glance->newestSession, kept);
}

QTEST_GUILESS_MAIN(TestStoreGlance)
#include "tst_storeglance.moc"
