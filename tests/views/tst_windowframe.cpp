// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Panes that fold, the status bar, the settings, and room for everything at every size.
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitterHandle>
#include <QTest>
#include <QToolButton>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/inspector/inspectorpane.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/appearance.h"
#include "views/shell/mainwindow.h"
#include "views/shell/notespanel.h"
#include "views/shell/panesplitter.h"
#include "views/shell/settingsdialog.h"
#include "views/shell/statusstrip.h"
#include "views/shell/toolstrip.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

QAbstractButton *buttonOf(const QWidget *parent, const QString &name)
{
    for (QAbstractButton *button : parent->findChildren<QAbstractButton *>()) {
        if (button->text() == name || button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

} // namespace

class TestWindowFrame final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keysHideThePanes();
    void panesFoldWithTheRoom();
    void foldedPaneCanBeShownAnyway();
    void widthsAreKept();
    void widthsComeBackWithTheSizeOfText();
    void nothingIsCutInANarrowWindow();
    void handleIsEasyToTake();
    void statusTellsWhatIsShown();
    void statusLeadsToTheLastEvent();
    void workspacesCanBeSwitched();
    void notesCanBeReadAgain();
    void importIsShownAndCancelled();
    void settingsHoldAtOnce();
    void settingsAreKept();
    void placesCanBeCopied();
    void nothingIsCutOff_data();
    void nothingIsCutOff();

private:
    TestStore m_store;
    qint64 m_session = 0;
    qint64 m_last = 0;
    FakeDoor m_door;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindowFrame::init()
{
    if (m_session == 0) {
        m_session = m_store.addSession({.title = u"the only one"_s});
        m_store.addSession({.title = u"another"_s});
        m_store.addEvents(m_session, 20);
        m_store.execute(u"UPDATE session SET events_total = 21 WHERE id = %1"_s.arg(m_session));
        m_last = m_store.addEvent({.session = m_session, .at = 1'700'000'000'000, .text = u"last"_s});
    }
    QSettings().clear();
    m_door.present = {};
    m_door.present.state = AgentStatus::State::Running;
    m_door.import = {};
    m_runner = std::make_unique<QueryRunner>(m_store.file());
    m_window = std::make_unique<MainWindow>(m_runner.get(), &m_door);
    m_window->resize(1280, 800);
    m_window->show();
    QTRY_COMPARE(m_window->sessions()->model()->total(), 2);
}

void TestWindowFrame::cleanup()
{
    m_window.reset();
    m_runner.reset();
    Theme::instance()->setZoom(1);
    Theme::instance()->setDensity(Theme::Density::Normal);
    Theme::instance()->setReducedMotion(false);
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestWindowFrame::keysHideThePanes()
{
    QVERIFY(m_window->sessions()->isVisible() && m_window->inspector()->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QVERIFY(!m_window->sessions()->isVisible());
    QVERIFY(!m_window->tools()->listButton()->isChecked());
    QTest::keyClick(m_window.get(), Qt::Key_F9, Qt::ShiftModifier);
    QVERIFY(!m_window->inspector()->isVisible());
    QTest::mouseClick(m_window->tools()->listButton(), Qt::LeftButton);
    QTest::mouseClick(m_window->tools()->inspectorButton(), Qt::LeftButton);
    QVERIFY(m_window->sessions()->isVisible() && m_window->inspector()->isVisible());
    QVERIFY(m_window->tools()->inspectorButton()->isChecked());
}

void TestWindowFrame::panesFoldWithTheRoom()
{
    m_window->resize(1099, 700);
    QVERIFY(m_window->sessions()->isVisible() && !m_window->inspector()->isVisible());
    m_window->resize(819, 700);
    QCOMPARE(m_window->width(), 819);
    QVERIFY(!m_window->sessions()->isVisible() && !m_window->inspector()->isVisible());
    m_window->resize(1100, 700);
    QVERIFY(m_window->sessions()->isVisible() && m_window->inspector()->isVisible());
}

void TestWindowFrame::foldedPaneCanBeShownAnyway()
{
    m_window->resize(800, 700);
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QVERIFY(m_window->sessions()->isVisible());
    m_window->resize(1280, 700);
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QVERIFY(!m_window->sessions()->isVisible());
    m_window->resize(800, 700);
    m_window->resize(1280, 700);
    QVERIFY(!m_window->sessions()->isVisible()); // hidden by the reader: does not come back by itself
}

void TestWindowFrame::widthsAreKept()
{
    PaneSplitter *panes = m_window->panes();
    panes->setSizes({260, 700, 318});
    Q_EMIT panes->splitterMoved(260, 1);
    const int list = m_window->sessions()->width();
    const int inspector = m_window->inspector()->width();
    QCOMPARE(list, 260);
    m_window->resize(700, 700);
    m_window->resize(1280, 800);
    QCOMPARE(m_window->sessions()->width(), list);
    QCOMPARE(m_window->inspector()->width(), inspector);
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    m_window->close();
    MainWindow next(m_runner.get(), &m_door);
    next.show();
    QVERIFY(!next.sessions()->isVisible());
    next.panes()->toggleList();
    QCOMPARE(next.sessions()->width(), list);
    QCOMPARE(next.inspector()->width(), inspector);
}

void TestWindowFrame::widthsComeBackWithTheSizeOfText()
{
    m_window->resize(1400, 800);
    PaneSplitter *panes = m_window->panes();
    panes->setSizes({260, 800, 318});
    Q_EMIT panes->splitterMoved(260, 1);
    const QList<int> before = panes->sizes();
    for (const double zoom : {1.2, 1.6, 2.0, 1.4, 1.0})
        Theme::instance()->setZoom(zoom);
    QTRY_COMPARE(panes->sizes(), before);
    Theme::instance()->setZoom(1.2);
    QTRY_COMPARE(m_window->sessions()->width(), 312);
    Theme::instance()->setZoom(1.0);
}

void TestWindowFrame::nothingIsCutInANarrowWindow()
{
    Theme::instance()->setZoom(2.0);
    m_window->resize(900, 800);
    m_window->panes()->setState({});
    const auto fits = [this](const QWidget *pane) {
        QCoreApplication::processEvents();
        return pane->mapTo(m_window.get(), pane->rect().bottomRight()).x() < m_window->width();
    };
    QVERIFY(fits(m_window->transcript()));
    m_window->panes()->toggleList();
    QVERIFY(m_window->sessions()->isVisible());
    QVERIFY(fits(m_window->transcript()));
    Theme::instance()->setZoom(1.0);
}

void TestWindowFrame::handleIsEasyToTake()
{
    const QSplitterHandle *handle = m_window->panes()->handle(1);
    QCOMPARE(handle->width(), 7);
    QCOMPARE(handle->contentsRect().width(), 1);
    QVERIFY(handle->testAttribute(Qt::WA_MouseNoMask));
    QCOMPARE(handle->cursor().shape(), Qt::SplitHCursor);
}

void TestWindowFrame::statusTellsWhatIsShown()
{
    QTRY_COMPARE(m_window->status()->counts()->text(), u"all 2 shown"_s);
    m_window->sessions()->filter()->setText(u"another"_s);
    QTRY_COMPARE(m_window->status()->counts()->text(), u"1 shown of 2 (50.0 %)"_s);
    m_window->status()->setSelected(3);
    QCOMPARE(m_window->status()->counts()->text(), u"3 selected · 1 shown of 2 (50.0 %)"_s);
    QTest::mouseClick(m_window->status()->counts(), Qt::LeftButton);
    QTRY_VERIFY(m_window->sessions()->filter()->edit()->hasFocus());
    QTRY_VERIFY(buttonOf(m_window->status(), u"2 sessions"_s) != nullptr);
    QVERIFY(buttonOf(m_window->status(), u"21 events"_s) != nullptr);
    QTest::mouseClick(buttonOf(m_window->status(), u"21 events"_s), Qt::LeftButton);
    QVERIFY(m_window->search()->isVisible());
    QTest::mouseClick(buttonOf(m_window->status(), u"2 sessions"_s), Qt::LeftButton);
    QVERIFY(!m_window->search()->isVisible());
}

void TestWindowFrame::statusLeadsToTheLastEvent()
{
    QToolButton *last = m_window->status()->lastEvent();
    QTRY_VERIFY(last->isVisible());
    QCOMPARE(last->text(), u"last event on 14 Nov 2023"_s);
    QTest::mouseClick(last, Qt::LeftButton);
    QTRY_COMPARE(m_window->transcript()->model()->sessionId(), m_session);
    QTRY_COMPARE(m_window->transcript()->view()->currentRow(), 20);
}

void TestWindowFrame::workspacesCanBeSwitched()
{
    QMenu *menu = m_window->status()->workspace()->menu();
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 2);
    QVERIFY(menu->actions().at(0)->isChecked());
    menu->actions().at(0)->trigger();
    QVERIFY(m_door.wanted.isEmpty());
    menu->actions().at(1)->trigger();
    QCOMPARE(m_door.wanted, QStringList{u"samples"_s});
    QVERIFY(m_door.looked > 0);
}

void TestWindowFrame::notesCanBeReadAgain()
{
    StatusStrip *status = m_window->status();
    QVERIFY(!status->notes()->isVisible());
    Q_EMIT m_door.failed(u"The first thing."_s);
    status->note(u"The second thing."_s);
    QCOMPARE(status->noteShown(), u"The second thing."_s);
    QTest::mouseClick(status->notes(), Qt::LeftButton);
    const auto *panel = m_window->findChild<NotesPanel *>();
    QVERIFY(panel != nullptr && panel->isVisible());
    const QString text = panel->findChild<QPlainTextEdit *>()->toPlainText();
    QVERIFY(text.indexOf(u"second"_s) < text.indexOf(u"first"_s));
}

void TestWindowFrame::importIsShownAndCancelled()
{
    QAbstractButton *cancel = buttonOf(m_window->status(), u"Cancel the import"_s);
    QVERIFY(!cancel->isVisible());
    m_door.import = {true, 612, 251, 583, 1'400, 71e6, 12, 28'410, 3, {}};
    Q_EMIT m_door.progressChanged();
    QVERIFY(cancel->isVisible());
    QVERIFY(buttonOf(m_window->status(), u"importing 41 %"_s) != nullptr);
    QTest::mouseClick(cancel, Qt::LeftButton);
    QCOMPARE(m_door.cancelled, 1);
}

void TestWindowFrame::settingsHoldAtOnce()
{
    QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
    const auto *dialog = m_window->findChild<SettingsDialog *>();
    QVERIFY(dialog != nullptr && !dialog->isModal());
    Theme *theme = Theme::instance();
    QTest::mouseClick(buttonOf(dialog, u"Dark"_s), Qt::LeftButton);
    QVERIFY(theme->isDark());
    QTest::mouseClick(buttonOf(dialog, u"Compact"_s), Qt::LeftButton);
    QCOMPARE(theme->density(), Theme::Density::Compact);
    QTest::mouseClick(buttonOf(dialog, u"Larger"_s), Qt::LeftButton);
    QCOMPARE(theme->zoom(), 1.1);
    QTest::mouseClick(buttonOf(dialog, u"Nothing fades or lights up"_s), Qt::LeftButton, {}, QPoint(5, 8));
    QVERIFY(theme->reducedMotion());
    theme->setZoom(Theme::mostZoom);
    QVERIFY(!buttonOf(dialog, u"Larger"_s)->isEnabled());
}

void TestWindowFrame::settingsAreKept()
{
    Theme *theme = Theme::instance();
    keepAppearance();
    theme->apply(Theme::Scheme::Dark);
    theme->setDensity(Theme::Density::Compact);
    theme->setZoom(1.5);
    theme->setReducedMotion(true);
    const QSettings kept;
    QCOMPARE(kept.value("appearance/scheme"_L1).toString(), u"dark"_s);
    QCOMPARE(kept.value("appearance/density"_L1).toString(), u"compact"_s);
    disconnect(theme, nullptr, theme, nullptr); // else setting back would be kept too
    cleanup();
    keepAppearance();
    disconnect(theme, nullptr, theme, nullptr);
    QVERIFY(theme->isDark() && theme->reducedMotion());
    QCOMPARE(theme->density(), Theme::Density::Compact);
    QCOMPARE(theme->zoom(), 1.5);
}

void TestWindowFrame::placesCanBeCopied()
{
    m_door.where = {u"/data"_s, u"/data/workspaces/default.sqlite"_s, u"/data/config.json"_s, u"/data/agent.log"_s};
    m_window->openSettings();
    const auto *dialog = m_window->findChild<SettingsDialog *>();
    QTest::mouseClick(buttonOf(dialog, u"Where things lie"_s), Qt::LeftButton);
    QAbstractButton *copy = buttonOf(dialog, u"Copy the path: Store"_s);
    QVERIFY(copy->isVisible());
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_door.where.store);
}

void TestWindowFrame::nothingIsCutOff_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.9, 1.0, 1.25, 1.5, 2.0})
        QTest::addRow("%g", zoom) << zoom;
}

void TestWindowFrame::nothingIsCutOff()
{
    QFETCH(double, zoom);
    Theme::instance()->setZoom(zoom);
    m_window->resize(1440, 900);
    QCOMPARE(m_window->width(), 1440);
    QTRY_VERIFY(m_window->status()->lastEvent()->isVisible());
    QCoreApplication::processEvents();
    for (const QWidget *bar : {static_cast<QWidget *>(m_window->tools()), static_cast<QWidget *>(m_window->status())}) {
        for (const QToolButton *button : bar->findChildren<QToolButton *>()) {
            if (!button->isVisible())
                continue;
            const QString name = button->accessibleName() + button->text();
            QVERIFY2(bar->rect().contains(button->geometry()), qPrintable(name));
            if (button->toolButtonStyle() == Qt::ToolButtonIconOnly)
                QVERIFY2(button->iconSize().width() <= button->width(), qPrintable(name));
            else
                QVERIFY2(button->fontMetrics().horizontalAdvance(button->text()) <= button->width() &&
                             button->fontMetrics().height() <= button->height(),
                         qPrintable(name));
        }
    }
}

QTEST_MAIN(TestWindowFrame)
#include "tst_windowframe.moc"
