// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeView>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/mainwindow.h"
#include "views/shell/welcomepane.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

QPushButton *buttonOf(QWidget *parent, const QString &text)
{
    for (QPushButton *button : parent->findChildren<QPushButton *>()) {
        if (button->text().contains(text))
            return button;
    }
    return nullptr;
}

} // namespace

class TestMainWindow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void welcomesWhenEmpty();
    void importsFromTheWelcomePane();
    void opensASessionByClick();
    void filtersAsOneTypes();
    void explainsAWrongTerm();
    void searchOpensTheEvent();
    void goesBackAndForward();
    void everythingHasAName();
    void errorsGoWhenItWorks();
    void toolTipsShowWhatIsThere();

private:
    void click(const QModelIndex &index);
    TestStore m_store;
    qint64 m_first = 0;
    qint64 m_second = 0;
    FakeDoor m_door;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
    const qint64 project = m_store.addProject(u"github.com/harbor/payments"_s);
    m_first = m_store.addSession({.project = project, .title = u"Retry the gateway"_s, .errors = 2});
    m_second = m_store.addSession({.project = project, .title = u"Rename a module"_s});
    for (const qint64 session : {m_first, m_second}) {
        m_store.addEvent({.session = session, .kind = EventKind::Prompt, .text = u"please do it"_s});
        for (int i = 0; i < 40; ++i)
            m_store.addEvent({.session = session,
                              .kind = EventKind::Reply,
                              .text = session == m_first && i == 30 ? u"the cormorant dives"_s : u"reply"_s});
    }
    m_store.addEvent({.session = m_first,
                      .kind = EventKind::ToolCall,
                      .outcome = Outcome::Failed,
                      .tool = u"Bash"_s,
                      .head = u"make"_s,
                      .output = u"broken"_s});
}

void TestMainWindow::init()
{
    m_door.present.state = AgentStatus::State::Running;
    m_window.reset();
    m_runner = std::make_unique<QueryRunner>(m_store.file());
    m_window = std::make_unique<MainWindow>(m_runner.get(), &m_door);
    m_window->resize(1280, 800);
    m_window->show();
    QTRY_COMPARE(m_window->sessions()->model()->total(), 2);
}

void TestMainWindow::click(const QModelIndex &index)
{
    QTreeView *tree = m_window->sessions()->tree();
    tree->scrollTo(index);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(index).center());
}

void TestMainWindow::welcomesWhenEmpty()
{
    QVERIFY(!m_window->isWelcomeShown());
    const QTemporaryDir nowhere;
    QueryRunner runner(nowhere.filePath(u"none.db"_s));
    MainWindow window(&runner, &m_door);
    window.show();
    QTRY_VERIFY(window.isWelcomeShown());
    QVERIFY(window.windowTitle().contains(u"Assay"_s));
}

void TestMainWindow::importsFromTheWelcomePane()
{
    m_door.transcripts = {u"~/.claude/projects"_s, 612, 1'400'000'000, 23, 1'000};
    m_window->showWelcome();
    Q_EMIT m_door.foundChanged();
    QPushButton *import = buttonOf(m_window->welcome(), u"Import 612"_s);
    QVERIFY(import != nullptr && import->isEnabled());
    QTest::mouseClick(import, Qt::LeftButton);
    QCOMPARE(m_door.started, 1);
    m_door.import = {true, 612, 251, 583'000'000, 1'400'000'000, 71e6, 12, 28'410, 3, {}};
    Q_EMIT m_door.progressChanged();
    QVERIFY(!import->isVisible());
    QPushButton *cancel = buttonOf(m_window->welcome(), u"Cancel"_s);
    QVERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QCOMPARE(m_door.cancelled, 1);
    m_door.import = {};
    Q_EMIT m_door.importFinished({612, 2, 82, 0, 20'000, false});
    QVERIFY(import->isVisible());
    QTest::mouseClick(buttonOf(m_window->welcome(), u"sample"_s), Qt::LeftButton);
    QCOMPARE(m_door.samplesOpened, 1);
    m_door.present.state = AgentStatus::State::NotRunning;
    m_door.present.reason = u"The agent did not start. Nothing is lost. Start it by hand."_s;
    Q_EMIT m_door.stateChanged();
    QVERIFY(!import->isEnabled());
}

void TestMainWindow::opensASessionByClick()
{
    SessionTreeModel *model = m_window->sessions()->model();
    QTRY_VERIFY(model->indexOf(m_first).isValid());
    click(model->indexOf(m_first));
    QTRY_COMPARE(m_window->transcript()->model()->sessionId(), m_first);
    QTRY_COMPARE(m_window->transcript()->model()->rowCount(), 42);
    QTRY_VERIFY(m_window->windowTitle().contains(u"Retry the gateway"_s));
}

void TestMainWindow::filtersAsOneTypes()
{
    SessionListPane *list = m_window->sessions();
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(list->filter()->edit()->hasFocus());
    QTest::keyClicks(list->filter()->edit(), u"is:error"_s);
    QTRY_COMPARE(list->model()->shown(), 1);
    QCOMPARE(list->model()->total(), 2);
    QTest::keyClick(list->filter()->edit(), Qt::Key_Return);
    QTRY_VERIFY(list->tree()->hasFocus());
    QTRY_COMPARE(m_window->transcript()->model()->sessionId(), m_first);
    QTest::keyClick(list->filter()->edit(), Qt::Key_Escape);
    QTRY_COMPARE(list->model()->shown(), 2);
}

void TestMainWindow::explainsAWrongTerm()
{
    SessionListPane *list = m_window->sessions();
    QTest::keyClicks(list->filter()->edit(), u"colour:red"_s);
    QTRY_VERIFY(!list->filter()->edit()->accessibleDescription().isEmpty());
    QTest::keyClick(list->filter()->edit(), Qt::Key_Escape);
    QTRY_VERIFY(list->filter()->edit()->accessibleDescription().isEmpty());
}

void TestMainWindow::searchOpensTheEvent()
{
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    SearchPane *search = m_window->search();
    QTRY_VERIFY(search->field()->edit()->hasFocus());
    QTest::keyClicks(search->field()->edit(), u"cormorant"_s);
    QTest::keyClick(search->field()->edit(), Qt::Key_Return);
    QTRY_COMPARE(search->model()->hitCount(), 1);
    QTRY_VERIFY(search->list()->hasFocus());
    QTRY_COMPARE(search->countText(), u"1 hit"_s);
    QTest::keyClick(search->list(), Qt::Key_Return);
    QTRY_COMPARE(m_window->transcript()->model()->sessionId(), m_first);
    QTRY_COMPARE(m_window->transcript()->view()->currentRow(), 31);
}

void TestMainWindow::goesBackAndForward()
{
    TranscriptModel *model = m_window->transcript()->model();
    m_window->openSession(m_first);
    QTRY_COMPARE(model->rowCount(), 42);
    m_window->transcript()->view()->setCurrentRow(20);
    m_window->openSession(m_second);
    QTRY_COMPARE(model->sessionId(), m_second);
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(model->sessionId(), m_first);
    QTRY_COMPARE(m_window->transcript()->view()->currentRow(), 20);
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(model->sessionId(), m_second);
}

void TestMainWindow::everythingHasAName()
{
    int seen = 0;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->isHidden() && !widget->isWindow() && qobject_cast<const QAbstractButton *>(widget) != nullptr)
            continue;
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr ||
            widget->objectName().startsWith(u"qt_"_s) || widget->inherits("QLabel")) // called by what it says
            continue;
        ++seen;
        const QVariant text = widget->property("text");
        const bool named = !widget->accessibleName().isEmpty() ||
                           (qobject_cast<const QAbstractButton *>(widget) != nullptr && !text.toString().isEmpty());
        const QWidget *parent = widget->parentWidget();
        const bool inside = parent != nullptr && (parent->inherits("QLineEdit") ||
                                                  parent->inherits("QAbstractScrollArea") || widget->inherits("QMenu"));
        QVERIFY2(named || inside, widget->metaObject()->className());
    }
    QVERIFY(seen > 10);
}

void TestMainWindow::errorsGoWhenItWorks()
{
    const auto says = [this](const QString &text) {
        for (const QLabel *label : m_window->welcome()->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    };
    m_door.present = {};
    m_door.present.state = AgentStatus::State::Running;
    m_door.transcripts = {u"~/.claude/projects"_s, 612, 1'400'000'000, 23, 1'000};
    m_door.import = {};
    m_window->showWelcome();
    Q_EMIT m_door.failed(u"Another import runs."_s);
    QVERIFY(says(u"not possible now"_s));
    QVERIFY(says(u"Another import runs."_s));
    m_door.import.running = true;
    Q_EMIT m_door.progressChanged();
    QVERIFY(!says(u"not possible now"_s));
    QVERIFY(says(u"importing"_s));
    m_door.import = {};
    Q_EMIT m_door.progressChanged();
    QVERIFY(!says(u"not possible now"_s));
    QVERIFY(!says(u"Another import runs."_s));
}

void TestMainWindow::toolTipsShowWhatIsThere()
{
    const QString reason = u"<b>Disk full</b> & \"a < b\".\nNothing is lost."_s;
    m_door.present.state = AgentStatus::State::NotRunning;
    m_door.present.reason = reason;
    Q_EMIT m_door.stateChanged();
    QString tip;
    for (const QToolButton *button : m_window->findChildren<QToolButton *>()) {
        if (button->text() == u"Not capturing: agent not running"_s)
            tip = button->toolTip();
    }
    QVERIFY(!tip.isEmpty());
    QTextDocument shown;
    if (Qt::mightBeRichText(tip))
        shown.setHtml(tip);
    else
        shown.setPlainText(tip);
    QCOMPARE(shown.toPlainText(), reason);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
