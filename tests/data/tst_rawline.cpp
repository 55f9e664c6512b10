// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/rawline.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestRawLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesComeBackFromEitherCodec();
    void damageIsAnError_data();
    void damageIsAnError();
};

void TestRawLine::linesComeBackFromEitherCodec()
{
    TestStore store;
    const QByteArray first = QByteArray("first line \xc3\xa4\n").repeated(3000);
    const QByteArray second("second\0line\n", 12);
    const qint64 a = store.addRaw(first, TestStore::Codec::Zstd);
    const qint64 b = store.addRaw(second);
    QCOMPARE(readRaw(store.db(), store.source(), a + 14, 13).value_or("?"), first.mid(14, 13));
    QCOMPARE(readRaw(store.db(), store.source(), b, second.size()).value_or("?"), second);
    QCOMPARE(readRaw(store.db(), store.source(), b - 5, 10).value_or("?"),
             first.right(5) + second.left(5)); // over the border
    QCOMPARE(readRaw(store.db(), store.source(), a, 0).value_or("?"), QByteArray());
}

void TestRawLine::damageIsAnError_data()
{
    QTest::addColumn<QString>("damage");
    QTest::addColumn<qint64>("position");
    QTest::addColumn<qint64>("length");
    const qint64 whole = 5000;
    QTest::newRow("behind the end") << u""_s << qint64{4990} << qint64{20};
    QTest::newRow("far behind the end") << u""_s << (qint64{1} << 60) << qint64{1};
    QTest::newRow("negative position") << u""_s << qint64{-1} << qint64{10};
    QTest::newRow("negative length") << u""_s << qint64{0} << qint64{-10};
    QTest::newRow("monstrous length") << u""_s << qint64{0} << (qint64{1} << 40);
    QTest::newRow("no block") << u"DELETE FROM raw_block"_s << qint64{0} << whole;
    QTest::newRow("cut blob") << u"UPDATE raw_block SET data = substr(data, 1, length(data) - 3)"_s << qint64{0}
                              << whole;
    QTest::newRow("rubbish") << u"UPDATE raw_block SET data = randomblob(60)"_s << qint64{0} << whole;
    QTest::newRow("empty blob") << u"UPDATE raw_block SET data = x''"_s << qint64{0} << whole;
    QTest::newRow("length too small") << u"UPDATE raw_block SET raw_length = 10"_s << qint64{0} << qint64{10};
    QTest::newRow("length too big") << u"UPDATE raw_block SET raw_length = 1 << 50"_s << qint64{0} << whole;
    QTest::newRow("negative block length") << u"UPDATE raw_block SET raw_length = -1"_s << qint64{0} << whole;
    QTest::newRow("unknown codec") << u"UPDATE raw_block SET codec = 9"_s << qint64{0} << whole;
    QTest::newRow("packed bytes called plain") << u"UPDATE raw_block SET codec = 0"_s << qint64{0} << whole;
}

void TestRawLine::damageIsAnError()
{
    QFETCH(QString, damage);
    QFETCH(qint64, position);
    QFETCH(qint64, length);
    TestStore store;
    store.addRaw(QByteArray("line\n").repeated(1000), TestStore::Codec::Zstd);
    if (!damage.isEmpty())
        store.execute(damage);
    const auto raw = readRaw(store.db(), store.source(), position, length);
    QVERIFY(!raw);
    QCOMPARE(raw.error().code, Error::Code::Corrupt);
    QVERIFY(raw.error().what.contains(u"doctor --repair"_s));
}

QTEST_GUILESS_MAIN(TestRawLine)
#include "tst_rawline.moc"
