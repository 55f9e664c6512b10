// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The summary of a session in the inspector: what it says, where a click leads, how fresh it is.
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/inspector/foldsection.h"
#include "views/inspector/inspectorpane.h"
#include "views/inspector/linelist.h"
#include "views/inspector/linemodel.h"
#include "views/inspector/summarylines.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

NoteBullet bullet(NoteSection section, const QString &text, qint64 event, qint64 count = 1)
{
    NoteBullet made = noteBullet(section, text, text, {1'000 + event, event});
    made.count = count;
    return made;
}

} // namespace

class TestSummaryLines final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings().clear();
        Theme::instance()->apply(Theme::Scheme::Light);
    }
    void sectionsInTheirOrder();
    void freshnessIsSaid();
    void longLinesTakeTwo();
    void thePaneShowsItFirst();
};

void TestSummaryLines::sectionsInTheirOrder()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    SessionSummary summary;
    summary.fresh.refreshedAt = 1'000;
    summary.notes = {bullet(NoteSection::Asked, u"mend <b>it</b>\u202e"_s, 1),
                     bullet(NoteSection::Failed, u"make: no wombat"_s, 4, 3),
                     bullet(NoteSection::Open, u"does it hold?"_s, 9)};
    for (int i = 0; i < 5; ++i)
        summary.notes.insert(1, bullet(NoteSection::Done, u"step %1"_s.arg(i), 20 + i));
    const QList<InspectorLine> lines = summaryLines(summary).lines;
    QStringList labels;
    for (const InspectorLine &line : lines)
        labels.append(line.label);
    QCOMPARE(labels, (QStringList{u"Asked"_s, u"Done"_s, {}, {}, u"Failed"_s, u"Open"_s}));
    QVERIFY(lines.at(0).text.startsWith(u"mend <b>it</b>"_s) && !lines.at(0).text.contains(QChar(0x202e)));
    QCOMPARE(lines.at(0).events, QList<qint64>{1});
    QCOMPARE(lines.at(3).note, u"and 2 more"_s);
    QCOMPARE(lines.at(4).figures.first().text, u"×3"_s);
}

void TestSummaryLines::freshnessIsSaid()
{
    SessionSummary summary;
    QCOMPARE(summaryLines(summary).figure, u"not summed up yet"_s);
    summary.fresh.refreshedAt = 1'000;
    QVERIFY(summaryLines(summary).figure.startsWith(u"as of "_s));
    summary.fresh.isCurrent = true;
    QCOMPARE(summaryLines(summary).figure, u"current"_s);
}

void TestSummaryLines::longLinesTakeTwo()
{
    SessionSummary summary;
    summary.notes = {
        bullet(NoteSection::Asked, u"Survive the outages of the ledger gateway on every deploy, and test it"_s, 1)};
    LineList list(u"Summary"_s);
    list.resize(320, 100);
    list.setLines(summaryLines(summary).lines);
    list.setVisible(true);
    const InspectorLine &line = list.lines().first();
    QVERIFY(LineDelegate::rowHeight(line, 320) > LineDelegate::rowHeight(line, 2000));
    const int narrow = list.sizeHint().height();
    list.resize(2000, 100);
    QVERIFY(list.sizeHint().height() < narrow);
    QTRY_COMPARE(list.visualRect(list.model()->index(0, 0)).height(), LineDelegate::rowHeight(line, 2000));
}

void TestSummaryLines::thePaneShowsItFirst()
{
    TestStore store;
    const qint64 session = store.addSession({.title = u"mend"_s});
    const qint64 event = store.addEvent({.session = session, .kind = EventKind::Prompt, .head = u"mend it"_s});
    const QByteArray notes = notesToJson({bullet(NoteSection::Asked, u"mend it"_s, event)});
    store.execute(
        u"INSERT INTO memory(scope, owner, bucket, project_id, bullets) VALUES(2, %1, 0, 0, '%2')"_s.arg(session).arg(
            QString::fromUtf8(notes)));
    FakeDoor door;
    QueryRunner runner(store.file());
    InspectorPane pane(&runner, &door);
    pane.resize(320, 600);
    pane.show();
    const QSignalSpy settled(&pane, &InspectorPane::settled);
    pane.setSession(session);
    QTRY_VERIFY(!settled.isEmpty());
    LineList *list = pane.list(InspectorPane::Section::Summary);
    QCOMPARE(list->lines().size(), 1);
    QVERIFY(pane.section(InspectorPane::Section::Summary)->y() < pane.section(InspectorPane::Section::Facts)->y());
    const QSignalSpy opened(&pane, &InspectorPane::eventRequested);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toLongLong(), event);
}

QTEST_MAIN(TestSummaryLines)
#include "tst_summarylines.moc"
