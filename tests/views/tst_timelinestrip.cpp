// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "views/timeline/timelinestrip.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

TimelineMark mark(int row, EventKind kind, Outcome outcome = Outcome::None, quint8 size = 0)
{
    return {.event = row + 1,
            .at = 1'700'000'000'000 + row * 1'000,
            .spanRows = 0,
            .kind = static_cast<quint8>(kind),
            .outcome = static_cast<quint8>(outcome),
            .size = size};
}

// A prompt each fiftieth row, calls between; one failure.
Timeline timeline(int rows, int failedRow)
{
    Timeline made{.sessionId = 1, .marks = {}, .bookmarks = {}};
    made.marks.reserve(rows);
    for (int row = 0; row < rows; ++row) {
        const bool prompt = row % 50 == 0;
        made.marks.append(mark(row, prompt ? EventKind::Prompt : EventKind::ToolCall,
                               prompt             ? Outcome::None
                               : row == failedRow ? Outcome::Failed
                                                  : Outcome::Ok,
                               static_cast<quint8>(row % 16)));
    }
    return made;
}

} // namespace

class TestTimelineStrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hitsWinOverNoise();
    void fewRowsHaveABinEach();
    void subAgentsAreKeptOnce();
    void manyMarksAreBoundedWork();
    void scrollingPaintsNoPicture();
    void clicksLandOnTheirRow();
    void draggingScrubs();
    void keysWalkTheMarks();
    void theWheelIsTheDocuments();
    void followsZoomAndScheme();
};

void TestTimelineStrip::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestTimelineStrip::hitsWinOverNoise()
{
    const Timeline many = timeline(100'000, 77'777);
    const StripBins bins = binMarks(many.marks, {}, 200);
    QCOMPARE(bins.bins.size(), 200);
    const StripBin &bin = bins.bins.at(bins.binOf(77'777));
    QVERIFY((bin.flags & StripBin::Failed) != 0);
    QCOMPARE(bin.target, 77'777); // though ten prompts share the bin
    QVERIFY((bin.flags & StripBin::Prompt) != 0);
    for (const StripBin &each : bins.bins)
        QVERIFY(each.target >= each.first && each.target <= each.last);
    const StripBin &quiet = bins.bins.at(3);
    QCOMPARE(quiet.target % 50, 0); // a prompt
    const StripBins marked = binMarks(many.marks, {12'346}, 200);
    QVERIFY((marked.bins.at(marked.binOf(12'345)).flags & StripBin::Bookmark) != 0);
}

void TestTimelineStrip::fewRowsHaveABinEach()
{
    const StripBins bins = binMarks(timeline(7, 3).marks, {}, 200);
    QCOMPARE(bins.bins.size(), 7);
    for (int row = 0; row < 7; ++row)
        QCOMPARE(bins.bins.at(row).target, row);
    QCOMPARE(binMarks({}, {}, 200).bins.size(), 0);
    QCOMPARE(binMarks({}, {}, 200).binOf(3), -1);
}

void TestTimelineStrip::subAgentsAreKeptOnce()
{
    Timeline many = timeline(10'000, 1);
    for (int row = 1'001; row < 1'010; ++row)
        many.marks[row].spanRows = 500;
    many.marks[9'999].spanRows = 500; // beyond the end
    const StripBins bins = binMarks(many.marks, {}, 100);
    QCOMPARE(bins.subagents.size(), 2);
    QCOMPARE(bins.subagents.first().first, 1'001);
    QCOMPARE(bins.subagents.last().second, 9'999);
}

void TestTimelineStrip::manyMarksAreBoundedWork()
{
    TimelineStrip strip;
    strip.resize(strip.width(), 700);
    strip.setTimeline(timeline(100'000, 500));
    strip.show();
    strip.grab();
    QVERIFY(strip.picturesPainted() >= 1);
    QVERIFY2(strip.shapesPainted() <= 700, qPrintable(QString::number(strip.shapesPainted())));
    QVERIFY(strip.shapesPainted() > 100);
}

void TestTimelineStrip::scrollingPaintsNoPicture()
{
    TimelineStrip strip;
    strip.resize(strip.width(), 700);
    strip.setTimeline(timeline(5'000, 500));
    strip.show();
    strip.grab();
    const int before = strip.picturesPainted();
    for (int row = 0; row < 100; ++row) {
        strip.setInSight(row * 10, row * 10 + 20);
        strip.grab();
    }
    QCOMPARE(strip.picturesPainted(), before);
}

void TestTimelineStrip::clicksLandOnTheirRow()
{
    TimelineStrip strip;
    strip.resize(strip.width(), 700);
    strip.show();
    QSignalSpy asked(&strip, &TimelineStrip::rowRequested);
    strip.setTimeline(timeline(40, 23));
    for (const int row : {0, 11, 23, 39}) {
        QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(20, strip.yOf(row)));
        QCOMPARE(asked.takeLast().first().toInt(), row);
    }
    strip.setTimeline(timeline(100'000, 77'777));
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(37, strip.yOf(77'777)));
    QCOMPARE(asked.takeLast().first().toInt(), 77'777);
    // A pixel beside it still means the failure.
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(37, strip.yOf(77'777) + 2));
    QCOMPARE(asked.takeLast().first().toInt(), 77'777);
    strip.setTimeline({});
    asked.clear();
    QTest::mouseClick(&strip, Qt::LeftButton, {}, QPoint(20, 300));
    QCOMPARE(asked.size(), 0);
}

void TestTimelineStrip::draggingScrubs()
{
    TimelineStrip strip;
    strip.resize(strip.width(), 700);
    strip.setTimeline(timeline(1'000, 5));
    strip.setInSight(0, 50);
    strip.show();
    const QSignalSpy jumped(&strip, &TimelineStrip::rowRequested);
    const QSignalSpy scrubbed(&strip, &TimelineStrip::scrubbed);
    const QPoint from(20, strip.yOf(10));
    QTest::mousePress(&strip, Qt::LeftButton, {}, from);
    for (const int y : {100, 300, 500}) {
        QMouseEvent move(QEvent::MouseMove, QPointF(20, y), strip.mapToGlobal(QPointF(20, y)), Qt::NoButton,
                         Qt::LeftButton, {});
        QCoreApplication::sendEvent(&strip, &move);
    }
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, QPoint(20, 500));
    QCOMPARE(scrubbed.size(), 3);
    QVERIFY(scrubbed.at(0).first().toInt() < scrubbed.at(1).first().toInt());
    // The frame stays under the hand that took it at its tenth row.
    QVERIFY(std::abs(scrubbed.at(2).first().toInt() - (500 - 24) * 1'000 / 652 + 10) < 12);
    QCOMPARE(jumped.size(), 0);
}

void TestTimelineStrip::keysWalkTheMarks()
{
    TimelineStrip strip;
    strip.resize(strip.width(), 700);
    strip.setTimeline(timeline(200, 60));
    strip.show();
    QSignalSpy asked(&strip, &TimelineStrip::rowRequested);
    const QSignalSpy words(&strip, &TimelineStrip::wordsRequested);
    strip.setFocus();
    QTRY_VERIFY(strip.hasFocus());
    QCOMPARE(strip.cursorRow(), 0);
    QTest::keyClick(&strip, Qt::Key_Down);
    QCOMPARE(strip.cursorRow(), 50); // calls that went well are passed by
    QTest::keyClick(&strip, Qt::Key_Down);
    QCOMPARE(strip.cursorRow(), 60);
    QVERIFY(strip.accessibleDescription().contains(u"failed"_s));
    EventRow event;
    event.id = 61;
    event.tool = u"Bash"_s;
    event.head = u"make wombat"_s;
    strip.describe(event);
    QVERIFY(strip.accessibleDescription().contains(u"make wombat"_s));
    QTest::keyClick(&strip, Qt::Key_PageDown);
    QCOMPARE(strip.cursorRow(), 100);
    QTest::keyClick(&strip, Qt::Key_Up);
    QTest::keyClick(&strip, Qt::Key_Return);
    QCOMPARE(asked.takeLast().first().toInt(), 60);
    QTest::keyClick(&strip, Qt::Key_End);
    QCOMPARE(strip.cursorRow(), 199);
    QVERIFY(words.size() >= 4);
    QVERIFY(!strip.accessibleName().isEmpty());
}

void TestTimelineStrip::theWheelIsTheDocuments()
{
    TimelineStrip strip;
    strip.resize(strip.width(), 300);
    strip.show();
    int wheeled = 0;
    connect(&strip, &TimelineStrip::wheeled, this, [&wheeled] { ++wheeled; });
    QWheelEvent turn(QPointF(10, 10), strip.mapToGlobal(QPointF(10, 10)), {}, {0, -120}, Qt::NoButton, {},
                     Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&strip, &turn);
    QCOMPARE(wheeled, 1);
}

void TestTimelineStrip::followsZoomAndScheme()
{
    TimelineStrip strip;
    strip.resize(strip.width(), 300);
    strip.setTimeline(timeline(500, 5));
    strip.show();
    const QImage light = strip.grab().toImage();
    Theme::instance()->apply(Theme::Scheme::Dark);
    QVERIFY(strip.grab().toImage() != light);
    const int width = strip.width();
    Theme::instance()->setZoom(2);
    QCOMPARE(strip.width(), width * 2);
    Theme::instance()->setZoom(1);
    Theme::instance()->apply(Theme::Scheme::Light);
}

QTEST_MAIN(TestTimelineStrip)
#include "tst_timelinestrip.moc"
