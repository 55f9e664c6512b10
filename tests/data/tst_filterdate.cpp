// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDateTime>
#include <QTest>

#include "models/data/filter/filter.h"
#include "models/data/filter/filterdate.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestFilterDate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dates_data();
    void dates();
    void noDates_data();
    void noDates();
};

void TestFilterDate::dates_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("now"); // in UTC
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // in UTC
    const QString utc = u"UTC"_s;
    const QString berlin = u"Europe/Berlin"_s;
    const QString now = u"2026-06-15T10:30:00Z"_s;
    QTest::newRow("minutes") << utc << now << u"45m"_s << u"2026-06-15T09:45:00Z"_s;
    QTest::newRow("hours") << utc << now << u"3h"_s << u"2026-06-15T07:30:00Z"_s;
    QTest::newRow("days") << utc << now << u"2d"_s << u"2026-06-13T10:30:00Z"_s;
    QTest::newRow("weeks") << utc << now << u"2W"_s << u"2026-06-01T10:30:00Z"_s;
    QTest::newRow("now") << utc << now << u"now"_s << now;
    QTest::newRow("today") << utc << now << u"today"_s << u"2026-06-15T00:00:00Z"_s;
    QTest::newRow("yesterday") << utc << now << u"Yesterday"_s << u"2026-06-14T00:00:00Z"_s;
    // 2026-06-15 is a Monday.
    QTest::newRow("this week") << utc << u"2026-06-18T10:30:00Z"_s << u"this-week"_s << u"2026-06-15T00:00:00Z"_s;
    QTest::newRow("this week, on its first day") << utc << now << u"This Week"_s << u"2026-06-15T00:00:00Z"_s;
    QTest::newRow("last week") << utc << u"2026-06-21T10:30:00Z"_s << u"last-week"_s << u"2026-06-08T00:00:00Z"_s;
    QTest::newRow("this month") << utc << now << u"this-month"_s << u"2026-06-01T00:00:00Z"_s;
    QTest::newRow("last month") << utc << u"2026-01-15T10:30:00Z"_s << u"lastmonth"_s << u"2025-12-01T00:00:00Z"_s;
    QTest::newRow("this year") << utc << now << u"this-year"_s << u"2026-01-01T00:00:00Z"_s;
    QTest::newRow("the last Friday") << utc << now << u"friday"_s << u"2026-06-12T00:00:00Z"_s;
    QTest::newRow("Monday on a Monday") << utc << now << u"Monday"_s << u"2026-06-15T00:00:00Z"_s;
    QTest::newRow("month") << utc << now << u"2025-11"_s << u"2025-11-01T00:00:00Z"_s;
    QTest::newRow("day") << utc << now << u"2026-11-02"_s << u"2026-11-02T00:00:00Z"_s;
    QTest::newRow("moment") << utc << now << u"2026-11-02T14:00"_s << u"2026-11-02T14:00:00Z"_s;
    QTest::newRow("second") << utc << now << u"2026-11-02T14:00:05"_s << u"2026-11-02T14:00:05Z"_s;
    QTest::newRow("today in a zone") << berlin << u"2026-06-15T23:30:00Z"_s << u"today"_s << u"2026-06-15T22:00:00Z"_s;
    QTest::newRow("day in a zone") << berlin << now << u"2026-11-02"_s << u"2026-11-01T23:00:00Z"_s;
    QTest::newRow("moment in UTC") << berlin << now << u"2026-11-02T14:00Z"_s << u"2026-11-02T14:00:00Z"_s;
    // Clocks went forward on 29 March 2026, from 2 to 3 o'clock.
    QTest::newRow("days over the change of clocks")
        << berlin << u"2026-03-30T10:00:00Z"_s << u"2d"_s << u"2026-03-28T11:00:00Z"_s;
    QTest::newRow("hours over the change of clocks")
        << berlin << u"2026-03-29T04:00:00Z"_s << u"6h"_s << u"2026-03-28T22:00:00Z"_s;
    // Clocks went forward at midnight: this day began at one o'clock.
    QTest::newRow("day without a midnight")
        << u"America/Sao_Paulo"_s << now << u"2018-11-04"_s << u"2018-11-04T03:00:00Z"_s;
}

void TestFilterDate::dates()
{
    QFETCH(QString, zone);
    QFETCH(QString, now);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const QTimeZone timeZone(zone.toLatin1());
    if (!timeZone.isValid())
        QSKIP("this machine has no time zone data");
    const FilterClock clock{QDateTime::fromString(now, Qt::ISODate).toMSecsSinceEpoch(), timeZone};
    const auto time = parseFilterDate(text, clock);
    QVERIFY(time.has_value());
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(*time, Qt::UTC).toString(Qt::ISODate), expected);
}

void TestFilterDate::noDates_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "d",
                             "2",
                             "2y",
                             "-2d",
                             "2.5h",
                             "9999999d",
                             "tomorrow",
                             "2026-13-01",
                             "2026-02-30",
                             "2026-1-1",
                             "2026-11-02T",
                             "2026-13",
                             "2026-1",
                             "next-week",
                             "week",
                             "mon",
                             "2026-11-02T25:00",
                             "2026-11-02 14:00",
                             "2026-11-02T14:00:0",
                             "2d3h",
                             "٢d"})
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text);
}

void TestFilterDate::noDates()
{
    QFETCH(QString, text);
    QVERIFY(!parseFilterDate(text, {0, QTimeZone::utc()}));
}

QTEST_GUILESS_MAIN(TestFilterDate)
#include "tst_filterdate.moc"
