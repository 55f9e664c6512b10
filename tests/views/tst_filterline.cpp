// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/views/filterwindow.h"
#include "views/widgets/filterhistory.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// Columns of the field in which the colour of warnings is painted; -1 = none.
QPair<int, int> warningColumns(FilterLine &line)
{
    const QImage picture = line.edit()->grab().toImage();
    int first = -1;
    int last = -1;
    for (int x = 30; x < picture.width() - 64; ++x) { // not the icons
        for (int y = 4; y < picture.height() - 3; ++y) {
            const QColor color = picture.pixelColor(x, y);
            if (color.red() < color.blue() + 40) // everything else is grey, or blue
                continue;
            first = first < 0 ? x : first;
            last = x;
        }
    }
    return {first, last};
}

} // namespace

class TestFilterLine final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void underlinesTheWrongTermOnly();
    void underlinesWhatScrolledToo();
    void waitsForAPause();
    void completesFieldAndValue();
    void neverStealsTyping();
    void escapeClosesTheListFirst();
    void proposesAtTheCursor();
    void clickTakesAProposal();
    void listGoesWithTheFocus();
    void unfinishedTermsAreNotWrongYet();
    void stateIsTold();
    void manyProblemsAreCutShort();
    void historyKeepsWhatWasUsed();
    void filtersAreSavedUnderNames();
    void termsComeAndGoAndCanBeUndone();
    void stepsThroughResults();
    void everyIconHasAName();
    void historyIsBounded();
};

void TestFilterLine::initTestCase()
{
    QCoreApplication::setOrganizationName(u"assay-test"_s);
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestFilterLine::init()
{
    QSettings().clear();
}

void TestFilterLine::underlinesTheWrongTermOnly()
{
    FilterWindow window;
    window.line->setText(u"a is:foo a"_s);
    QCOMPARE(warningColumns(*window.line).first, -1);
    window.line->setProblems({{2, 6, u"is: knows error, denied, interrupted and a few others."_s}});
    const QFontMetrics metrics(window.line->edit()->font());
    const auto [first, last] = warningColumns(*window.line);
    QVERIFY2(first > 0, "nothing is underlined");
    const int wide = metrics.horizontalAdvance(u"is:foo"_s);
    QVERIFY2(std::abs(last - first - wide) < 8, qPrintable(QString::number(last - first)));
    window.line->setProblems({});
    QCOMPARE(warningColumns(*window.line).first, -1);
}

void TestFilterLine::underlinesWhatScrolledToo()
{
    FilterWindow window;
    const QString before = u"word "_s.repeated(40);
    window.line->setText(before + u"is:foo"_s);
    window.line->setProblems({{before.size(), 6, u"is: knows others."_s}});
    window.press(Qt::Key_End);
    auto *edit = static_cast<FilterEdit *>(window.line->edit());
    const auto [first, last] = warningColumns(*window.line);
    QVERIFY2(std::abs(first - edit->xOf(before.size())) < 6, qPrintable(QString::number(first)));
    QVERIFY2(std::abs(last - edit->xOf(before.size() + 6)) < 6, qPrintable(QString::number(last)));
    window.press(Qt::Key_Home);
    QCOMPARE(warningColumns(*window.line).first, -1); // out of sight
}

void TestFilterLine::waitsForAPause()
{
    FilterWindow window;
    QSignalSpy changed(window.line, &FilterLine::changed);
    window.type(u"lexer"_s);
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toString(), u"lexer"_s);
}

void TestFilterLine::completesFieldAndValue()
{
    FilterWindow window;
    window.type(u"to"_s);
    QVERIFY(window.isOpen());
    QCOMPARE(window.rows(), (QStringList{u"tool:"_s, u"is:tool"_s}));
    window.press(Qt::Key_Tab);
    QCOMPARE(window.line->text(), u"tool:"_s);
    QVERIFY(window.isOpen()); // its values come at once
    QCOMPARE(window.rows(), (QStringList{u"Bash"_s, u"Read"_s}));
    QCOMPARE(window.popup()->row(0).figure, u"36 sessions"_s);
    window.press(Qt::Key_Down);
    window.press(Qt::Key_Down);
    window.press(Qt::Key_Return);
    QCOMPARE(window.line->text(), u"tool:Read "_s);
    QVERIFY(!window.isOpen());
    window.type(u"proj"_s);
    window.press(Qt::Key_Tab);
    window.press(Qt::Key_Tab);
    QCOMPARE(window.line->text(), u"tool:Read project:\"my app\" "_s);
    QSignalSpy changed(window.line, &FilterLine::changed);
    QTRY_COMPARE(changed.size(), 1);
}

void TestFilterLine::neverStealsTyping()
{
    FilterWindow window;
    QSignalSpy entered(window.line, &FilterLine::entered);
    window.type(u"to"_s);
    QVERIFY(window.isOpen());
    window.press(Qt::Key_Return); // nothing was chosen: the word itself is meant
    QCOMPARE(window.line->text(), u"to"_s);
    QCOMPARE(entered.size(), 1);
    QVERIFY(!window.isOpen());
    window.type(u"ol:Bash done"_s);
    QCOMPARE(window.line->text(), u"tool:Bash done"_s);
}

void TestFilterLine::escapeClosesTheListFirst()
{
    FilterWindow window;
    QSignalSpy left(window.line, &FilterLine::left);
    window.type(u"to"_s);
    window.press(Qt::Key_Escape);
    QVERIFY(!window.isOpen());
    QCOMPARE(window.line->text(), u"to"_s);
    window.type(u"o"_s); // the same term: it was declined
    QVERIFY(!window.isOpen());
    window.press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(window.isOpen());
    window.press(Qt::Key_Escape);
    window.press(Qt::Key_Escape);
    QCOMPARE(window.line->text(), QString());
    QCOMPARE(left.size(), 0);
    window.press(Qt::Key_Escape);
    QCOMPARE(left.size(), 1);
}

void TestFilterLine::proposesAtTheCursor()
{
    FilterWindow window;
    window.press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(window.isOpen());
    QVERIFY(window.rows().contains(u"before:"_s)); // all fields
    window.press(Qt::Key_Escape);
    window.line->setText(u"-tool:B words"_s);
    window.line->edit()->setCursorPosition(7);
    window.press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(window.rows(), QStringList{u"Bash"_s});
    window.press(Qt::Key_Tab);
    QCOMPARE(window.line->text(), u"-tool:Bash words"_s);
}

void TestFilterLine::clickTakesAProposal()
{
    FilterWindow window;
    window.type(u"tool:"_s);
    auto *list = window.popup()->findChild<QListView *>();
    const QRect row = list->visualRect(list->model()->index(1, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(window.line->text(), u"tool:Read "_s);
    QVERIFY(window.line->edit()->hasFocus());
}

void TestFilterLine::listGoesWithTheFocus()
{
    FilterWindow window;
    window.type(u"to"_s);
    QVERIFY(window.isOpen());
    QTest::mouseClick(window.other, Qt::LeftButton);
    QVERIFY(!window.isOpen());
    window.line->edit()->setFocus();
    window.type(u"o"_s);
    QVERIFY(window.isOpen());
    window.other->setFocus();
    QVERIFY(!window.isOpen());
}

void TestFilterLine::unfinishedTermsAreNotWrongYet()
{
    FilterWindow window;
    connect(window.line, &FilterLine::changed, this, [&window](const QString &text) {
        window.line->setProblems(parseFilter(text, FilterClock::system(), FilterTyping::AsYouType).problems);
    });
    QSignalSpy changed(window.line, &FilterLine::changed);
    window.type(u"is:err"_s);
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(window.isOpen());
    QCOMPARE(window.state(), FilterEdit::State::Applied);
    window.press(Qt::Key_Escape); // now it is left as it is
    QCOMPARE(window.state(), FilterEdit::State::Partial);
    QVERIFY(window.line->edit()->accessibleDescription().contains(u"Did you mean is:error?"_s));
}

void TestFilterLine::stateIsTold()
{
    FilterWindow window;
    QCOMPARE(window.state(), FilterEdit::State::Empty);
    window.line->setText(u"tool:Bash is:foo"_s);
    QCOMPARE(window.state(), FilterEdit::State::Applied);
    window.line->setProblems({{10, 6, u"is: knows others."_s}});
    QCOMPARE(window.state(), FilterEdit::State::Partial);
    window.line->setMatches(0);
    QCOMPARE(window.state(), FilterEdit::State::Nothing);
    QCOMPARE(window.line->edit()->accessibleDescription(), u"Nothing matches.\nis: knows others."_s);
    window.line->setText(u"tool:Read"_s); // the answer to that is not in yet
    QCOMPARE(window.state(), FilterEdit::State::Applied);
    window.line->setMatches(4);
    QCOMPARE(window.state(), FilterEdit::State::Applied);
    window.line->setText({});
    QCOMPARE(window.state(), FilterEdit::State::Empty);
}

void TestFilterLine::manyProblemsAreCutShort()
{
    FilterWindow window;
    window.line->setText(u"is:a is:b is:c is:d"_s);
    window.line->setProblems({{0, 4, u"One."_s}, {5, 4, u"Two."_s}, {10, 4, u"Three."_s}, {15, 4, u"Four."_s}});
    QLabel *label = window.line->findChild<QLabel *>();
    QCOMPARE(label->text(), u"One.\nTwo.\n2 more terms are left out."_s);
    QVERIFY(window.line->edit()->accessibleDescription().contains(u"Four."_s));
}

void TestFilterLine::historyKeepsWhatWasUsed()
{
    FilterWindow window;
    QSignalSpy changed(window.line, &FilterLine::changed);
    for (const QString &text : {u"first"_s, u"second"_s, u"first"_s}) {
        window.line->setText({});
        window.type(text);
        window.press(Qt::Key_Return);
    }
    QCOMPARE(window.line->recent(), (QStringList{u"first"_s, u"second"_s}));
    window.press(Qt::Key_Escape);
    window.press(Qt::Key_Down);
    QVERIFY(window.isOpen());
    QCOMPARE(window.rows(), (QStringList{u"Recent"_s, u"first"_s, u"second"_s}));
    window.press(Qt::Key_Down);
    changed.clear();
    window.press(Qt::Key_Return);
    QCOMPARE(window.line->text(), u"second"_s);
    QCOMPARE(changed.size(), 1); // at once
    window.press(Qt::Key_Down, Qt::AltModifier);
    window.press(Qt::Key_Down); // the row that saves
    window.press(Qt::Key_Down);
    window.press(Qt::Key_Delete);
    QCOMPARE(window.line->recent(), (QStringList{u"first"_s}));
    QVERIFY(window.isOpen());
    window.press(Qt::Key_Escape);
    QCOMPARE(window.line->text(), u"second"_s);
    // Lines of another icon have a history of their own.
    FilterLine other(u"search"_s, u"Search"_s, u"Search"_s);
    QVERIFY(other.recent().isEmpty());
}

void TestFilterLine::filtersAreSavedUnderNames()
{
    FilterWindow window;
    window.line->setText(u"is:error tool:Bash"_s);
    window.press(Qt::Key_D, Qt::ControlModifier);
    auto *name = window.popup()->findChild<QLineEdit *>();
    QVERIFY(name->isVisible());
    QTRY_VERIFY(name->hasFocus());
    name->clear();
    QTest::keyClicks(name, u"Broken builds"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(!window.isOpen());
    QVERIFY(window.line->edit()->hasFocus());
    QCOMPARE(FilterHistory(u"filter"_s).saved(), (QList<SavedFilter>{{u"Broken builds"_s, u"is:error tool:Bash"_s}}));
    window.line->setText({});
    window.press(Qt::Key_Down);
    QCOMPARE(window.rows().mid(0, 2), (QStringList{u"Saved"_s, u"Broken builds"_s}));
    window.press(Qt::Key_F2);
    name = window.popup()->findChild<QLineEdit *>();
    QCOMPARE(name->text(), u"Broken builds"_s);
    name->setText(u"Red builds"_s);
    QTest::keyClick(name, Qt::Key_Return);
    window.press(Qt::Key_Down);
    window.press(Qt::Key_Return);
    QCOMPARE(window.line->text(), u"is:error tool:Bash"_s);
    window.press(Qt::Key_Down, Qt::AltModifier);
    window.press(Qt::Key_Down);
    QCOMPARE(window.popup()->row(window.popup()->current()).text, u"Red builds"_s);
    window.press(Qt::Key_Delete);
    QVERIFY(FilterHistory(u"filter"_s).saved().isEmpty());
}

void TestFilterLine::termsComeAndGoAndCanBeUndone()
{
    FilterWindow window;
    QSignalSpy changed(window.line, &FilterLine::changed);
    window.type(u"words"_s);
    window.line->addTerm(u"tool:Bash"_s); // before the word that is still being typed
    QCOMPARE(window.line->text(), u"tool:Bash words"_s);
    QCOMPARE(changed.last().first().toString(), u"tool:Bash words"_s);
    window.line->addTerm(u"tool:Bash"_s);
    QCOMPARE(window.line->text(), u"tool:Bash words"_s);
    QVERIFY(!window.isOpen());
    window.line->addTerm(u"is:error"_s);
    QCOMPARE(window.line->text(), u"tool:Bash is:error words"_s);
    window.line->removeTerm(u"tool:bash"_s);
    QCOMPARE(window.line->text(), u"is:error words"_s);
    window.line->removeTerm(u"is:err"_s); // no term of it
    QCOMPARE(window.line->text(), u"is:error words"_s);
    window.line->edit()->undo();
    QCOMPARE(window.line->text(), u"tool:Bash is:error words"_s);
}

void TestFilterLine::stepsThroughResults()
{
    FilterWindow window;
    QSignalSpy entered(window.line, &FilterLine::entered);
    QSignalSpy stepped(window.line, &FilterLine::stepped);
    window.line->setText(u"words"_s);
    window.press(Qt::Key_Down);
    QCOMPARE(entered.size(), 1);
    window.line->setStepping(true);
    window.press(Qt::Key_Down);
    window.press(Qt::Key_Up);
    window.press(Qt::Key_PageDown);
    window.press(Qt::Key_End, Qt::ControlModifier);
    window.press(Qt::Key_End); // moves the cursor
    QCOMPARE(entered.size(), 1);
    QList<int> steps;
    for (const auto &arguments : stepped)
        steps.append(arguments.first().toInt());
    QCOMPARE(steps, (QList{1, -1, 10, 1'000'000}));
}

void TestFilterLine::everyIconHasAName()
{
    FilterWindow window;
    window.line->setText(u"words"_s);
    const auto buttons = window.line->findChildren<QToolButton *>();
    QCOMPARE(buttons.size(), 2);
    for (const QToolButton *button : buttons) {
        QVERIFY(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty());
        QVERIFY(button->isVisible());
        QVERIFY(window.line->edit()->rect().contains(button->geometry()));
    }
    QTest::mouseClick(buttons.first(), Qt::LeftButton);
    QVERIFY(window.isOpen());
    QTest::mouseClick(buttons.last(), Qt::LeftButton);
    QCOMPARE(window.line->text(), QString());
    QVERIFY(!buttons.last()->isVisible());
}

void TestFilterLine::historyIsBounded()
{
    FilterHistory history(u"bounded"_s);
    for (int i = 0; i < 60; ++i)
        history.add(QString::number(i));
    history.add(u"  "_s);
    QCOMPARE(history.recent().size(), FilterHistory::kept);
    QCOMPARE(history.recent().first(), u"59"_s);
}

QTEST_MAIN(TestFilterLine)
#include "tst_filterline.moc"
