// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/items/pagecache.h"

using namespace assay;

class TestPageCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsComeFromTheirPage();
    void leastRecentlyUsedPageGoes();
    void stalePagesStayUntilReplaced();
};

void TestPageCache::rowsComeFromTheirPage()
{
    PageCache<int> cache(10, 3);
    cache.insert(2, {200, 201});
    QVERIFY(!cache.row(19));
    QCOMPARE(*cache.row(20), 200);
    QCOMPARE(*cache.row(21), 201);
    QVERIFY(!cache.row(22)); // the last page is not full
    QCOMPARE(cache.pageOf(29), 2);
    QCOMPARE(cache.firstRow(2), 20);
}

void TestPageCache::leastRecentlyUsedPageGoes()
{
    PageCache<int> cache(1, 3);
    for (int page = 0; page < 3; ++page)
        cache.insert(page, {page});
    QVERIFY(cache.row(0));
    cache.insert(3, {3});
    QVERIFY(cache.row(0));
    QVERIFY(!cache.row(1));
    QVERIFY(cache.row(2));
    QVERIFY(cache.row(3));
    QCOMPARE(cache.pages().size(), 3);
}

void TestPageCache::stalePagesStayUntilReplaced()
{
    PageCache<int> cache(1, 3);
    cache.insert(0, {7});
    QVERIFY(cache.isFresh(0));
    cache.markStale();
    QVERIFY(!cache.isFresh(0));
    QCOMPARE(*cache.row(0), 7);
    cache.insert(0, {8});
    QVERIFY(cache.isFresh(0));
    QVERIFY(!cache.isFresh(1));
    cache.clear();
    QVERIFY(!cache.row(0));
}

QTEST_GUILESS_MAIN(TestPageCache)
#include "tst_pagecache.moc"
