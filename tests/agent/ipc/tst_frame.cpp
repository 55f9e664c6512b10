// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/frame.h"

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestFrame final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lengthIsBigEndian();
    void survivesATearAtEveryByte();
    void deliversManyFromOnePiece();
    void limits_data();
    void limits();
    void staysInErrorAfterGarbage();
};

void TestFrame::lengthIsBigEndian()
{
    const auto frame = encodeFrame("{}"_ba);
    QVERIFY(frame);
    QCOMPARE(*frame, QByteArray("\x00\x00\x00\x02{}", 6));
}

void TestFrame::survivesATearAtEveryByte()
{
    const QByteArray first = R"({"id":1,"verb":"status","args":{}})"_ba;
    const QByteArray second = R"({"push":"changed"})"_ba;
    const QByteArray stream = *encodeFrame(first) + *encodeFrame(second);
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        FrameReader reader;
        QByteArrayList got;
        for (const QByteArray &piece : {stream.left(cut), stream.mid(cut)}) {
            reader.append(piece);
            for (auto next = reader.next(); next && next->has_value(); next = reader.next())
                got.append(**next);
        }
        QCOMPARE(got, QByteArrayList({first, second}));
        QVERIFY(!reader.isTorn());
    }
    FrameReader torn;
    torn.append(stream.left(first.size() + 3));
    const auto next = torn.next();
    QVERIFY(next && !next->has_value());
    QVERIFY(torn.isTorn());
}

void TestFrame::deliversManyFromOnePiece()
{
    QByteArray stream;
    for (int i = 0; i < 100; ++i)
        stream += *encodeFrame(QByteArray::number(i));
    FrameReader reader;
    reader.append(stream);
    for (int i = 0; i < 100; ++i) {
        const auto next = reader.next();
        QVERIFY(next && next->has_value());
        QCOMPARE(**next, QByteArray::number(i));
    }
}

void TestFrame::limits_data()
{
    QTest::addColumn<qsizetype>("bytes");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("nothing") << qsizetype(0) << false;
    QTest::newRow("one") << qsizetype(1) << true;
    QTest::newRow("largest") << maxFrameBytes << true;
    QTest::newRow("one too many") << maxFrameBytes + 1 << false;
}

void TestFrame::limits()
{
    QFETCH(qsizetype, bytes);
    QFETCH(bool, allowed);
    const QByteArray payload(bytes, 'x');
    const auto frame = encodeFrame(payload);
    QCOMPARE(frame.has_value(), allowed);
    if (!allowed)
        return;
    FrameReader reader;
    reader.append(*frame);
    const auto next = reader.next();
    QVERIFY(next && next->has_value());
    QCOMPARE(**next, payload);
}

void TestFrame::staysInErrorAfterGarbage()
{
    for (const QByteArray &garbage : {"GET / HTTP/1.1\r\n\r\n"_ba, QByteArray(4, '\0'), QByteArray(64, '\xff')}) {
        FrameReader reader;
        reader.append(garbage);
        QVERIFY(!reader.next());
        reader.append(*encodeFrame("{}"_ba));
        QVERIFY(!reader.next());
    }
}

QTEST_GUILESS_MAIN(TestFrame)
#include "tst_frame.moc"
