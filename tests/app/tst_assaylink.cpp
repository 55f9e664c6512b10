// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "app/assaylink.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestAssayLink final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void refuses_data();
    void refuses();
};

namespace {

const QString uuid = u"7c1e04d2-1234-4abc-8def-00000000b40f"_s;

} // namespace

void TestAssayLink::understands_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<qint64>("event");
    QTest::newRow("session") << u"assay://session/"_s + uuid << qint64{0};
    QTest::newRow("event") << u"assay://session/"_s + uuid + u"#42"_s << qint64{42};
    QTest::newRow("capitals") << u"assay://session/"_s + uuid.toUpper() << qint64{0};
    QTest::newRow("largest") << u"assay://session/"_s + uuid + u"#999999999999999999"_s << 999'999'999'999'999'999LL;
}

void TestAssayLink::understands()
{
    QFETCH(QString, link);
    QFETCH(qint64, event);
    const auto parsed = parseAssayLink(link);
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->session, uuid);
    QCOMPARE(parsed->eventId, event);
}

void TestAssayLink::refuses_data()
{
    QTest::addColumn<QString>("link");
    const QString good = u"assay://session/"_s + uuid;
    QTest::newRow("nothing") << u""_s;
    QTest::newRow("another scheme") << u"https://session/"_s + uuid;
    QTest::newRow("capital scheme") << u"ASSAY://session/"_s + uuid;
    QTest::newRow("one slash") << u"assay:/session/"_s + uuid;
    QTest::newRow("another thing") << u"assay://project/"_s + uuid;
    QTest::newRow("beginning of an id") << u"assay://session/7c1e04d2"_s;
    QTest::newRow("no id") << u"assay://session/"_s;
    QTest::newRow("more path") << good + u"/x"_s;
    QTest::newRow("slash at the end") << good + u"/"_s;
    QTest::newRow("question") << good + u"?workspace=other"_s;
    QTest::newRow("escape") << u"assay://session/%37c1e04d2-1234-4abc-8def-00000000b40f"_s;
    QTest::newRow("user") << u"assay://me@session/"_s + uuid;
    QTest::newRow("port") << u"assay://session:80/"_s + uuid;
    QTest::newRow("event zero") << good + u"#0"_s;
    QTest::newRow("event in words") << good + u"#first"_s;
    QTest::newRow("empty event") << good + u"#"_s;
    QTest::newRow("signed event") << good + u"#+4"_s;
    QTest::newRow("event too large") << good + u"#9999999999999999999"_s;
    QTest::newRow("line end") << good + u"\n"_s;
    QTest::newRow("space before") << u' ' + good;
    QTest::newRow("other digits") << good + u"#\u0664"_s;
    QTest::newRow("option") << u"--data-dir=/"_s;
    QTest::newRow("very long") << good + QString(1'000'000, u'0');
}

void TestAssayLink::refuses()
{
    QFETCH(QString, link);
    const auto parsed = parseAssayLink(link);
    QVERIFY(!parsed.has_value());
    QVERIFY(parsed.error().contains(u"nothing was opened"_s));
    QVERIFY(parsed.error().size() < 300);
}

QTEST_GUILESS_MAIN(TestAssayLink)
#include "tst_assaylink.moc"
