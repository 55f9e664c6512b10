// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the window offers by key, menu and sheet, and that all of it can be named and told apart.
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QTest>
#include <QToolButton>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/mainwindow.h"
#include "views/shell/palette.h"
#include "views/shell/settingsdialog.h"
#include "views/shell/shortcutsheet.h"
#include "views/shell/statusstrip.h"
#include "views/shell/toolstrip.h"
#include "views/widgets/command.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestCommands final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void noKeyIsTakenTwice();
    void menuHoldsEveryCommand();
    void sheetShowsEveryKey();
    void sheetFitsTheWindow();
    void sheetIsNarrowedByTyping();
    void sheetOpensOnce();
    void zoomKeysGoInSteps();
    void everythingHasAName();

private:
    TestStore m_store;
    FakeDoor m_door;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<MainWindow> m_window;
};

void TestCommands::init()
{
    m_window.reset();
    m_door.present.state = AgentStatus::State::Running;
    m_runner = std::make_unique<QueryRunner>(m_store.file());
    m_window = std::make_unique<MainWindow>(m_runner.get(), &m_door);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

// Keys of two widgets may be the same when neither lies in the other: only one of them has the focus.
void TestCommands::noKeyIsTakenTwice()
{
    struct Taken {
        QString keys;
        const QAction *action;
    };
    QList<Taken> all;
    for (const QAction *action : commandsOf(m_window.get())) {
        QVERIFY2(!action->text().isEmpty() && !commandGroup(action).isEmpty(), qPrintable(action->text()));
        for (const QString &keys : commandKeys(action))
            all.append({keys, action});
    }
    QVERIFY(all.size() > 12);
    const auto meet = [](const QAction *a, const QAction *b) {
        const auto *first = qobject_cast<const QWidget *>(a->parent());
        const auto *second = qobject_cast<const QWidget *>(b->parent());
        const bool everywhere =
            a->shortcutContext() == Qt::WindowShortcut || b->shortcutContext() == Qt::WindowShortcut;
        return everywhere || first == second || first->isAncestorOf(second) || second->isAncestorOf(first);
    };
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (qsizetype j = i + 1; j < all.size(); ++j) {
            const bool clash = all[i].keys == all[j].keys && meet(all[i].action, all[j].action);
            QVERIFY2(!clash,
                     qPrintable(u"%1: %2, %3"_s.arg(all[i].keys, all[i].action->text(), all[j].action->text())));
        }
    }
}

void TestCommands::menuHoldsEveryCommand()
{
    QMenu *menu = nullptr;
    for (const QToolButton *button : m_window->tools()->findChildren<QToolButton *>()) {
        if (button->accessibleName() == u"Menu"_s)
            menu = button->menu();
    }
    QVERIFY(menu != nullptr);
    for (int opened = 0; opened < 2; ++opened) {
        Q_EMIT menu->aboutToShow();
        QList<QAction *> held;
        QStringList groups;
        for (const QAction *group : menu->actions()) {
            groups.append(group->text());
            held += group->menu()->actions();
        }
        QList<QAction *> expected = commandsOf(m_window.get());
        expected.removeIf([](const QAction *command) { return !isAtHand(command); });
        QVERIFY(expected.size() > 15);
        QCOMPARE(held, expected);
        QCOMPARE(groups.first(), u"View"_s);
        QVERIFY(groups.contains(u"Help"_s));
        QCOMPARE(QSet<QString>(groups.begin(), groups.end()).size(), groups.size());
    }
}

void TestCommands::sheetShowsEveryKey()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    const auto *sheet = m_window->findChild<ShortcutSheet *>();
    QVERIFY(sheet != nullptr && sheet->isVisible());
    QStringList shown;
    QStringList lines;
    for (const auto &[text, keys] : sheet->shownKeys()) {
        shown.append(text);
        lines.append(text + u' ' + keys);
    }
    QCOMPARE(lines.removeDuplicates(), 0);
    QStringList titles; // each group once
    for (const QLabel *label : sheet->findChildren<QLabel *>()) {
        if (label->font().weight() == QFont::DemiBold)
            titles.append(label->text());
    }
    QCOMPARE(titles.removeDuplicates(), 0);
    for (const QAction *action : commandsOf(m_window.get()) + describedKeysOf(m_window.get())) {
        if (!commandKeys(action).isEmpty())
            QVERIFY2(shown.contains(action->text()), qPrintable(action->text()));
    }
}

// Nothing scrolls sideways, so nothing may stand there.
void TestCommands::sheetFitsTheWindow()
{
    for (const int width : {1400, 700}) {
        m_window->resize(width, 800);
        m_window->openShortcuts();
        const auto *sheet = m_window->findChild<ShortcutSheet *>();
        for (const double zoom : {1.0, 1.5, 0.9}) {
            Theme::instance()->setZoom(zoom);
            QCoreApplication::processEvents();
            const auto *area = sheet->findChild<QScrollArea *>();
            QVERIFY2(area->widget()->sizeHint().width() <= area->viewport()->width(),
                     qPrintable(u"%1 at %2"_s.arg(width).arg(zoom)));
        }
        Theme::instance()->setZoom(1.0);
        delete sheet;
    }
}

void TestCommands::sheetIsNarrowedByTyping()
{
    QTest::keyClick(m_window.get(), Qt::Key_Question);
    auto *sheet = m_window->findChild<ShortcutSheet *>();
    QVERIFY(sheet != nullptr);
    QTest::keyClicks(sheet->field(), u"alt+left"_s);
    QCOMPARE(sheet->shownKeys().size(), 1);
    QCOMPARE(sheet->shownKeys().first().first, u"Back"_s);
    sheet->field()->clear();
    QTest::keyClicks(sheet->field(), u"inspector"_s);
    QCOMPARE(sheet->shownKeys().first().second, u"Shift+F9"_s);
    QTest::keyClick(sheet->field(), Qt::Key_Escape);
    QTRY_VERIFY(m_window->findChild<ShortcutSheet *>() == nullptr);
}

void TestCommands::sheetOpensOnce()
{
    m_window->openShortcuts();
    m_window->openShortcuts();
    QCOMPARE(m_window->findChildren<ShortcutSheet *>().size(), 1);
}

void TestCommands::zoomKeysGoInSteps()
{
    Theme *theme = Theme::instance();
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(theme->zoom(), 1.1);
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(m_window.get(), Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(theme->zoom(), Theme::mostZoom);
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(m_window.get(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(theme->zoom(), Theme::leastZoom);
    QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(theme->zoom(), 1.0);
}

void TestCommands::everythingHasAName()
{
    m_window->showWelcome();
    m_window->status()->note(u"a note"_s);
    m_window->openSettings();
    m_window->openShortcuts();
    m_window->openPalette();
    QTest::mouseClick(m_window->status()->agent(), Qt::LeftButton);
    int seen = 0;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool inside = widget->objectName().startsWith(u"qt_"_s) || widget->focusProxy() != nullptr ||
                            (widget->parentWidget() != nullptr && widget->parentWidget()->inherits("QLineEdit"));
        const bool unused = widget->isHidden() && widget->inherits("QAbstractButton"); // it gets its text when it shows
        if (widget->focusPolicy() == Qt::NoFocus || inside || unused || widget->inherits("QMenu") ||
            widget->inherits("QLabel")) // called by what it says
            continue;
        ++seen;
        const QString text = widget->property("text").toString();
        const bool named = !widget->accessibleName().isEmpty() ||
                           (qobject_cast<const QAbstractButton *>(widget) != nullptr && !text.isEmpty()) ||
                           (widget->isWindow() && !widget->windowTitle().isEmpty());
        QVERIFY2(named,
                 qPrintable(u"%1 in %2"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                              QString::fromLatin1(widget->parentWidget()->metaObject()->className()))));
    }
    QVERIFY2(seen > 35, qPrintable(QString::number(seen)));
}

QTEST_MAIN(TestCommands)
#include "tst_commands.moc"
