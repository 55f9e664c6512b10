// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include "models/items/queryrunner.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/inspector/careeditor.h"
#include "views/inspector/foldsection.h"
#include "views/inspector/inspectorlines.h"
#include "views/inspector/inspectorpane.h"
#include "views/inspector/linelist.h"
#include "views/inspector/rawview.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Section = InspectorPane::Section;

class TestInspector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void sectionsTellTheSession();
    void clicksGoToEachInTurn();
    void keysDoWhatClicksDo();
    void foldingIsKeptAndFiguresStay();
    void refreshKeepsTheScrollPosition();
    void unchangedSessionsAreNotReadAgain();
    void tagsGoThroughTheDoor();
    void notesAreKeptWhileWriting();
    void valuesBecomeFilters();
    void rawEventsAreReadWhenOpen();
    void longListsWaitBehindALine();
    void costsSayWhatTheyAre();
    void anErrorHasMoreRoomThanItsTool();
    void errorsAndNoSessionAreTold();

private:
    void show(qint64 session);
    qint64 call(const QString &tool, const QString &head, Outcome outcome, int added = 0, int removed = 0,
                const QString &output = {});
    [[nodiscard]] LineList *list(Section which) const { return m_pane->list(which); }
    void click(LineList *in, int row);

    std::unique_ptr<TestStore> m_store;
    std::unique_ptr<QueryRunner> m_runner;
    FakeDoor *m_door = nullptr;
    std::unique_ptr<InspectorPane> m_pane;
    qint64 m_session = 0;
    qint64 m_at = 1'000;
    QList<qint64> m_edits;
};

void TestInspector::initTestCase()
{
    QCoreApplication::setOrganizationName(u"assay-test"_s);
    Theme::instance()->apply(Theme::Scheme::Light);
}

qint64 TestInspector::call(const QString &tool, const QString &head, Outcome outcome, int added, int removed,
                           const QString &output)
{
    m_at += 1'000;
    const qint64 id = m_store->addEvent({.session = m_session,
                                         .kind = EventKind::ToolCall,
                                         .outcome = outcome,
                                         .at = m_at,
                                         .tool = tool,
                                         .toolUseId = u"toolu_%1"_s.arg(m_at),
                                         .head = head,
                                         .output = output});
    m_store->execute(
        u"UPDATE event SET lines_added = %1, lines_removed = %2, duration_ms = 40 WHERE id = %3"_s.arg(added)
            .arg(removed)
            .arg(id));
    return id;
}

void TestInspector::init()
{
    m_pane.reset();
    m_runner.reset();
    QSettings().clear();
    m_store = std::make_unique<TestStore>();
    m_at = 1'000;
    m_session = m_store->addSession({.title = u"mend"_s, .branch = u"fix/retry"_s});
    m_store->execute(u"UPDATE session SET cwd = '/home/dev/project', version = '2.1.44', entrypoint = 'cli'"_s);
    m_store->addEvent({.session = m_session,
                       .kind = EventKind::Prompt,
                       .at = 1'000,
                       .head = u"mend it"_s,
                       .line = R"({"type":"user","permissionMode":"plan"})"});
    m_edits = {call(u"Edit"_s, u"/home/dev/project/src/client.go"_s, Outcome::Ok, 17, 4),
               call(u"Edit"_s, u"/home/dev/project/src/client.go"_s, Outcome::Ok, 20, 3)};
    call(u"Read"_s, u"/home/dev/project/README"_s, Outcome::Ok);
    call(u"Bash"_s, u"make"_s, Outcome::Failed, 0, 0, u"Exit code 2\nerror: no wombat"_s);
    call(u"Bash"_s, u"make"_s, Outcome::Ok);
    call(u"Bash"_s, u"git push"_s, Outcome::Denied, 0, 0, u"The user doesn't want to proceed"_s);
    const qint64 run = m_store->addRun(m_session, u"helper"_s, u"toolu_run"_s);
    m_store->execute(u"UPDATE run SET agent_type = 'Explore', description = 'find callers' WHERE id = %1"_s.arg(run));
    m_store->execute(u"UPDATE session SET events_total = 7"_s);
    m_door = new FakeDoor(this);
    m_runner = std::make_unique<QueryRunner>(m_store->file());
    m_pane = std::make_unique<InspectorPane>(m_runner.get(), m_door);
    m_pane->resize(320, 600);
    m_pane->show();
    show(m_session);
}

void TestInspector::show(qint64 session)
{
    const QSignalSpy settled(m_pane.get(), &InspectorPane::settled);
    m_pane->setSession(session);
    QTRY_VERIFY(!settled.isEmpty());
}

void TestInspector::click(LineList *in, int row)
{
    QTest::mouseClick(in->viewport(), Qt::LeftButton, {}, in->visualRect(in->model()->index(row, 0)).center());
}

void TestInspector::sectionsTellTheSession()
{
    const QAbstractItemModelTester tester(list(Section::Files)->model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QList<InspectorLine> files = list(Section::Files)->lines();
    QCOMPARE(files.size(), 2);
    QCOMPARE(files.first().lead, u"src/"_s);
    QCOMPARE(files.first().text, u"client.go"_s);
    QCOMPARE(files.first().figures.first().text, u"+37"_s);
    QCOMPARE(files.last().text, u"README"_s);
    QCOMPARE(files.last().tone, Tone::Text3); // only read
    QCOMPARE(m_pane->section(Section::Files)->head()->figure(), u"1 · +37 \u22127"_s);
    QCOMPARE(m_pane->section(Section::Commands)->head()->figure(), u"3 · 1 failed"_s);
    QCOMPARE(m_pane->section(Section::Errors)->head()->figure(), u"1 kind · 1 · 1 denied"_s);
    QCOMPARE(list(Section::Errors)->lines().first().text, u"error: no wombat"_s);
    QCOMPARE(list(Section::Errors)->lines().last().text, u"Denied: git push"_s);
    QCOMPARE(list(Section::Runs)->lines().first().text, u"Explore: find callers"_s);
    QStringList facts;
    for (const InspectorLine &line : list(Section::Facts)->lines())
        facts.append(line.label + u'=' + line.lead + line.text);
    QVERIFY(facts.contains(u"Folder=/home/dev/project"_s));
    QVERIFY(facts.contains(u"Branch=fix/retry"_s));
    QVERIFY(facts.contains(u"Client=2.1.44 · terminal · plan"_s));
    m_pane->grab();
}

void TestInspector::clicksGoToEachInTurn()
{
    const QSignalSpy asked(m_pane.get(), &InspectorPane::eventRequested);
    for (const qint64 event : {m_edits.at(1), m_edits.at(0), m_edits.at(1)}) { // the last change first
        click(list(Section::Files), 0);
        QCOMPARE(asked.last().first().toLongLong(), event);
    }
    const QSignalSpy runs(m_pane.get(), &InspectorPane::runRequested);
    click(list(Section::Runs), 0); // its call is not known: the run itself
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs.first().first().toLongLong(), m_session);
}

void TestInspector::keysDoWhatClicksDo()
{
    const QSignalSpy asked(m_pane.get(), &InspectorPane::eventRequested);
    LineList *files = list(Section::Files);
    files->setFocus();
    QTRY_VERIFY(files->hasFocus());
    QCOMPARE(files->currentIndex().row(), 0);
    QTest::keyClick(files, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QTest::keyClick(files, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"/home/dev/project/src/client.go"_s);
    LineList *facts = list(Section::Facts);
    click(facts, 0); // the line with the icon of copying
    QCOMPARE(QApplication::clipboard()->text(),
             m_store->number(u"SELECT 1"_s) == 1 ? list(Section::Facts)->lines().first().copy : QString());
    for (const Section each : {Section::Facts, Section::Files, Section::Errors, Section::Runs, Section::Commands}) {
        QVERIFY(!list(each)->accessibleName().isEmpty());
        const QModelIndex first = list(each)->model()->index(0, 0);
        QVERIFY(!first.data(Qt::AccessibleTextRole).toString().isEmpty());
    }
}

void TestInspector::foldingIsKeptAndFiguresStay()
{
    FoldSection *files = m_pane->section(Section::Files);
    QVERIFY(files->isOpen());
    QTest::mouseClick(files->head(), Qt::LeftButton);
    QVERIFY(!files->isOpen());
    QVERIFY(!list(Section::Files)->isVisible());
    QVERIFY(files->head()->accessibleName().contains(u"+37"_s));
    QTest::keyClick(m_pane->section(Section::Commands)->head(), Qt::Key_Right);
    QVERIFY(m_pane->section(Section::Commands)->isOpen());
    const InspectorPane again(m_runner.get(), m_door);
    QVERIFY(!again.section(Section::Files)->isOpen());
    QVERIFY(again.section(Section::Commands)->isOpen());
}

void TestInspector::refreshKeepsTheScrollPosition()
{
    m_pane->resize(320, 200);
    QScrollBar *bar = m_pane->findChild<QScrollArea *>()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 60);
    bar->setValue(60);
    list(Section::Files)->setCurrentIndex(list(Section::Files)->model()->index(1, 0));
    call(u"Edit"_s, u"/home/dev/project/src/queue.go"_s, Outcome::Ok, 1, 0);
    m_store->execute(u"UPDATE session SET events_total = 8"_s);
    const QSignalSpy settled(m_pane.get(), &InspectorPane::settled);
    m_pane->refresh();
    QTRY_VERIFY(!settled.isEmpty());
    QCOMPARE(list(Section::Files)->lines().size(), 3);
    QCOMPARE(bar->value(), 60);
    QCOMPARE(list(Section::Files)->currentIndex().data().toString(), u"README"_s); // the same, a row further down
}

void TestInspector::unchangedSessionsAreNotReadAgain()
{
    const QSignalSpy settled(m_pane.get(), &InspectorPane::settled);
    const qint64 before = m_runner->statements();
    m_pane->refresh();
    QTRY_VERIFY(!settled.isEmpty());
    const qint64 asked = m_runner->statements() - before;
    QVERIFY2(asked <= 14, qPrintable(QString::number(asked))); // the facts and the summary only
}

void TestInspector::tagsGoThroughTheDoor()
{
    m_pane->section(Section::Care)->setOpen(true);
    QLineEdit *field = m_pane->care()->tagField();
    QTest::keyClicks(field, u"keep"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_door->tagged.size(), 1);
    QCOMPARE(m_door->tagged.last().add, QStringList{u"keep"_s});
    m_store->execute(u"INSERT INTO session_tag VALUES(%1, 'keep')"_s.arg(m_session));
    m_pane->refresh();
    QTRY_COMPARE(m_pane->section(Section::Care)->head()->figure(), u"1 tag"_s);
    QToolButton *chip = nullptr;
    for (QToolButton *button : m_pane->care()->findChildren<QToolButton *>())
        chip = button->text() == "keep"_L1 ? button : chip;
    QVERIFY(chip != nullptr);
    const QSignalSpy filtered(m_pane.get(), &InspectorPane::filterRequested);
    chip->actions().first()->trigger();
    QCOMPARE(filtered.last().first().toString(), u"tag:keep"_s);
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(m_door->tagged.last().remove, QStringList{u"keep"_s});
}

void TestInspector::notesAreKeptWhileWriting()
{
    m_pane->editNote();
    QVERIFY(m_pane->section(Section::Care)->isOpen());
    QPlainTextEdit *note = m_pane->care()->note();
    QTRY_VERIFY(note->hasFocus());
    QTest::keyClicks(note, u"look again"_s);
    const QSignalSpy settled(m_pane.get(), &InspectorPane::settled);
    m_pane->refresh(); // the store knows nothing of it yet
    QTRY_VERIFY(!settled.isEmpty());
    QCOMPARE(note->toPlainText(), u"look again"_s);
    m_pane->care()->tagField()->setFocus(); // leaving keeps it
    QCOMPARE(m_door->notes.size(), 1);
    QCOMPARE(m_door->notes.first().second, u"look again"_s);
    m_pane->setSession(0);
    QVERIFY(note->toPlainText().isEmpty());
    QCOMPARE(m_door->notes.size(), 1); // clearing is no change
}

void TestInspector::valuesBecomeFilters()
{
    const QSignalSpy filtered(m_pane.get(), &InspectorPane::filterRequested);
    LineList *errors = list(Section::Errors);
    errors->setCurrentIndex(errors->model()->index(0, 0));
    QContextMenuEvent wanted(QContextMenuEvent::Keyboard, {}, {}, Qt::NoModifier);
    QCoreApplication::sendEvent(errors, &wanted);
    auto *menu = errors->findChild<QMenu *>();
    QVERIFY(menu != nullptr);
    QStringList terms;
    for (QAction *action : menu->actions()) {
        if (action->text().startsWith("Add"_L1) || action->text().startsWith("Exclude"_L1))
            action->trigger();
    }
    for (const auto &each : filtered)
        terms.append(each.first().toString());
    QCOMPARE(terms, (QStringList{u"\"error: no wombat\""_s, u"-\"error: no wombat\""_s}));
    menu->close();
    QCOMPARE(list(Section::Files)->lines().first().term, u"file:src/client.go"_s);
    m_pane->section(Section::Commands)->setOpen(true);
    QTRY_VERIFY(!list(Section::Commands)->lines().isEmpty());
    QCOMPARE(list(Section::Commands)->lines().first().term, u"\"git push\""_s);
    const auto commandTerm = [](const QString &command) {
        return commandLines({{.command = command, .runs = 1}}).lines.first().term;
    };
    QCOMPARE(commandTerm(u"make"_s), u"make"_s);
    QCOMPARE(commandTerm(u"echo \"a b\"\nls"_s), u"\"echo  a b \""_s);
    QCOMPARE(commandTerm(u"; |"_s), QString());
    QVERIFY(commandTerm(u"word "_s.repeated(50)).size() < 90);
    QCOMPARE(bookmarkLines({{.eventId = 1, .head = u"x"_s}}).lines.first().term, u"has:bookmark"_s);
}

void TestInspector::rawEventsAreReadWhenOpen()
{
    const qint64 prompt = m_store->number(u"SELECT min(id) FROM event"_s);
    m_pane->setEvent(prompt);
    QTRY_VERIFY(m_pane->section(Section::Raw)->head()->figure().startsWith(u"Prompt"_s));
    QVERIFY(m_pane->raw()->text()->toPlainText().isEmpty());
    m_pane->section(Section::Raw)->setOpen(true);
    QTRY_VERIFY(m_pane->raw()->text()->toPlainText().contains(u"\"permissionMode\": \"plan\""_s));
    const QTreeView *tree = m_pane->raw()->tree();
    const QAbstractItemModelTester tester(tree->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    QVERIFY(tree->isVisible());
    m_pane->raw()->findField()->setText(u"permission"_s);
    QTest::keyClick(m_pane->raw()->findField(), Qt::Key_Return);
    QCOMPARE(tree->currentIndex().data().toString(), u"permissionMode"_s);
    QCOMPARE(tree->currentIndex().siblingAtColumn(1).data().toString(), u"plan"_s);
    QVERIFY(tree->isExpanded(tree->currentIndex().parent()));
    QTest::keySequence(m_pane->raw()->tree(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"plan"_s);
    QTest::mouseClick(m_pane->raw()->treeButton(), Qt::LeftButton);
    QVERIFY(!tree->isVisible() && m_pane->raw()->text()->isVisible());
    QTest::keyClick(m_pane->raw()->findField(), Qt::Key_Return);
    QCOMPARE(m_pane->raw()->text()->textCursor().selectedText(), u"permission"_s);
    QTRY_VERIFY(m_pane->section(Section::Turn)->head()->figure().startsWith(u"1 of 1"_s));
}

void TestInspector::longListsWaitBehindALine()
{
    for (int i = 0; i < 150; ++i)
        call(u"Bash"_s, u"make target%1"_s.arg(i), Outcome::Ok);
    m_store->execute(u"UPDATE session SET events_total = 200"_s);
    m_pane->section(Section::Commands)->setOpen(true);
    m_pane->refresh();
    LineList *commands = list(Section::Commands);
    QTRY_COMPARE(commands->lines().size(), 152);
    QCOMPARE(commands->model()->rowCount(), LineList::linesAtFirst + 1);
    click(commands, LineList::linesAtFirst);
    QCOMPARE(commands->model()->rowCount(), 152);
}

void TestInspector::costsSayWhatTheyAre()
{
    const auto cost = [](const SessionFacts &facts) {
        const QList<InspectorLine> lines = factLines(facts).lines;
        for (const InspectorLine &line : lines) {
            if (line.key == "cost"_L1)
                return line.text + u' ' + line.note;
        }
        return QString();
    };
    SessionFacts facts;
    QCOMPARE(cost(facts), QString()); // no tokens, nothing to tell
    facts.session.costUsd = 3.12;
    facts.session.costSource = u"estimate"_s;
    QCOMPARE(cost(facts), u"$3.12 estimate"_s);
    facts.session.costSource = u"client"_s;
    QCOMPARE(cost(facts), u"$3.12 client's figure"_s);
    facts.session.costUsd.reset();
    facts.unpricedReplies = 2;
    QCOMPARE(cost(facts), u"unknown 2 replies of a model without a price"_s);
    QCOMPARE(tokensText({212'000, 38'000, 1'600'000, 10'000}, true), u"212 k in · 1.6 M cached · \u2265 38 k out"_s);
    QCOMPARE(shortModel(u"claude-opus-4-5-20251101"_s), u"opus-4-5"_s);
}

void TestInspector::anErrorHasMoreRoomThanItsTool()
{
    ErrorGroup group;
    group.tool = u"mcp__conductor__GetWorkspaceDiff"_s;
    group.line = u"The workspace was not found"_s;
    group.events = {1};
    const InspectorLine line = errorLines({group}).lines.first();
    QCOMPARE(line.figures.first().text, u"GetWorkspaceDiff"_s);
    QVERIFY(line.tip.contains(group.tool));
}

void TestInspector::errorsAndNoSessionAreTold()
{
    m_pane->setSession(0);
    QVERIFY(!m_pane->findChild<QScrollArea *>()->isVisible());
    show(m_session);
    QVERIFY(m_pane->findChild<QScrollArea *>()->isVisible());
    m_pane->setSession(4'711); // there is none
    QTRY_VERIFY(!m_pane->findChild<QScrollArea *>()->isVisible());
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
