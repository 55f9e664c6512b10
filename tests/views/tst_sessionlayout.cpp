// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What a row of the session list says, where, and what goes when room is short.
#include <QDateTime>
#include <QTest>

#include "views/sessions/sessionlayout.h"
#include "views/widgets/wording.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 hour = 3'600'000;

SessionRow someSession()
{
    SessionRow row;
    row.title = u"Retry 503s from the ledger gateway"_s;
    row.projectName = u"payments-api"_s;
    row.startedAt = 1'773'230'400'000;
    row.endedAt = row.startedAt + 2 * hour;
    row.turns = 9;
    row.toolCalls = 96;
    row.tokens.output = 2'600'000;
    row.costUsd = 3.12;
    return row;
}

QStringList icons(const SessionLayout &layout)
{
    QStringList names;
    for (const SessionMark &mark : layout.marks)
        names.append(mark.icon);
    return names;
}

} // namespace

class TestSessionLayout final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void figuresGoInTheirOrder();
    void flatRowsNameTheirProject();
    void marksSayWhatTheyMean();
    void timesAreIsoOnHover();
    void liveRowsSaySo();
    void densities();
    void hostileNamesAreShownAsTheyStand();
};

void TestSessionLayout::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestSessionLayout::cleanup()
{
    Theme::instance()->setDensity(Theme::Density::Normal);
}

void TestSessionLayout::figuresGoInTheirOrder()
{
    const SessionRow row = someSession();
    QCOMPARE(figuresText(row, 1000), u"9 turns · 96 tools · 2 h 0 m · 2.6 M · $3.12"_s);
    QStringList seen;
    for (int room = 1000; room > 0; --room) {
        const QString text = figuresText(row, room);
        if (seen.isEmpty() || seen.last() != text)
            seen.append(text);
    }
    QCOMPARE(seen,
             (QStringList{u"9 turns · 96 tools · 2 h 0 m · 2.6 M · $3.12"_s, u"9 turns · 96 tools · 2 h 0 m · $3.12"_s,
                          u"9 turns · 2 h 0 m · $3.12"_s, u"9 turns · $3.12"_s, u"$3.12"_s}));
}

void TestSessionLayout::flatRowsNameTheirProject()
{
    const QString wide = figuresText(someSession(), 1000, true);
    QVERIFY(wide.startsWith(u"payments-api · 9 turns"_s));
    const QString narrow = figuresText(someSession(), 170, true);
    QVERIFY2(narrow.startsWith(u"payme"_s) && narrow.endsWith(u"9 turns · $3.12"_s), qPrintable(narrow));
    QCOMPARE(figuresText(someSession(), 100, true), u"9 turns · $3.12"_s);
}

void TestSessionLayout::marksSayWhatTheyMean()
{
    SessionRow row = someSession();
    QVERIFY(layoutSession(row, QRectF(0, 0, 316, 42), false, row.endedAt).marks.isEmpty());
    row.errors = 5;
    row.subagents = 1;
    row.compactions = 2;
    row.tags = {u"keep"_s, u"to do"_s};
    row.hasNote = true;
    row.bookmarks = 3;
    const SessionLayout layout = layoutSession(row, QRectF(0, 100, 316, 42), false, row.endedAt);
    QCOMPARE(icons(layout), (QStringList{u"error"_s, u"subagent"_s, u"compact"_s, u"tag"_s, u"note"_s, u"bookmark"_s}));
    const QStringList tips{u"5 failed calls"_s,    u"1 sub-agent"_s, u"2 compactions"_s,
                           u"Tags: keep, to do"_s, u"Has a note"_s,  u"3 bookmarks"_s};
    for (int i = 0; i < layout.marks.size(); ++i) {
        const QRectF place = layout.marks.at(i).place;
        QCOMPARE(layout.tipAt(place.center()), tips.at(i));
        QVERIFY(place.right() <= 316 && place.bottom() <= 142);
        QVERIFY(place.left() > layout.figuresPlace.right());
        QVERIFY(i == 0 || place.left() > layout.marks.at(i - 1).place.right());
    }
    QCOMPARE(layout.marks.front().figure, u"5"_s);
}

void TestSessionLayout::timesAreIsoOnHover()
{
    SessionRow row = someSession();
    row.title = u"a title that is much longer than a list of sessions can be wide, whatever its font is"_s;
    const SessionLayout layout = layoutSession(row, QRectF(0, 0, 316, 42), false, row.endedAt + 5 * hour);
    QCOMPARE(layout.when, u"5 h"_s);
    const QString tip = layout.tipAt(layout.whenPlace.center());
    QVERIFY(tip.contains(isoText(row.startedAt)) && tip.contains(isoText(row.endedAt)));
    QCOMPARE(layout.tipAt(layout.titlePlace.center()), row.title);
    row.title = u"short"_s;
    QCOMPARE(layoutSession(row, QRectF(0, 0, 316, 42), false, 0).tipAt(layout.titlePlace.center()), QString());
}

void TestSessionLayout::liveRowsSaySo()
{
    SessionRow row = someSession();
    const auto at = [&row](bool flat, qint64 later) {
        return layoutSession(row, QRectF(0, 0, 316, 42), flat, row.endedAt + later);
    };
    const SessionLayout live = at(false, 3'000);
    QVERIFY(live.isLive);
    QCOMPARE(live.when, u"live"_s); // not the dot alone
    QVERIFY(live.livePlace.left() > 0 && live.livePlace.right() < live.titlePlace.left());
    QVERIFY(live.tipAt(live.livePlace.center()).contains(u"3 s ago"_s));
    QCOMPARE(live.titlePlace.left(), at(false, 24 * hour).titlePlace.left()); // nothing moves when it ends
    const SessionLayout flat = at(true, 3'000);
    QVERIFY(flat.livePlace.left() > 0 && flat.livePlace.right() < flat.titlePlace.left());
    QVERIFY(!at(false, 300'000).isLive);
    QVERIFY(at(false, -299'000).isLive);
    QVERIFY(!at(false, -24 * hour).isLive); // a clock that was wrong
    row.ended = true;
    QVERIFY(!at(false, 3'000).isLive);
}

void TestSessionLayout::densities()
{
    SessionRow row = someSession();
    row.errors = 5;
    const Theme *theme = Theme::instance();
    QCOMPARE(sessionRowHeight(), theme->px(42));
    Theme::instance()->setDensity(Theme::Density::Comfortable);
    QCOMPARE(sessionRowHeight(), theme->px(42) + theme->px(4));
    QCOMPARE(projectRowHeight(), theme->px(26) + theme->px(4));
    Theme::instance()->setDensity(Theme::Density::Compact);
    QCOMPARE(sessionRowHeight(), projectRowHeight());
    const SessionLayout layout = layoutSession(row, QRectF(0, 0, 316, sessionRowHeight()), false, row.endedAt);
    QVERIFY(layout.figures.isEmpty());
    QCOMPARE(layout.marks.size(), 1);
    QVERIFY(layout.marks.front().place.left() > layout.titlePlace.right());
    QVERIFY(layout.marks.front().place.right() < layout.whenPlace.left());
    QVERIFY(layout.marks.front().place.bottom() <= sessionRowHeight());
}

void TestSessionLayout::hostileNamesAreShownAsTheyStand()
{
    SessionRow row = someSession();
    row.title = u"first\nsecond \u202Eevil"_s;
    row.tags = {u"<b>bold</b>\u202E"_s};
    const SessionLayout layout = layoutSession(row, QRectF(0, 0, 316, 42), false, row.endedAt);
    QVERIFY(!layout.title.contains(u'\n') && !layout.title.contains(QChar(0x202E)));
    QVERIFY(layout.marks.front().tip.contains("<b>bold</b>"_L1));
    QVERIFY(!layout.marks.front().tip.contains(QChar(0x202E)));
    row.title.clear();
    QVERIFY(layoutSession(row, QRectF(0, 0, 316, 42), false, 0).isUntitled);
}

QTEST_MAIN(TestSessionLayout)
#include "tst_sessionlayout.moc"
