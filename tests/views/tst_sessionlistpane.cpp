// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The session list under clicks and keys.
#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/sessions/listheader.h"
#include "views/sessions/noteeditor.h"
#include "views/sessions/sessionlistpane.h"
#include "views/sessions/tageditor.h"
#include "views/widgets/command.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"
#include "views/widgets/undoline.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestSessionListPane final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void opensTheOnlyOneSelected();
    void deletesAtOnceAndTakesBack();
    void undoOutlivesItsLine();
    void openSessionIsScrolledTo();
    void selectionSurvivesARefresh();
    void shapeIsChosenAndKept();
    void flatRowsAreCurrentAndOpened();
    void tagsOfSeveral();
    void noteOfOne();
    void menuByKey();
    void copies();
    void filterByWhatASessionHas();
    void exportsTheSelection();
    void emptyListsSayWhy();

private:
    void start();
    void click(qint64 session, Qt::KeyboardModifiers modifiers = {});
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    [[nodiscard]] QStringList uuids(const QList<qint64> &sessions) const;
    [[nodiscard]] QAction *command(const QString &text) const;
    [[nodiscard]] QString counts() const;
    [[nodiscard]] QTreeView *tree() const { return m_pane->tree(); }

    std::unique_ptr<TestStore> m_store;
    QList<qint64> m_sessions; // newest first: three of payments, two of storefront
    FakeDoor m_door;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<SessionListPane> m_pane;
};

void TestSessionListPane::initTestCase()
{
    QCoreApplication::setOrganizationName(u"assay-test"_s);
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestSessionListPane::init()
{
    m_pane.reset();
    m_runner.reset();
    QSettings().clear();
    m_door.tagged.clear();
    m_door.notes.clear();
    m_door.deleted.clear();
    m_door.restored.clear();
    m_store = std::make_unique<TestStore>();
    m_sessions.clear();
    const qint64 payments = m_store->addProject(u"github.com/harbor/payments"_s);
    const qint64 storefront = m_store->addProject(u"github.com/harbor/storefront"_s);
    for (int i = 0; i < 5; ++i) {
        m_sessions.append(m_store->addSession({.uuid = u"uuid-%1"_s.arg(i),
                                               .project = i < 3 ? payments : storefront,
                                               .title = u"session %1"_s.arg(i),
                                               .branch = i == 1 ? u"fix/retry"_s : u"main"_s,
                                               .startedAt = 9'000'000 - i,
                                               .errors = i}));
    }
    start();
}

void TestSessionListPane::start()
{
    m_pane.reset();
    m_runner = std::make_unique<QueryRunner>(m_store->file());
    m_pane = std::make_unique<SessionListPane>(m_runner.get(), &m_door);
    m_pane->resize(316, 800);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    QSignalSpy loaded(m_pane->model(), &SessionTreeModel::loaded);
    m_pane->refresh();
    QVERIFY(loaded.wait());
    tree()->setFocus();
}

void TestSessionListPane::click(qint64 session, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = m_pane->model()->indexOf(session);
    QVERIFY(index.isValid());
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, modifiers, tree()->visualRect(index).center());
}

void TestSessionListPane::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(tree(), key, modifiers);
}

QStringList TestSessionListPane::uuids(const QList<qint64> &sessions) const
{
    QStringList names;
    for (const qint64 id : sessions)
        names.append(u"uuid-%1"_s.arg(m_sessions.indexOf(id)));
    return names;
}

QAction *TestSessionListPane::command(const QString &text) const
{
    for (QAction *action : commandsOf(m_pane.get())) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

QString TestSessionListPane::counts() const
{
    return m_pane->header()->findChild<QLabel *>()->text();
}

void TestSessionListPane::opensTheOnlyOneSelected()
{
    QSignalSpy chosen(m_pane.get(), &SessionListPane::sessionChosen);
    click(m_sessions.at(0));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.last().at(0).toLongLong(), m_sessions.at(0));
    click(m_sessions.at(2), Qt::ShiftModifier);
    QCOMPARE(m_pane->selectedSessions(), m_sessions.mid(0, 3));
    click(m_sessions.at(1), Qt::ControlModifier);
    QCOMPARE(m_pane->selectedSessions(), (QList<qint64>{m_sessions.at(0), m_sessions.at(2)}));
    for (const QTimer *pause : m_pane->findChildren<QTimer *>()) // before what is current is opened
        QTRY_VERIFY(!pause->isSingleShot() || !pause->isActive());
    QCOMPARE(chosen.size(), 1);
    click(m_sessions.at(1));
    QCOMPARE(chosen.size(), 2);
    press(Qt::Key_Down);
    QTRY_COMPARE(chosen.size(), 3);
    QCOMPARE(chosen.last().at(0).toLongLong(), m_sessions.at(2));
    press(Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(m_pane->selectedSessions(), m_sessions.mid(1, 2));
}

void TestSessionListPane::deletesAtOnceAndTakesBack()
{
    click(m_sessions.at(0));
    click(m_sessions.at(1), Qt::ShiftModifier);
    press(Qt::Key_Delete);
    QTRY_COMPARE(m_door.deleted.size(), 1);
    QCOMPARE(m_door.deleted.front(), uuids(m_sessions.mid(0, 2)));
    QCOMPARE(m_pane->selectedSessions(), m_sessions.mid(2, 1));
    QVERIFY(m_pane->undoLine()->isHidden());
    Q_EMIT m_door.sessionsDeleted(m_door.deleted.front());
    QCOMPARE(m_pane->undoLine()->text(), u"2 sessions deleted."_s);
    press(Qt::Key_U);
    QCOMPARE(m_door.restored, QList<QStringList>{m_door.deleted.front()});
    QVERIFY(m_pane->undoLine()->isHidden());
    press(Qt::Key_U); // the line is gone, and so is its key
    QCOMPARE(m_door.restored.size(), 1);
    click(m_sessions.at(4));
    press(Qt::Key_Delete); // the last one: the one above it
    QCOMPARE(m_pane->selectedSessions(), m_sessions.mid(3, 1));
}

void TestSessionListPane::undoOutlivesItsLine()
{
    QAction *undo = command(u"Undo the last deletion"_s);
    QVERIFY(undo != nullptr && !undo->isEnabled());
    Q_EMIT m_door.sessionsDeleted({u"uuid-1"_s});
    m_pane->undoLine()->dismiss();
    QVERIFY(undo->isEnabled());
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_door.restored, QList<QStringList>{{u"uuid-1"_s}});
    QVERIFY(!undo->isEnabled());
}

void TestSessionListPane::openSessionIsScrolledTo()
{
    TestStore store;
    for (int i = 0; i < 30; ++i)
        store.addSessions(store.addProject(u"path:/p%1"_s.arg(i)), 20);
    const qint64 wanted = store.number(u"SELECT id FROM session ORDER BY started_at, id LIMIT 1"_s);
    QueryRunner runner(store.file());
    SessionListPane pane(&runner, &m_door);
    pane.resize(300, 500);
    pane.show();
    pane.setCurrentSession(wanted);
    pane.refresh();
    const auto place = [&] { return pane.tree()->visualRect(pane.model()->indexOf(wanted)); };
    QTRY_VERIFY(!place().isEmpty() && pane.tree()->viewport()->rect().contains(place().center()));
}

void TestSessionListPane::selectionSurvivesARefresh()
{
    click(m_sessions.at(1));
    click(m_sessions.at(3), Qt::ControlModifier);
    QSignalSpy loaded(m_pane->model(), &SessionTreeModel::loaded);
    m_store->execute(
        u"UPDATE session SET deleted_at = 1 WHERE id IN (%1, %2)"_s.arg(m_sessions.at(0)).arg(m_sessions.at(4)));
    m_pane->refresh();
    QVERIFY(loaded.wait());
    QCOMPARE(m_pane->selectedSessions(), (QList<qint64>{m_sessions.at(1), m_sessions.at(3)}));
}

void TestSessionListPane::shapeIsChosenAndKept()
{
    QCOMPARE(counts(), u"5 of 5"_s);
    QSignalSpy loaded(m_pane->model(), &SessionTreeModel::loaded);
    command(u"Most errors first"_s)->trigger();
    QVERIFY(loaded.wait());
    QCOMPARE(m_pane->model()->index(0, 0).data().toString(), u"storefront"_s);
    command(u"One list without projects"_s)->trigger();
    QVERIFY(loaded.wait());
    QVERIFY(m_pane->model()->isFlat());
    QCOMPARE(m_pane->model()->indexOf(m_sessions.at(4)).row(), 0);
    start();
    QVERIFY(m_pane->model()->isFlat());
    QCOMPARE(m_pane->model()->indexOf(m_sessions.at(4)).row(), 0);
    m_pane->filter()->setText(u"project:payments"_s);
    QTRY_COMPARE(counts(), u"3 of 5"_s);
}

void TestSessionListPane::flatRowsAreCurrentAndOpened()
{
    m_pane->header()->setShape({SessionGrouping::None, SessionOrder::Oldest});
    QTRY_VERIFY(m_pane->model()->isFlat());
    QSignalSpy chosen(m_pane.get(), &SessionListPane::sessionChosen);
    QTest::keyClick(m_pane->filter()->edit(), Qt::Key_Return);
    QTRY_COMPARE(chosen.size(), 1);
    QCOMPARE(chosen.last().at(0).toLongLong(), m_sessions.at(4));
    press(Qt::Key_End);
    QTRY_COMPARE(chosen.size(), 2);
    QCOMPARE(chosen.last().at(0).toLongLong(), m_sessions.at(0));
}

void TestSessionListPane::tagsOfSeveral()
{
    m_store->execute(u"INSERT INTO session_tag VALUES (%1, 'keep'), (%1, 'half'), (%2, 'keep'), (%3, 'other')"_s
                         .arg(m_sessions.at(0))
                         .arg(m_sessions.at(1))
                         .arg(m_sessions.at(4)));
    click(m_sessions.at(0));
    click(m_sessions.at(1), Qt::ControlModifier);
    press(Qt::Key_T);
    QTRY_VERIFY(m_pane->findChild<TagEditor *>() != nullptr);
    auto *editor = m_pane->findChild<TagEditor *>();
    QCOMPARE(editor->windowTitle(), u"Tag 2 sessions"_s);
    QVERIFY(!editor->isModal());
    const auto box = [editor](const QString &tag) {
        for (QCheckBox *each : editor->findChildren<QCheckBox *>()) {
            if (each->text() == tag)
                return each;
        }
        return static_cast<QCheckBox *>(nullptr);
    };
    QCOMPARE(box(u"keep"_s)->checkState(), Qt::Checked);
    QCOMPARE(box(u"half"_s)->checkState(), Qt::PartiallyChecked);
    QCOMPARE(box(u"other"_s)->checkState(), Qt::Unchecked);
    QTest::keyClick(box(u"keep"_s), Qt::Key_Space);
    auto *field = editor->findChild<QLineEdit *>();
    QTest::keyClicks(field, u"  fresh, one"_s); // a tag is one word
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(box(u"fresh"_s) != nullptr && box(u"fresh"_s)->isChecked());
    QTest::keyClicks(field, u"OTHER"_s); // the one there is
    QTest::keyClick(field, Qt::Key_Return);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(m_door.tagged.size(), 1);
    QCOMPARE(m_door.tagged.front().sessions, uuids(m_sessions.mid(0, 2)));
    QCOMPARE(m_door.tagged.front().add, (QStringList{u"other"_s, u"fresh"_s, u"one"_s}));
    QCOMPARE(m_door.tagged.front().remove, QStringList{u"keep"_s});
    QTRY_VERIFY(m_pane->findChild<TagEditor *>() == nullptr);
}

void TestSessionListPane::noteOfOne()
{
    m_store->execute(u"INSERT INTO session_note VALUES (%1, 'ask Ann', 1)"_s.arg(m_sessions.at(1)));
    click(m_sessions.at(1));
    press(Qt::Key_N);
    QTRY_VERIFY(m_pane->findChild<NoteEditor *>() != nullptr);
    auto *text = m_pane->findChild<NoteEditor *>()->findChild<QPlainTextEdit *>();
    QCOMPARE(text->toPlainText(), u"ask Ann"_s);
    QTest::keyClicks(text, u" or Bob"_s);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_door.notes.size(), 1);
    QCOMPARE(m_door.notes.front(), (QPair<QString, QString>(u"uuid-1"_s, u"ask Ann or Bob"_s)));
    click(m_sessions.at(2), Qt::ControlModifier);
    QVERIFY(!command(u"Note…"_s)->isEnabled()); // of one session only
    QVERIFY(command(u"Tag…"_s)->isEnabled());
}

void TestSessionListPane::menuByKey()
{
    click(m_sessions.at(1));
    press(Qt::Key_F10, Qt::ShiftModifier);
    QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu != nullptr);
    QStringList texts;
    for (const QAction *action : menu->actions()) {
        if (!action->isSeparator())
            texts.append(action->text());
    }
    QCOMPARE(texts, (QStringList{u"Open"_s, u"Copy resume command"_s, u"Copy session id"_s, u"Export…"_s, u"Tag…"_s,
                                 u"Note…"_s, u"Filter by its project"_s, u"Filter by its branch"_s,
                                 u"Filter by its model"_s, u"Delete"_s}));
    QTest::keyClick(menu, Qt::Key_Escape);
    QVERIFY(QApplication::activePopupWidget() == nullptr);
    press(Qt::Key_Menu);
    QTRY_VERIFY(QApplication::activePopupWidget() == menu);
    menu->close();
}

void TestSessionListPane::copies()
{
    click(m_sessions.at(0));
    click(m_sessions.at(1), Qt::ShiftModifier);
    QSignalSpy noted(m_pane.get(), &SessionListPane::noted);
    press(Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(noted.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"uuid-0\nuuid-1"_s);
    click(m_sessions.at(3));
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(noted.size(), 2);
    QVERIFY(QGuiApplication::clipboard()->text().contains("--resume uuid-3"_L1));
}

void TestSessionListPane::filterByWhatASessionHas()
{
    QSignalSpy changed(m_pane.get(), &SessionListPane::filterChanged);
    click(m_sessions.at(1));
    command(u"Filter by its branch"_s)->trigger();
    QTRY_COMPARE(m_pane->filterText(), u"branch:fix/retry"_s);
    QTRY_COMPARE(counts(), u"1 of 5"_s);
    QCOMPARE(changed.size(), 1);
    m_pane->setFilterText(u"sess"_s); // a place in the history
    QTRY_COMPARE(counts(), u"5 of 5"_s);
    QCOMPARE(changed.size(), 1);
    m_pane->addFilterTerm(u"project:storefront"_s);
    QCOMPARE(m_pane->filterText(), u"project:storefront sess"_s); // the word is still being typed
    QTRY_COMPARE(counts(), u"2 of 5"_s);
    QCOMPARE(changed.size(), 2);
}

void TestSessionListPane::exportsTheSelection()
{
    QSignalSpy wanted(m_pane.get(), &SessionListPane::exportRequested);
    click(m_sessions.at(2));
    click(m_sessions.at(4), Qt::ControlModifier);
    command(u"Export…"_s)->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.front().at(0).value<QList<qint64>>(), (QList<qint64>{m_sessions.at(2), m_sessions.at(4)}));
}

void TestSessionListPane::emptyListsSayWhy()
{
    m_pane->filter()->setText(u"nothing of this kind"_s);
    QTRY_COMPARE(counts(), u"0 of 5"_s);
    auto *empty = m_pane->findChild<EmptyState *>();
    QVERIFY(empty->isVisible());
    QVERIFY(empty->accessibleName().contains("none of the 5"_L1));
    QTest::mouseClick(empty->findChild<QAbstractButton *>(), Qt::LeftButton);
    QTRY_COMPARE(counts(), u"5 of 5"_s);
    QCOMPARE(m_pane->filterText(), QString());
    QVERIFY(!empty->isVisible());
    m_store->execute(u"UPDATE session SET deleted_at = 1"_s);
    m_pane->refresh();
    QTRY_VERIFY(empty->isVisible());
    QVERIFY(empty->accessibleName().startsWith("No sessions yet"_L1));
}

QTEST_MAIN(TestSessionListPane)
#include "tst_sessionlistpane.moc"
