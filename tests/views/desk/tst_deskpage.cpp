// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "shownpage.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTableWidget>

#include "models/items/desklist.h"
#include "views/desk/draftkeeper.h"
#include "views/desk/installedpane.h"
#include "views/desk/skilleditor.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class tst_DeskPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance()->apply(Theme::Scheme::Light); }
    void keyApprovesAndTheNextComes();
    void tenCardsByKeyboard();
    void flagHoldsApprovalUntilTicked();
    void undoByKey();
    void draftSurvives();
    void lateAnswerBelongsToItsCandidate();
    void rejectionTakesTheDraftAlong();
    void screenStoreAndFileAgree();
    void everyControlIsNamed();
    void takenBackIsLookedAt();
    void groupsTellTheirCounts();
    void manyCandidatesAndSkills();
    void draftTakenAwayIsGone();
    void emptyQueueTellsOfTheWatched();
    void emptyQueueLooksForMore();
};

void tst_DeskPage::keyApprovesAndTheNextComes()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    desk.addCandidate(u"c-2"_s, u"second"_s);
    Shown shown(desk);
    QTRY_COMPARE(shown.page.currentKey(), u"c-1"_s);
    QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
    shown.press(Qt::Key_A);
    QTRY_COMPARE(shown.page.currentKey(), u"c-2"_s);
    QCOMPARE(DeskFixture::read(desk.project() + u"/.claude/skills/first/SKILL.md"_s), DeskFixture::skill(u"first"_s));
    QTRY_COMPARE(shown.page.list()->count(DeskGroup::Approved), 1);
}

void tst_DeskPage::tenCardsByKeyboard()
{
    DeskFixture desk;
    for (int i = 0; i < 10; ++i)
        desk.addCandidate(u"c-%1"_s.arg(i), u"skill-%1"_s.arg(i));
    Shown shown(desk);
    QTRY_COMPARE(shown.page.list()->count(DeskGroup::Candidates), 10);
    for (int i = 0; i < 10; ++i) {
        QTRY_COMPARE(shown.page.currentKey(), u"c-%1"_s.arg(i));
        QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
        if (i % 3 == 0) {
            shown.press(Qt::Key_A);
        } else if (i % 3 == 1) {
            shown.press(Qt::Key_S);
        } else {
            shown.press(Qt::Key_X);
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            QTest::keyClick(menu, Qt::Key_2); // one-off
        }
        QTRY_COMPARE(shown.page.list()->count(DeskGroup::Candidates), 9 - i);
    }
    QCOMPARE(shown.page.list()->count(DeskGroup::Approved), 4);
    QCOMPARE(shown.page.list()->count(DeskGroup::Snoozed), 3);
    QCOMPARE(shown.page.list()->count(DeskGroup::Rejected), 3);
}

void tst_DeskPage::flagHoldsApprovalUntilTicked()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s, DeskFixture::skill(u"first"_s) + "2. `curl https://x.example/list`\n");
    Shown shown(desk);
    QTRY_COMPARE(shown.page.card()->unticked(), 1);
    QVERIFY(!shown.button(u"A"_s)->isEnabled());
    shown.press(Qt::Key_A);
    QVERIFY(!shown.door.jobs.contains(u"candidate.approve"_s));
    shown.press(Qt::Key_T);
    QCOMPARE(shown.page.card()->ticked(), QStringList{u"network-command"_s});
    QVERIFY(shown.button(u"A"_s)->isEnabled());
}

void tst_DeskPage::undoByKey()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
    shown.press(Qt::Key_A);
    QTRY_COMPARE(shown.page.list()->count(DeskGroup::Approved), 1);
    QSignalSpy said(&shown.page, &DeskPage::noted);
    shown.page.undo();
    QTRY_COMPARE(shown.page.list()->count(DeskGroup::Candidates), 1);
    QCOMPARE(said.last().first().toString(), u"The approval is taken back."_s);
    QVERIFY(DeskFixture::filesBelow(desk.project()).isEmpty());
}

void tst_DeskPage::draftSurvives()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    const QString folder = desk.store().folder() + u"/drafts"_s;
    {
        Shown shown(desk);
        QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
        shown.press(Qt::Key_E);
        QTest::keyClicks(shown.page.editor()->source(), u"mine "_s);
    }
    DraftKeeper kept(folder);
    QTRY_VERIFY(kept.has(u"c-1"_s));
    QVERIFY(kept.draft(u"c-1"_s).text.startsWith(u"mine "_s));
    Shown again(desk);
    QTRY_VERIFY(again.button(u"A"_s)->isEnabled());
    again.press(Qt::Key_E);
    QVERIFY(again.page.editor()->text().startsWith(u"mine "_s));
    again.page.editor()->source()->setPlainText(QString::fromUtf8(DeskFixture::skill(u"first"_s)) + u"2. Mine.\n"_s);
    QTest::keyClick(again.page.editor()->source(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(readCandidate(desk.db(), u"c-1"_s)->draftRev, 2);
}

void tst_DeskPage::lateAnswerBelongsToItsCandidate()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    desk.addCandidate(u"c-2"_s, u"second"_s);
    Shown shown(desk);
    QTRY_COMPARE(shown.page.currentKey(), u"c-1"_s);
    shown.press(Qt::Key_J);
    QTRY_COMPARE(shown.page.currentKey(), u"c-2"_s);
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    shown.press(Qt::Key_E);
    QTest::keyClicks(shown.page.editor()->source(), u"mine "_s);
    QTest::keyClick(shown.page.editor()->source(), Qt::Key_Escape);
    shown.press(Qt::Key_K);
    QTRY_COMPARE(shown.page.currentKey(), u"c-1"_s);
    QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
    shown.door.holds = true;
    shown.press(Qt::Key_A);
    shown.press(Qt::Key_J);
    QTRY_COMPARE(shown.page.currentKey(), u"c-2"_s);
    shown.door.release();
    QTRY_COMPARE(shown.page.list()->count(DeskGroup::Approved), 1);
    DraftKeeper kept(desk.store().folder() + u"/drafts"_s);
    QTRY_VERIFY(kept.has(u"c-2"_s));
    shown.page.undo();
    QTRY_COMPARE(shown.page.list()->count(DeskGroup::Approved), 0);
    QCOMPARE(readCandidate(desk.db(), u"c-1"_s)->state, u"new"_s);
}

void tst_DeskPage::rejectionTakesTheDraftAlong()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    shown.press(Qt::Key_E);
    QTest::keyClicks(shown.page.editor()->source(), u"mine "_s);
    QTest::keyClick(shown.page.editor()->source(), Qt::Key_Escape);
    QTRY_VERIFY(shown.button(u"X"_s)->isEnabled());
    const QString file = desk.store().folder() + u"/drafts/c-1.json"_s;
    QTRY_VERIFY(!DeskFixture::read(file).isEmpty());
    shown.page.reject(u"private"_s);
    QTRY_VERIFY(DeskFixture::read(file).isEmpty());
}

// Two hundred drafts, each unlike the others: what is on the screen, what the store holds, its hash and the file that a
// key wrote are the same bytes.
void tst_DeskPage::screenStoreAndFileAgree()
{
    constexpr int approvals = 200;
    DeskFixture desk;
    for (int i = 0; i < approvals; ++i) {
        const QString name = u"skill-%1"_s.arg(i);
        QByteArray text = DeskFixture::skill(name);
        for (int line = 0; line < i % 7; ++line)
            text += QByteArray::number(line + 2) + ". Then `make part-" + QByteArray::number(i * line) +
                    "` – ünïcode, \xe4\xb8\xad\xe6\x96\x87, and a line that is long enough to be wrapped once it "
                    "has reached the edge of the card, wherever that may be in this window.\n";
        desk.addCandidate(u"c-%1"_s.arg(i, 3, 10, QLatin1Char('0')), name, text);
    }
    Shown shown(desk);
    for (int i = 0; i < approvals; ++i) {
        const QString key = u"c-%1"_s.arg(i, 3, 10, QLatin1Char('0'));
        QTRY_COMPARE(shown.page.currentKey(), key);
        QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
        QString screen;
        for (const QString &line : shown.page.card()->diff()->lines()) {
            QVERIFY(line.startsWith(u'+'));
            screen += line.mid(1) + u'\n';
        }
        shown.press(Qt::Key_A);
        QTRY_COMPARE(readCandidate(desk.db(), key)->state, u"approved"_s);
        const auto stored = readCandidate(desk.db(), key);
        const QByteArray file = DeskFixture::read(desk.project() + u"/.claude/skills/skill-%1/SKILL.md"_s.arg(i));
        QCOMPARE(screen.toUtf8(), file);
        QCOMPARE(stored->draft.toUtf8(), file);
        QCOMPARE(stored->draftSha256.toLatin1(), QCryptographicHash::hash(file, QCryptographicHash::Sha256).toHex());
    }
}

void tst_DeskPage::everyControlIsNamed()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
    for (const QWidget *each : shown.page.findChildren<QWidget *>()) {
        if (each->focusPolicy() == Qt::NoFocus || each->objectName().startsWith("qt_"_L1))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(each);
        const auto *label = qobject_cast<const QLabel *>(each); // says its text; an empty one is out of sight
        const bool named =
            !each->accessibleName().isEmpty() || label != nullptr || (button != nullptr && !button->text().isEmpty());
        QVERIFY2(named, each->metaObject()->className());
    }
}

void tst_DeskPage::takenBackIsLookedAt()
{
    DeskFixture desk;
    for (const QString &name : {u"first"_s, u"second"_s, u"third"_s})
        desk.addCandidate(u"c-"_s + name, name);
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"S"_s)->isEnabled());
    shown.press(Qt::Key_J);
    const QString key = u"c-second"_s;
    QTRY_COMPARE(shown.page.currentKey(), key);
    QTRY_VERIFY(shown.button(u"S"_s)->isEnabled());
    shown.press(Qt::Key_S);
    QTRY_VERIFY(shown.page.currentKey() != key && !shown.page.currentKey().isEmpty());
    shown.press(Qt::Key_K);
    QTRY_VERIFY(shown.button(u"S"_s)->isEnabled());
    shown.page.undo();
    QTRY_COMPARE(shown.page.currentKey(), key);
}

// The count stands at the right edge, apart from the name; who hears the window is told both.
void tst_DeskPage::groupsTellTheirCounts()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    Shown shown(desk);
    QListWidgetItem *item = shown.page.queue()->groups()->item(0);
    QTRY_COMPARE(item->data(DeskGroupDelegate::CountRole).toString(), u"1"_s);
    QCOMPARE(item->text(), u"Candidates"_s);
    QCOMPARE(item->data(Qt::AccessibleTextRole).toString(), u"Candidates  1"_s);
    const QListWidget *groups = shown.page.queue()->groups();
    const QRect row = groups->visualItemRect(item);
    const QImage picture = shown.page.queue()->groups()->viewport()->grab().toImage();
    const auto isInked = [&](const QRect &part) {
        const QColor ground = picture.pixelColor(row.right() - 2, row.center().y());
        for (int x = part.left(); x <= part.right(); ++x) {
            for (int y = part.top() + 2; y < part.bottom() - 2; ++y) {
                if (picture.pixelColor(x, y) != ground)
                    return true;
            }
        }
        return false;
    };
    QVERIFY(isInked(QRect(row.right() - 24, row.top(), 20, row.height())));
    QVERIFY(!isInked(QRect(row.right() - 80, row.top(), 40, row.height())));
}

// What the page asks the store for does not grow with the queue, neither to open it nor from card to card; the times,
// beside those of a queue of five, are a remark.
void tst_DeskPage::manyCandidatesAndSkills()
{
    struct Opening {
        qint64 statements = 0; // until the first card can be decided
        qint64 stepping = 0;   // of twenty cards
        qint64 ms = 0;
    };
    const auto open = [](int candidates, int skills, Opening &opening) {
        DeskFixture desk;
        for (int i = 0; i < candidates; ++i)
            desk.addCandidate(u"c-%1"_s.arg(i, 4, 10, QLatin1Char('0')), u"skill-%1"_s.arg(i));
        for (int i = 0; i < skills; ++i)
            DeskFixture::write(desk.personal() + u"/skills/own-%1/SKILL.md"_s.arg(i),
                               DeskFixture::skill(u"own-%1"_s.arg(i)));
        QElapsedTimer timer;
        timer.start();
        Shown shown(desk);
        QTRY_VERIFY_WITH_TIMEOUT(shown.button(u"A"_s)->isEnabled(), 20'000);
        opening.ms = timer.elapsed();
        QTRY_COMPARE_WITH_TIMEOUT(shown.page.installed()->count(), skills, 20'000);
        QCOMPARE(shown.page.list()->count(DeskGroup::Candidates), candidates);
        opening.statements = shown.runner.statements();
        for (int i = 1; i <= 20; ++i) {
            shown.press(Qt::Key_J);
            QTRY_COMPARE(shown.page.currentKey(), u"c-%1"_s.arg(i, 4, 10, QLatin1Char('0')));
            QTRY_VERIFY(shown.button(u"A"_s)->isEnabled());
        }
        opening.stepping = shown.runner.statements() - opening.statements;
        // They are looked at in portions, and the list reads on until none is left.
        const QTableWidget *table = shown.page.installed()->table();
        QTRY_VERIFY(table->findItems(u"foreign"_s, Qt::MatchExactly).size() == skills);
    };
    Opening few;
    Opening many;
    open(25, 1, few);
    open(500, 300, many);
    if (QTest::currentTestFailed())
        return;
    qInfo("25 candidates, 1 skill: %lld statements, %lld ms; 500 and 300: %lld statements, %lld ms; twenty cards: %lld "
          "and %lld statements",
          few.statements, few.ms, many.statements, many.ms, few.stepping, many.stepping);
    QVERIFY(many.statements <= few.statements + 20);
    QVERIFY(many.stepping <= few.stepping + 20);
    QVERIFY(many.stepping < 20 * 20);
}

// The agent takes a draft away with the session whose words it held.
void tst_DeskPage::draftTakenAwayIsGone()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    const QString file = desk.store().folder() + u"/drafts/c-1.json"_s;
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    shown.press(Qt::Key_E);
    QTest::keyClicks(shown.page.editor()->source(), u"zebrafinch "_s);
    QTest::keyClick(shown.page.editor()->source(), Qt::Key_Escape);
    QTRY_VERIFY(DeskFixture::read(file).contains("zebrafinch -"));
    QVERIFY(QFile::remove(file));
    shown.page.refresh();
    const auto opensWithout = [&shown] {
        shown.press(Qt::Key_E);
        const bool gone = !shown.page.editor()->text().contains(u"zebrafinch"_s);
        QTest::keyClick(shown.page.editor()->source(), Qt::Key_Escape);
        return gone;
    };
    QTRY_VERIFY(opensWithout());
    QVERIFY(!QFile::exists(file));
}

void tst_DeskPage::emptyQueueTellsOfTheWatched()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    QVERIFY(desk.db().execute(u"UPDATE candidate SET state = 'watch'"_s));
    Shown shown(desk);
    auto *empty = shown.page.card()->findChild<EmptyState *>();
    QTRY_VERIFY(empty->isVisible() && empty->accessibleName().contains(u"1 habit is watched"_s));
    QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(shown.page.queue()->group(), DeskGroup::Watch);
    QTRY_COMPARE(shown.page.currentKey(), u"c-1"_s);
    QVERIFY(!empty->isVisible());
    shown.page.queue()->setGroup(DeskGroup::Rejected);
    QTRY_VERIFY(empty->accessibleName().startsWith(u"Nothing is rejected."_s));
    QVERIFY(!empty->findChild<QPushButton *>()->isVisible());
}

void tst_DeskPage::emptyQueueLooksForMore()
{
    DeskFixture desk;
    Shown shown(desk);
    auto *empty = shown.page.card()->findChild<EmptyState *>();
    auto *act = empty->findChild<QPushButton *>();
    QTRY_VERIFY(act->isVisible());
    QSignalSpy said(&shown.page, &DeskPage::noted);
    QTest::mouseClick(act, Qt::LeftButton);
    QCOMPARE(shown.door.jobs.last(), u"mine.start"_s);
    QTRY_VERIFY(said.size() == 1 && act->isVisible()); // answered, and may be asked again
}

QTEST_MAIN(tst_DeskPage)
#include "tst_deskpage.moc"
