// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedLayout>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include "models/items/queryrunner.h"
#include "tests/support/teststore.h"
#include "views/search/hitstrip.h"
#include "views/search/searchpane.h"
#include "views/search/searchstart.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filteredit.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// A page with a strip above it, as the window has it above the transcript.
struct Page {
    QueryRunner runner;
    QWidget frame;
    SearchPane *pane = new SearchPane(&runner, &frame);
    HitStrip *strip = new HitStrip(pane, &frame);
    QSignalSpy chosen{pane, &SearchPane::hitChosen};

    explicit Page(const TestStore &store)
        : runner(store.file())
    {
        auto *column = new QVBoxLayout(&frame);
        column->addWidget(strip);
        column->addWidget(pane);
        frame.resize(1100, 600);
        frame.show();
        pane->focusField();
        if (!QTest::qWaitForWindowActive(&frame))
            qWarning("the window did not become active");
    }

    [[nodiscard]] bool search(const QString &text)
    {
        QSignalSpy finished(pane->model(), &SearchModel::finished);
        pane->search(text);
        return (!finished.isEmpty() || finished.wait()) && !pane->model()->isBusy();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(pane->field()->edit(), key, modifiers);
    }
    [[nodiscard]] int currentHit() const { return pane->model()->hitOfRow(pane->list()->currentIndex().row()); }
    [[nodiscard]] qint64 chosenEvent() const { return chosen.isEmpty() ? -1 : chosen.last().first().toLongLong(); }
    [[nodiscard]] EmptyState *empty() const
    {
        for (EmptyState *each : pane->findChildren<EmptyState *>()) {
            if (each->isVisible() && each->parentWidget() == pane)
                return each;
        }
        return nullptr;
    }
    void click(int row) const
    {
        QListView *list = pane->list();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(pane->model()->index(row)).center());
    }
};

// The action of the open context menu that begins with `text`.
QAction *menuAction(const SearchPane *pane, const QString &text)
{
    for (const QMenu *menu : pane->findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            if (menu->isVisible() && action->text().startsWith(text))
                return action;
        }
    }
    return nullptr;
}

} // namespace

class TestSearchPane final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void arrowKeysStepFromTheField();
    void returnGoesToTheHits();
    void controlReturnOpensAtOnce();
    void headsOpenTheirSession();
    void countTellsWhereAndHowMany();
    void menuActsOnAHit();
    void recentSearchesAreShown();
    void nothingFoundOffersTheWords();
    void wrongTermsAloneAreNoSearch();
    void failureCanBeTriedAgain();
    void walksFromHitToHit();
    void walkFetchesFurtherPages();
    void walkEndsWithItsHits();

private:
    std::unique_ptr<TestStore> m_store;
    qint64 m_one = 0;
    qint64 m_other = 0;
    QList<qint64> m_events; // newest first
};

void TestSearchPane::initTestCase()
{
    QCoreApplication::setOrganizationName(u"assay-test"_s);
    Theme::instance()->apply(Theme::Scheme::Light);
}

// The first session has the newest, the second and the fourth needle.
void TestSearchPane::init()
{
    QSettings().clear();
    m_store = std::make_unique<TestStore>();
    const qint64 project = m_store->addProject(u"github.com/acme/pay"_s);
    m_one = m_store->addSession({.uuid = u"aaaa1111-2222"_s, .project = project, .title = u"First"_s});
    m_other = m_store->addSession({.uuid = u"bbbb1111-2222"_s, .project = project, .title = u"Second"_s});
    m_events.clear();
    for (const qint64 session : {m_one, m_one, m_other, m_one}) {
        m_events.append(m_store->addEvent({.session = session,
                                           .kind = EventKind::ToolCall,
                                           .at = 1'000 - m_events.size(),
                                           .tool = u"Bash"_s,
                                           .text = {},
                                           .input = {},
                                           .output = u"line one\nthe needle of it"_s}));
    }
}

void TestSearchPane::arrowKeysStepFromTheField()
{
    Page page(*m_store);
    QVERIFY(page.search(u"needle"_s));
    QCOMPARE(page.currentHit(), -1);
    page.press(Qt::Key_Down);
    QCOMPARE(page.currentHit(), 0);
    page.press(Qt::Key_Down);
    page.press(Qt::Key_Down);
    page.press(Qt::Key_Down); // over the head of the second session
    QCOMPARE(page.currentHit(), 3);
    page.press(Qt::Key_Down);
    QCOMPARE(page.currentHit(), 3);
    page.press(Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(page.currentHit(), 0);
    page.press(Qt::Key_End, Qt::ControlModifier);
    page.press(Qt::Key_Up);
    QCOMPARE(page.currentHit(), 2);
    QVERIFY(page.pane->field()->edit()->hasFocus());
    page.press(Qt::Key_Return);
    QCOMPARE(page.chosenEvent(), m_events[3]); // grouped: the third of the first session
    QCOMPARE(page.chosen.last().at(2).toStringList(), QStringList{u"needle"_s});
    page.press(Qt::Key_Up);
    page.press(Qt::Key_Up);
    page.press(Qt::Key_Up);
    QCOMPARE(page.currentHit(), -1);
}

void TestSearchPane::returnGoesToTheHits()
{
    Page page(*m_store);
    QTest::keyClicks(page.pane->field()->edit(), u"needle"_s);
    page.press(Qt::Key_Return); // before the answer
    QTRY_VERIFY(page.pane->list()->hasFocus());
    QCOMPARE(page.currentHit(), 0);
    QTest::keyClick(page.pane->list(), Qt::Key_Return);
    QCOMPARE(page.chosenEvent(), m_events[0]);
    QTest::keyClick(page.pane->list(), Qt::Key_Escape);
    QVERIFY(page.pane->field()->edit()->hasFocus());
    QCOMPARE(page.pane->field()->text(), u"needle"_s);
}

void TestSearchPane::controlReturnOpensAtOnce()
{
    Page page(*m_store);
    QTest::keyClicks(page.pane->field()->edit(), u"needle"_s);
    page.press(Qt::Key_Return, Qt::ControlModifier); // before the search has begun
    QTRY_COMPARE(page.chosen.size(), 1);
    QCOMPARE(page.chosenEvent(), page.pane->model()->hit(0).eventId);
    QCOMPARE(page.pane->walkAt(), 1); // the walk goes on from there
    page.pane->focusField();
    page.press(Qt::Key_Down);
    page.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(page.chosen.size(), 2);
    QCOMPARE(page.pane->walkAt(), page.currentHit() + 1);
    QVERIFY(page.strip->isVisible());
    auto *rows = new QPushButton(&page.frame); // stands for the transcript, which leaves the key
    rows->show();
    QTest::keyClick(rows, Qt::Key_Escape);
    QVERIFY(!page.strip->isVisible());
    QCOMPARE(page.pane->walkAt(), 0);
}

void TestSearchPane::headsOpenTheirSession()
{
    Page page(*m_store);
    QSignalSpy sessions(page.pane, &SearchPane::sessionChosen);
    QVERIFY(page.search(u"needle"_s));
    page.click(4);
    QCOMPARE(sessions.size(), 1);
    QCOMPARE(sessions.last().first().toLongLong(), m_other);
    page.pane->list()->setFocus();
    QTest::keyClick(page.pane->list(), Qt::Key_Home);
    QTest::keyClick(page.pane->list(), Qt::Key_Return);
    QCOMPARE(sessions.size(), 2);
    QCOMPARE(sessions.last().first().toLongLong(), m_one);
    QCOMPARE(page.chosen.size(), 0);
    page.click(5);
    QCOMPARE(page.chosenEvent(), m_events[2]);
}

void TestSearchPane::countTellsWhereAndHowMany()
{
    Page page(*m_store);
    QVERIFY(page.search(u"needle"_s));
    QCOMPARE(page.pane->countText(), u"4 hits in 2 sessions"_s);
    page.press(Qt::Key_Down);
    page.press(Qt::Key_Down);
    QCOMPARE(page.pane->countText(), u"2 of 4 hits in 2 sessions"_s);
    QVERIFY(page.search(u"needle session:bbbb"_s));
    QCOMPARE(page.pane->countText(), u"1 hit"_s);
    QVERIFY(page.search(u"nowhere"_s));
    QCOMPARE(page.pane->countText(), u"0 hits"_s);
    QCOMPARE(static_cast<FilterEdit *>(page.pane->field()->edit())->state(), FilterEdit::State::Nothing);
}

void TestSearchPane::menuActsOnAHit()
{
    Page page(*m_store);
    QVERIFY(page.search(u"needle"_s));
    const auto openMenu = [&page](int row) {
        const QPoint at = page.pane->list()->visualRect(page.pane->model()->index(row)).center();
        Q_EMIT page.pane->list()->customContextMenuRequested(at);
    };
    openMenu(1);
    QVERIFY(menuAction(page.pane, u"Copy link"_s) != nullptr);
    menuAction(page.pane, u"Copy link"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"assay://session/aaaa1111-2222#%1"_s.arg(m_events[0]));
    menuAction(page.pane, u"Copy text"_s)->trigger();
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"line one\nthe needle of it"_s);
    menuAction(page.pane, u"Open"_s)->trigger();
    QCOMPARE(page.chosenEvent(), m_events[0]);
    QSignalSpy filters(page.pane, &SearchPane::filterRequested);
    menuAction(page.pane, u"Only the tool Bash"_s)->trigger();
    QCOMPARE(filters.last().first().toString(), u"tool:Bash"_s);
    QCOMPARE(page.pane->field()->text(), u"tool:Bash needle"_s);
    menuAction(page.pane, u"Only this session"_s)->trigger();
    QCOMPARE(page.pane->field()->text(), u"tool:Bash session:aaaa1111 needle"_s);
    QTRY_COMPARE(page.pane->model()->total(), 3);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    openMenu(0);
    menuAction(page.pane, u"Copy link"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"assay://session/aaaa1111-2222"_s);
    QVERIFY(menuAction(page.pane, u"Copy text"_s) == nullptr);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
}

void TestSearchPane::recentSearchesAreShown()
{
    Page page(*m_store);
    auto *start = page.pane->findChild<SearchStart *>();
    QVERIFY(start->isVisible());
    QVERIFY(page.search(u"needle"_s));
    QVERIFY(!start->isVisible());
    page.press(Qt::Key_Down);
    page.press(Qt::Key_Return); // opened: it was of use
    page.press(Qt::Key_Escape);
    QVERIFY(start->isVisible());
    const QModelIndex recent = start->list()->model()->index(1, 0);
    QCOMPARE(recent.data().toString(), u"needle"_s);
    QTest::mouseClick(start->list()->viewport(), Qt::LeftButton, {}, start->list()->visualRect(recent).center());
    QCOMPARE(page.pane->field()->text(), u"needle"_s);
    QTRY_COMPARE(page.pane->model()->hitCount(), 4);
}

void TestSearchPane::nothingFoundOffersTheWords()
{
    Page page(*m_store);
    QVERIFY(page.search(u"needle tool:Read"_s));
    QVERIFY(page.empty() != nullptr);
    QVERIFY(page.empty()->accessibleName().startsWith(u"Nothing found"_s));
    auto *button = page.empty()->findChild<QPushButton *>();
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(page.pane->field()->text(), u"needle"_s);
    QTRY_COMPARE(page.pane->model()->hitCount(), 4);
    QVERIFY(page.search(u"nowhere"_s));
    QVERIFY(!page.empty()->findChild<QPushButton *>()->isVisible());
}

void TestSearchPane::wrongTermsAloneAreNoSearch()
{
    Page page(*m_store);
    QVERIFY(page.search(u"colour:red"_s));
    QVERIFY(page.empty()->accessibleName().startsWith(u"Nothing to search for"_s));
    QCOMPARE(static_cast<FilterEdit *>(page.pane->field()->edit())->state(), FilterEdit::State::Partial);
    QVERIFY(page.pane->field()->edit()->accessibleDescription().contains(u"colour"_s));
}

void TestSearchPane::failureCanBeTriedAgain()
{
    Page page(*m_store);
    m_store->execute(u"ALTER TABLE body RENAME TO hidden"_s);
    QSignalSpy failed(page.pane->model(), &SearchModel::failed);
    page.pane->search(u"needle"_s);
    QVERIFY(failed.wait());
    QVERIFY(page.empty() != nullptr);
    m_store->execute(u"ALTER TABLE hidden RENAME TO body"_s);
    QTest::mouseClick(page.empty()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(page.pane->model()->hitCount(), 4);
    QCOMPARE(page.pane->field()->text(), u"needle"_s);
}

void TestSearchPane::walksFromHitToHit()
{
    Page page(*m_store);
    QSignalSpy walk(page.pane, &SearchPane::walkChanged);
    QVERIFY(page.search(u"needle"_s));
    QVERIFY(!page.strip->isVisible());
    QVERIFY(!page.pane->hasHit(1));
    page.press(Qt::Key_Down);
    page.press(Qt::Key_Return);
    QCOMPARE(walk.last(), (QVariantList{1, qint64{4}}));
    QVERIFY(page.strip->isVisible());
    QCOMPARE(page.strip->text(), u"Hit 1 of 4 for “needle”"_s);
    QVERIFY(!page.pane->hasHit(-1));
    QTest::keyClick(page.strip, Qt::Key_F4);
    QTest::keyClick(page.strip, Qt::Key_F4);
    QTest::keyClick(page.strip, Qt::Key_F4);
    QCOMPARE(page.chosenEvent(), m_events[2]); // the one of the other session
    QCOMPARE(page.chosen.last().at(1).toLongLong(), m_other);
    QCOMPARE(page.strip->text(), u"Hit 4 of 4 for “needle”"_s);
    QVERIFY(!page.pane->hasHit(1));
    QCOMPARE(page.currentHit(), 3); // where the reader finds the page again
    const auto buttons = page.strip->findChildren<QToolButton *>();
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QCOMPARE(page.chosenEvent(), m_events[3]);
    QSignalSpy back(page.strip, &HitStrip::backRequested);
    QTest::mouseClick(buttons[2], Qt::LeftButton);
    QCOMPARE(back.size(), 1);
    QTest::mouseClick(buttons[3], Qt::LeftButton);
    QVERIFY(!page.strip->isVisible());
    QCOMPARE(walk.last().first().toInt(), 0);
}

void TestSearchPane::walkFetchesFurtherPages()
{
    m_store->addEvents(m_one, 130);
    Page page(*m_store);
    QVERIFY(page.search(u"text"_s));
    QTRY_COMPARE(page.pane->model()->total(), 130);
    page.press(Qt::Key_Down);
    page.press(Qt::Key_Return);
    QSet<qint64> seen{page.chosenEvent()};
    for (int hit = 1; hit < 130; ++hit) {
        QVERIFY2(page.pane->hasHit(1), qPrintable(QString::number(hit)));
        page.pane->openHit(1);
        QTRY_COMPARE(page.pane->walkAt(), hit + 1);
        seen.insert(page.chosenEvent());
    }
    QCOMPARE(seen.size(), 130);
    QVERIFY(!page.pane->hasHit(1));
    QCOMPARE(page.strip->text(), u"Hit 130 of 130 for “text”"_s);
}

void TestSearchPane::walkEndsWithItsHits()
{
    Page page(*m_store);
    QVERIFY(page.search(u"needle"_s));
    page.press(Qt::Key_Down);
    page.press(Qt::Key_Return);
    QVERIFY(page.strip->isVisible());
    QVERIFY(page.search(u"needle session:bbbb"_s));
    QVERIFY(!page.strip->isVisible());
    QCOMPARE(page.pane->walkAt(), 0);
}

QTEST_MAIN(TestSearchPane)
#include "tst_searchpane.moc"
