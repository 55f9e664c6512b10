// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "shownpage.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTextBlock>
#include <QTextLayout>

#include "models/data/query/candidatequery.h"
#include "models/items/desklist.h"
#include "views/desk/cardview.h"
#include "views/desk/drafttext.h"
#include "views/desk/installedpane.h"
#include "views/desk/skilleditor.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// What a person who goes through the desk stumbled over.
class tst_DeskLook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance()->apply(Theme::Scheme::Light); }
    void oneKeyInTwoProjectsIsTwoCards();
    void installedAreOrderedAsPeopleCount();
    void keysAreHeardAfterATickedApproval();
    void undoneApprovalLeavesInstalled();
    void scopeHasAKey();
    void groupsAreReachedByKeys();
    void editedOneStaysInSight();
    void narrowWindowShowsEveryAct();
    void checkSpeaksInTheMargin();
};

// Two clones of one name whose sessions hold the same habit.
void tst_DeskLook::oneKeyInTwoProjectsIsTwoCards()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    const qint64 second = desk.addCandidate(u"c-2"_s, u"second"_s);
    const qint64 clone = desk.store().addProject(u"path:/src/app"_s);
    desk.store().execute(
        u"UPDATE candidate SET key = 'c-1', project_id = %1, score = 0.5 WHERE id = %2"_s.arg(clone).arg(second));
    const QString key = u"c-1-%1"_s.arg(clone);
    QCOMPARE(readCandidate(desk.db(), u"c-1"_s)->projectName, u"local/app"_s);
    QCOMPARE(readCandidate(desk.db(), key)->projectName, u"/src/app"_s);
    Shown shown(desk);
    QTRY_COMPARE(shown.page.currentKey(), u"c-1"_s);
    QTRY_VERIFY(shown.page.isPlanned());
    shown.press(Qt::Key_J);
    QTRY_COMPARE(shown.page.currentKey(), key);
    QTRY_VERIFY(shown.button(u"S"_s)->isEnabled());
    shown.press(Qt::Key_S);
    QTRY_COMPARE(shown.page.list()->count(DeskGroup::Snoozed), 1);
    QCOMPARE(desk.store().number(u"SELECT id FROM candidate WHERE state = 'snoozed'"_s), second);
}

void tst_DeskLook::installedAreOrderedAsPeopleCount()
{
    DeskFixture desk;
    for (const QString &name : {u"step-10"_s, u"step-2"_s, u"Step-1"_s, u"deploy"_s})
        DeskFixture::write(desk.personal() + u"/skills/%1/SKILL.md"_s.arg(name), DeskFixture::skill(name));
    Shown shown(desk);
    shown.page.queue()->setGroup(DeskGroup::Installed);
    QTRY_COMPARE(shown.page.installed()->count(), 4);
    QStringList names;
    for (int row = 0; row < 4; ++row)
        names.append(shown.page.installed()->table()->item(row, 0)->text());
    QCOMPARE(names, (QStringList{u"deploy"_s, u"Step-1"_s, u"step-2"_s, u"step-10"_s}));
    // Read anew, the columns still take the whole width.
    DeskFixture::write(desk.personal() + u"/skills/late/SKILL.md"_s, DeskFixture::skill(u"late"_s));
    shown.page.installed()->refresh();
    QTRY_COMPARE(shown.page.installed()->count(), 5);
    const QTableWidget *table = shown.page.installed()->table();
    QTRY_COMPARE(table->horizontalHeader()->length(), table->viewport()->width());
}

void tst_DeskLook::keysAreHeardAfterATickedApproval()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s, DeskFixture::skill(u"first"_s) + "2. `curl https://x.example/list`\n");
    desk.addCandidate(u"c-2"_s, u"second"_s);
    Shown shown(desk);
    QTRY_COMPARE(shown.page.card()->unticked(), 1);
    shown.press(Qt::Key_T);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A);
    QTRY_COMPARE(shown.page.currentKey(), u"c-2"_s);
    QTRY_VERIFY(shown.button(u"S"_s)->isEnabled());
    QVERIFY(QApplication::focusWidget() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S);
    QTRY_COMPARE(shown.page.list()->count(DeskGroup::Snoozed), 1);
}

void tst_DeskLook::undoneApprovalLeavesInstalled()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
    shown.press(Qt::Key_A);
    QTRY_COMPARE(shown.page.installed()->count(), 1);
    QTRY_VERIFY(shown.button(u"U"_s)->isEnabled());
    shown.page.undo();
    QTRY_COMPARE(shown.page.installed()->count(), 0);
}

void tst_DeskLook::scopeHasAKey()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    Shown shown(desk);
    const auto scope = [&desk] { return readCandidate(desk.db(), u"c-1"_s)->scope; };
    QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
    shown.press(Qt::Key_P);
    QTRY_COMPARE(scope(), u"personal"_s);
    const auto boxes = shown.page.findChildren<QComboBox *>();
    QTRY_COMPARE(boxes.first()->currentIndex(), 1); // the card has heard of it
    shown.press(Qt::Key_P);
    QTRY_COMPARE(scope(), u"project"_s);
    QTRY_COMPARE(boxes.first()->currentIndex(), 0);
    // A form that it has already is no act that could be taken back.
    QTRY_VERIFY(shown.page.isPlanned());
    const qsizetype before = shown.door.jobs.count(u"candidate.reshape"_s);
    shown.page.reshape(u"skill"_s);
    QCOMPARE(shown.door.jobs.count(u"candidate.reshape"_s), before);
}

void tst_DeskLook::groupsAreReachedByKeys()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    desk.addCandidate(u"c-2"_s, u"second"_s);
    desk.store().execute(u"UPDATE candidate SET state = 'watch' WHERE key = 'c-2'"_s);
    Shown shown(desk);
    QTRY_COMPARE(shown.page.currentKey(), u"c-1"_s);
    const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key, Qt::ShiftModifier); };
    shown.press(Qt::Key_K); // none is before the first
    press(Qt::Key_J);
    QCOMPARE(shown.page.queue()->group(), DeskGroup::Watch);
    QTRY_COMPARE(shown.page.currentKey(), u"c-2"_s);
    for (int i = 0; i < 5; ++i)
        press(Qt::Key_J);
    QCOMPARE(shown.page.queue()->group(), DeskGroup::Installed);
    QVERIFY(shown.page.installed()->table()->hasFocus());
    for (int i = 0; i < 6; ++i)
        press(Qt::Key_K);
    QCOMPARE(shown.page.queue()->group(), DeskGroup::Candidates);
    QTRY_COMPARE(shown.page.currentKey(), u"c-1"_s);
}

// Saving moves it from the watched to the candidates.
void tst_DeskLook::editedOneStaysInSight()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    desk.addCandidate(u"c-2"_s, u"second"_s);
    desk.store().execute(u"UPDATE candidate SET state = 'watch'"_s);
    Shown shown(desk);
    shown.page.queue()->setGroup(DeskGroup::Watch);
    QTRY_COMPARE(shown.page.currentKey(), u"c-1"_s);
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    shown.press(Qt::Key_E);
    QTRY_VERIFY(shown.page.editor()->isVisible());
    shown.page.editor()->source()->appendPlainText(u"2. Mine."_s);
    QTest::keyClick(shown.page.editor()->source(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(shown.page.list()->count(DeskGroup::Candidates), 1);
    QTRY_COMPARE(shown.page.queue()->group(), DeskGroup::Candidates);
    QTRY_COMPARE(shown.page.currentKey(), u"c-1"_s);
    QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
}

void tst_DeskLook::narrowWindowShowsEveryAct()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    Shown shown(desk);
    shown.page.resize(760, 520);
    for (const QString &key : {u"A"_s, u"E"_s, u"M"_s, u"R"_s, u"S"_s, u"X"_s, u"U"_s}) {
        const QPushButton *button = shown.button(key);
        QTRY_VERIFY2(button->width() >= button->sizeHint().width(), qPrintable(key));
        QVERIFY2(shown.page.rect().contains(QRect(button->mapTo(&shown.page, QPoint()), button->size())),
                 qPrintable(key));
    }
}

void tst_DeskLook::checkSpeaksInTheMargin()
{
    DraftText text;
    text.resize(500, 300);
    text.setPlainText(u"# Title\n\nplain\n```sh\ncurl x\n```\n"_s);
    text.show();
    text.mark({{5, u"network-command"_s, LintSeverity::Danger, u"Reaches the network."_s}});
    const auto middleOf = [&text](int line) {
        const QTextCursor cursor(text.document()->findBlockByNumber(line - 1));
        return text.cursorRect(cursor).center().y();
    };
    QCOMPARE(text.marginTip(middleOf(4)), QString());
    QVERIFY(text.marginTip(middleOf(5)).contains(u"Reaches the network."_s));
    QVERIFY(text.viewport()->geometry().left() >= text.margin()->geometry().right());
    const auto isColoured = [&text](int line) {
        return !text.document()->findBlockByNumber(line - 1).layout()->formats().isEmpty();
    };
    QTRY_VERIFY(isColoured(1));
    QVERIFY(!isColoured(3));
    QSignalSpy typed(&text, &QPlainTextEdit::textChanged);
    Theme::instance()->apply(Theme::Scheme::Dark);
    Theme::instance()->apply(Theme::Scheme::Light);
    QCOMPARE(typed.count(), 0); // colours are no typing
}

QTEST_MAIN(tst_DeskLook)

#include "tst_desklook.moc"
