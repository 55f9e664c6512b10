// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/items/pagequeue.h"

using namespace assay;

class TestPageQueue final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneAtATimeTheNewestFirst();
    void onlyTheLastFewStay();
    void clearingForgetsWhatIsRead();
};

void TestPageQueue::oneAtATimeTheNewestFirst()
{
    PageQueue<int> queue;
    QCOMPARE(queue.next(), std::nullopt);
    queue.want(1);
    QCOMPARE(queue.next(), 1);
    queue.want(1); // it is being read
    queue.want(2);
    queue.want(3);
    queue.want(2); // looked at again
    QCOMPARE(queue.next(), std::nullopt);
    queue.done();
    QCOMPARE(queue.next(), 2);
    queue.done();
    QCOMPARE(queue.next(), 3);
    queue.done();
    QCOMPARE(queue.next(), std::nullopt);
}

void TestPageQueue::onlyTheLastFewStay()
{
    PageQueue<int> queue;
    for (int page = 0; page < 100; ++page)
        queue.want(page);
    for (int read = 0; read < PageQueue<int>::most; ++read) {
        QCOMPARE(queue.next(), 99 - read);
        queue.done();
    }
    QCOMPARE(queue.next(), std::nullopt);
}

void TestPageQueue::clearingForgetsWhatIsRead()
{
    PageQueue<int> queue;
    queue.want(1);
    QCOMPARE(queue.next(), 1);
    queue.want(2);
    queue.clear();
    QCOMPARE(queue.next(), std::nullopt);
    queue.want(1);
    QCOMPARE(queue.next(), 1);
}

QTEST_GUILESS_MAIN(TestPageQueue)
#include "tst_pagequeue.moc"
