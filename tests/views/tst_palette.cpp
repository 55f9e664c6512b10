// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "models/items/fuzzymatch.h"
#include "models/items/queryrunner.h"
#include "models/items/quicksearch.h"
#include "models/items/sessiontreemodel.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/desk/deskpage.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/mainwindow.h"
#include "views/shell/palette.h"
#include "views/shell/palettefield.h"
#include "views/shell/palettemodel.h"
#include "views/shell/settingsdialog.h"
#include "views/shell/toolstrip.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/command.h"
#include "views/widgets/filterline.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestPalette final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void opensAndGivesTheFocusBack();
    void opensFromTheField();
    void findsASession();
    void findsACommand();
    void commandsAsTypedStandBeforeScatteredNames();
    void projectSetsTheFilter();
    void candidateOpensAtTheDesk();
    void hitOpensTheEvent();
    void hitsThatComeLastAreChosen();
    void controlEnterSearches();
    void enterWaitsForTheAnswer();
    void keysStepOverHeadings();
    void chosenRowStaysInPlace();
    void clickElsewhereCloses();
    void seenSessionsComeFirst();

private:
    void open();
    void type(const QString &text);
    [[nodiscard]] Palette *palette() const { return m_window->quickPalette(); }
    [[nodiscard]] PaletteModel *model() const { return palette()->model(); }
    [[nodiscard]] PaletteRow current() const
    {
        const int row = palette()->list()->currentIndex().row();
        return model()->isChoice(row) ? model()->row(row) : PaletteRow();
    }
    [[nodiscard]] bool shows(PaletteRow::Kind kind) const;

    TestStore m_store;
    qint64 m_retry = 0;
    qint64 m_cart = 0;
    qint64 m_hit = 0;
    FakeDoor m_door;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<MainWindow> m_window;
};

void TestPalette::initTestCase()
{
    Theme::instance()->setReducedMotion(true);
    const qint64 payments = m_store.addProject(u"github.com/acme/payments"_s);
    const qint64 web = m_store.addProject(u"github.com/acme/storefront"_s);
    m_retry = m_store.addSession({.project = payments, .title = u"Retry 503s"_s, .startedAt = 2'000});
    m_cart = m_store.addSession({.project = web, .title = u"Cart drawer"_s, .startedAt = 3'000});
    for (const qint64 session : {m_retry, m_cart}) {
        for (int i = 0; i < 30; ++i)
            m_store.addEvent({.session = session, .text = u"reply"_s});
    }
    m_hit = m_store.addEvent({.session = m_retry, .text = u"the cormorant dives"_s});
}

void TestPalette::init()
{
    m_window.reset();
    m_door.present.state = AgentStatus::State::Running;
    m_runner = std::make_unique<QueryRunner>(m_store.file());
    m_window = std::make_unique<MainWindow>(m_runner.get(), &m_door);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::Fatal, m_window.get());
    QTRY_COMPARE(m_window->sessions()->model()->total(), 2);
}

void TestPalette::open()
{
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(palette()->isVisible());
    QTRY_VERIFY(palette()->edit()->hasFocus());
}

void TestPalette::type(const QString &text)
{
    open();
    QTest::keyClicks(palette()->edit(), text);
}

bool TestPalette::shows(PaletteRow::Kind kind) const
{
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (model()->row(row).kind == kind)
            return true;
    }
    return false;
}

void TestPalette::opensAndGivesTheFocusBack()
{
    m_window->sessions()->tree()->setFocus();
    open();
    QTRY_COMPARE(current().kind, PaletteRow::Kind::Session);
    QTest::keyClick(palette()->edit(), Qt::Key_Escape);
    QVERIFY(!palette()->isVisible());
    QTRY_VERIFY(m_window->sessions()->tree()->hasFocus());
}

void TestPalette::opensFromTheField()
{
    QTest::mouseClick(m_window->tools()->field(), Qt::LeftButton);
    QVERIFY(palette()->isVisible());
    palette()->dismiss();
    m_window->tools()->field()->setFocus();
    QTest::keyClick(m_window->tools()->field(), Qt::Key_R);
    QVERIFY(palette()->isVisible());
    QCOMPARE(palette()->edit()->text(), u"r"_s);
    QTest::keyClicks(palette()->edit(), u"e"_s);
    QCOMPARE(palette()->edit()->text(), u"re"_s);
}

void TestPalette::findsASession()
{
    type(u"r50"_s);
    QTRY_COMPARE(current().sessionId, m_retry);
    QCOMPARE(current().marks, (QList<QPair<int, int>>{{0, 1}, {6, 2}}));
    QTest::keyClick(palette()->edit(), Qt::Key_Return);
    QVERIFY(!palette()->isVisible());
    QTRY_COMPARE(m_window->transcript()->model()->sessionId(), m_retry);
}

// At once: no answer of the store is needed.
void TestPalette::findsACommand()
{
    type(u"settings"_s);
    QVERIFY(shows(PaletteRow::Kind::Command));
    QTRY_COMPARE(current().text, u"Settings"_s);
    QCOMPARE(current().keys, u"Ctrl+,"_s);
    QTest::keyClick(palette()->edit(), Qt::Key_Return);
    QTRY_VERIFY(m_window->findChild<SettingsDialog *>() != nullptr);
    m_window->findChild<SettingsDialog *>()->close();
    m_window->activateWindow();
    QTRY_VERIFY(m_window->isActiveWindow());
    // What was used is offered before anything is typed.
    open();
    QTRY_VERIFY(shows(PaletteRow::Kind::Command));
}

void TestPalette::commandsAsTypedStandBeforeScatteredNames()
{
    PaletteModel rows;
    FoundSession session;
    FoundNames names;
    const auto first = [&](const QString &text, const QString &title) {
        names.text = text;
        session.session.title = title;
        session.marks = FuzzyPattern(text).match(title)->marks;
        names.sessions = {session};
        rows.setNames(names, commandsOf(m_window.get()), {});
        return rows.row(1).kind;
    };
    QCOMPARE(first(u"settings"_s, u"Save the token in graphs"_s), PaletteRow::Kind::Command);
    QCOMPARE(first(u"settings"_s, u"Mend the settings"_s), PaletteRow::Kind::Session);
    QCOMPARE(first(u"zebra"_s, u"Zoom every branch again"_s), PaletteRow::Kind::Session); // no command fits
}

void TestPalette::projectSetsTheFilter()
{
    type(u"storefr"_s);
    QTRY_COMPARE(current().kind, PaletteRow::Kind::Project);
    QTest::keyClick(palette()->edit(), Qt::Key_Return);
    QTRY_COMPARE(m_window->sessions()->model()->shown(), 1);
    QVERIFY(m_window->sessions()->filter()->text().startsWith(u"project:"_s));
    m_window->goBack();
    QTRY_COMPARE(m_window->sessions()->model()->shown(), 2);
}

void TestPalette::candidateOpensAtTheDesk()
{
    for (const char *state : {"new", "rejected"})
        m_store.execute(
            u"INSERT INTO candidate(key, project_id, canon, detector, form, name, sentence, description, "
            "strength_text, state, ready, lineages, days, authors, expected, against, first_day, last_day, score, "
            "score_parts, coverage, flags, target_path, draft_rev, created_at, changed_at) SELECT 'c-%1', id, '%1', "
            "'x', 'skill', 'rebase-first-%1', 'Rebase.', 'd', 's', '%1', 1, 3, 3, 1, 0.1, 0, 1, 1, 1.0, '{}', '{}', "
            "'[]', 'p', 1, 1, 1 FROM project LIMIT 1"_s.arg(QLatin1StringView(state)));
    palette()->forgetNames();
    m_window->desk()->refresh();
    type(u"rebase-f"_s);
    QTRY_COMPARE(current().kind, PaletteRow::Kind::Candidate);
    QCOMPARE(current().text, u"rebase-first-new"_s); // what was rejected is not offered
    QTest::keyClick(palette()->edit(), Qt::Key_Return);
    QTRY_VERIFY(m_window->desk()->isVisible());
    QTRY_COMPARE(m_window->desk()->currentKey(), u"c-new"_s);
    m_store.execute(u"DELETE FROM candidate"_s);
}

void TestPalette::hitOpensTheEvent()
{
    type(u"cormor"_s);
    QTRY_COMPARE(current().kind, PaletteRow::Kind::Hit);
    QVERIFY(!current().marks.isEmpty());
    QTest::keyClick(palette()->edit(), Qt::Key_Return);
    QTRY_COMPARE(m_window->transcript()->model()->sessionId(), m_retry);
    QTRY_COMPARE(m_window->transcript()->view()->currentRow(), 30);
}

// In a large store they come after the answer that no name fits; Enter may be pressed before that.
void TestPalette::hitsThatComeLastAreChosen()
{
    type(u"cormor"_s);
    QTRY_VERIFY(shows(PaletteRow::Kind::Hit));
    auto *search = palette()->findChild<QuickSearch *>();
    QVERIFY(search != nullptr);
    SearchHit hit;
    hit.eventId = m_hit;
    hit.sessionId = m_retry;
    hit.kind = EventKind::Reply;
    hit.snippet = u"the cormorant dives"_s;
    const auto comeLast = [&] {
        palette()->list()->setCurrentIndex({});
        QCOMPARE(current().kind, PaletteRow().kind);
    };
    comeLast();
    Q_EMIT search->answered(u"cormor"_s, {hit}, 1);
    QCOMPARE(current().kind, PaletteRow::Kind::Hit);
    comeLast();
    QTest::keyClick(palette()->edit(), Qt::Key_Return);
    QVERIFY(palette()->isVisible());
    Q_EMIT search->answered(u"cormor"_s, {hit}, 1);
    QVERIFY(!palette()->isVisible());
    QTRY_COMPARE(m_window->transcript()->model()->sessionId(), m_retry);
}

void TestPalette::controlEnterSearches()
{
    type(u"cormorant"_s);
    QTest::keyClick(palette()->edit(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!palette()->isVisible());
    QVERIFY(m_window->search()->isVisible());
    QTRY_COMPARE(m_window->search()->field()->text(), u"cormorant"_s);
    open();
    palette()->edit()->setText(u"cormorant"_s);
    QTRY_VERIFY(shows(PaletteRow::Kind::AllHits));
}

void TestPalette::enterWaitsForTheAnswer()
{
    type(u"cart"_s);
    QTest::keyClick(palette()->edit(), Qt::Key_Return); // before any answer came
    QTRY_VERIFY(!palette()->isVisible());
    QTRY_COMPARE(m_window->transcript()->model()->sessionId(), m_cart);
}

void TestPalette::keysStepOverHeadings()
{
    type(u"re"_s);
    QTRY_VERIFY(shows(PaletteRow::Kind::Session) && shows(PaletteRow::Kind::Command) &&
                shows(PaletteRow::Kind::AllHits));
    QList<PaletteRow::Kind> seen;
    const int rows = model()->rowCount();
    for (int i = 0; i < rows; ++i) {
        QVERIFY(model()->isChoice(palette()->list()->currentIndex().row()));
        seen.append(current().kind);
        QTest::keyClick(palette()->edit(), Qt::Key_Down);
    }
    QVERIFY(seen.contains(PaletteRow::Kind::AllHits));
    QVERIFY(seen.lastIndexOf(PaletteRow::Kind::Session) > seen.indexOf(PaletteRow::Kind::AllHits)); // round again
    QTest::keyClick(palette()->edit(), Qt::Key_PageUp);
    QTest::keyClick(palette()->edit(), Qt::Key_PageUp);
    QTest::keyClick(palette()->edit(), Qt::Key_PageUp);
    QCOMPARE(palette()->list()->currentIndex().row(), 1);
    QTest::keyClick(palette()->edit(), Qt::Key_Up);
    QCOMPARE(current().kind, PaletteRow::Kind::AllHits);
}

void TestPalette::chosenRowStaysInPlace()
{
    type(u"se"_s); // no session has it: commands first
    QTRY_VERIFY(shows(PaletteRow::Kind::Command));
    QSignalSpy reset(model(), &QAbstractItemModel::modelReset);
    QTest::keyClick(palette()->edit(), Qt::Key_Down);
    const PaletteRow chosen = current();
    const int y = palette()->list()->visualRect(palette()->list()->currentIndex()).y();
    // What comes late and stands above.
    FoundNames late;
    late.text = palette()->edit()->text();
    late.sessions = {{{m_retry, {}, u"Retry 503s"_s, 0, 2'000}, {}, {}, 0},
                     {{m_cart, {}, u"Cart drawer"_s, 0, 3'000}, {}, {}, 0}};
    QVERIFY(QMetaObject::invokeMethod(palette()->findChild<NameFinder *>(), "found", Q_ARG(assay::FoundNames, late)));
    QVERIFY(!reset.isEmpty());
    QCOMPARE(current().command, chosen.command);
    QCOMPARE(palette()->list()->visualRect(palette()->list()->currentIndex()).y(), y);
}

void TestPalette::clickElsewhereCloses()
{
    open();
    QTest::mouseClick(m_window->sessions()->tree()->viewport(), Qt::LeftButton, {}, QPoint(5, 300));
    QVERIFY(!palette()->isVisible());
}

void TestPalette::seenSessionsComeFirst()
{
    m_window->openSession(m_retry);
    QTRY_COMPARE(m_window->transcript()->model()->sessionId(), m_retry);
    open();
    QTRY_COMPARE(current().sessionId, m_retry);
}

QTEST_MAIN(TestPalette)
#include "tst_palette.moc"
