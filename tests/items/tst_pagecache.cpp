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
    void shortPagesAreKeptInPlaceOfLongOnes();
    void stalePagesStayUntilReplaced();
};

void TestPageCache::rowsComeFromTheirPage()
{
    PageCache<int, int> cache(30);
    cache.insert(2, {200, 201});
    QVERIFY(!cache.row(1, 0));
    QCOMPARE(*cache.row(2, 0), 200);
    QCOMPARE(*cache.row(2, 1), 201);
    QVERIFY(!cache.row(2, 2)); // the last page is not full
}

void TestPageCache::leastRecentlyUsedPageGoes()
{
    PageCache<int, int> cache(3);
    for (int page = 0; page < 3; ++page)
        cache.insert(page, {page});
    QVERIFY(cache.row(0, 0));
    cache.insert(3, {3});
    QVERIFY(cache.row(0, 0));
    QVERIFY(!cache.row(1, 0));
    QVERIFY(cache.row(2, 0));
    QVERIFY(cache.row(3, 0));
    QCOMPARE(cache.pages(), (QList{0, 2, 3}));
}

void TestPageCache::shortPagesAreKeptInPlaceOfLongOnes()
{
    PageCache<int, int> cache(10);
    cache.insert(0, {1, 2, 3, 4, 5, 6, 7, 8});
    cache.insert(1, {});
    cache.insert(2, {9});
    QCOMPARE(cache.pages().size(), 3);
    cache.insert(3, {10});
    QCOMPARE(cache.pages(), (QList{1, 2, 3}));
    for (int page = 4; page < 11; ++page)
        cache.insert(page, {page});
    QCOMPARE(cache.pages().size(), 10);
    cache.insert(4, {4, 4}); // takes the place of its older self
    QCOMPARE(cache.pages().size(), 9);
    cache.insert(12, QList<int>(40, 7)); // larger than all that is kept: alone
    QCOMPARE(cache.pages(), QList{12});
}

void TestPageCache::stalePagesStayUntilReplaced()
{
    PageCache<int, int> cache(3);
    cache.insert(0, {7});
    QVERIFY(cache.isFresh(0));
    cache.markStale();
    QVERIFY(!cache.isFresh(0));
    QCOMPARE(*cache.row(0, 0), 7);
    cache.insert(0, {8});
    QVERIFY(cache.isFresh(0));
    QVERIFY(!cache.isFresh(1));
    cache.clear();
    QVERIFY(!cache.row(0, 0));
}

QTEST_GUILESS_MAIN(TestPageCache)
#include "tst_pagecache.moc"
