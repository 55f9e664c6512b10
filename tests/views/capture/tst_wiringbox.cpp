// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The change to the coding agent's settings: all of it is shown before it is written, and just that is written.
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "tests/views/fakedoor.h"
#include "views/capture/changeview.h"
#include "views/capture/wiringbox.h"
#include "views/shell/welcomepane.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Wiring = CaptureDoor::Wiring;

namespace {

QString longDiff(int added)
{
    QString diff = u"--- a/settings.json\n+++ b/settings.json\n@@ -1,3 +1,%1 @@\n {\n"_s.arg(3 + added);
    for (int i = 0; i < added; ++i)
        diff += u"+  \"line%1\": true,\n"_s.arg(i);
    return diff + u"   \"model\": \"opus\"\n }\n"_s;
}

ChangePlan somePlan(int added = 8)
{
    return {{{u"/home/a/.claude/settings.json"_s, u"settings"_s, u"change"_s, longDiff(added)},
             {u"/home/a/.config/systemd/user/assay-agent.service"_s, u"service"_s, u"create"_s,
              u"@@ -0,0 +1,1 @@\n+[Unit]\n"_s},
             {u"/same"_s, u"program"_s, u"none"_s, {}}},
            {},
            u"hash-1"_s};
}

QPushButton *buttonOf(const QWidget *parent, const QString &text)
{
    for (QPushButton *button : parent->findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

QString wordsOf(const QWidget *parent)
{
    QStringList words;
    for (const QLabel *label : parent->findChildren<QLabel *>())
        words.append(label->text());
    return words.join(u'\n');
}

} // namespace

class TestWiringBox final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hunks_data();
    void hunks();
    void longChangesOpenByKeyAndMouse();
    void changeIsSaidToo();
    void writesJustWhatIsShown();
    void plansAgainAfterARefusal();
    void takesTheHooksOut();
    void saysWhatKeepsHooksFromBeingCalled();
    void asksNothingWhileHiddenOrWithoutAgent();
    void welcomeShowsTheChange();

private:
    std::unique_ptr<FakeDoor> m_door;
};

void TestWiringBox::init()
{
    Theme::instance()->apply(Theme::Scheme::Light);
    m_door = std::make_unique<FakeDoor>();
    m_door->present.state = AgentStatus::State::Running;
    m_door->captured.present.state = CaptureHealth::State::Running;
    m_door->captured.present.hooks = {true, false, {}, {}, {}};
    m_door->captured.wiring = somePlan();
}

void TestWiringBox::hunks_data()
{
    QTest::addColumn<QString>("diff");
    QTest::addColumn<int>("hunks");
    QTest::addColumn<int>("lines");
    QTest::newRow("nothing") << QString() << 0 << 0;
    QTest::newRow("only heads") << u"--- a\n+++ b\n"_s << 0 << 0;
    QTest::newRow("one") << longDiff(2) << 1 << 5;
    QTest::newRow("without counts") << u"@@ -1 +1 @@\n-a\n+b\n"_s << 1 << 2;
    QTest::newRow("two") << u"@@ -1,1 +1,1 @@\n-a\n+b\n@@ -9,1 +9,2 @@ in f()\n c\n+d\n"_s << 2 << 4;
    QTest::newRow("no line end") << u"@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b"_s << 1 << 3;
    QTest::newRow("huge numbers") << u"@@ -99999999999999999999 +1 @@\n+x\n"_s << 0 << 0;
    QTest::newRow("lines of nothing") << u"garbage\n@@ -1 +1 @@\ngarbage\n+x\n"_s << 1 << 1;
}

void TestWiringBox::hunks()
{
    QFETCH(QString, diff);
    QFETCH(int, hunks);
    QFETCH(int, lines);
    const QList<PatchHunk> found = hunksOf(diff);
    QCOMPARE(found.size(), hunks);
    qsizetype all = 0;
    for (const PatchHunk &hunk : found)
        all += hunk.lines.size();
    QCOMPARE(all, lines);
}

void TestWiringBox::longChangesOpenByKeyAndMouse()
{
    const PlannedChange change = somePlan(60).changes.first();
    ChangeView byKey(change);
    QCOMPARE(byKey.hiddenLines(), 63 - ChangeView::linesAtFirst);
    byKey.resize(600, byKey.heightForWidth(600));
    byKey.show();
    const int folded = byKey.heightForWidth(600);
    byKey.setFocus();
    QTest::keyClick(&byKey, Qt::Key_Space);
    QCOMPARE(byKey.hiddenLines(), 0);
    QVERIFY(byKey.heightForWidth(600) > folded);
    ChangeView byMouse(change);
    byMouse.resize(600, folded);
    byMouse.show();
    byMouse.repaint();
    QTest::mouseClick(&byMouse, Qt::LeftButton, {}, QPoint(60, folded - 6));
    QCOMPARE(byMouse.hiddenLines(), 0);
}

void TestWiringBox::changeIsSaidToo()
{
    const ChangeView view(somePlan().changes.first());
    QVERIFY(view.accessibleName().contains(u"8 lines added, 0 lines removed"_s));
    QVERIFY(view.accessibleDescription().contains(u"+  \"line7\": true,"_s));
    ChangeView hostile({u"/a\u202e/b"_s, u"settings"_s, u"change"_s, u"@@ -1 +1 @@\n+x\u202ey\u0007\n"_s});
    QVERIFY(!hostile.accessibleName().contains(QChar(0x202e)));
    hostile.resize(300, 100);
    hostile.show();
    QVERIFY(!hostile.grab().isNull());
}

void TestWiringBox::writesJustWhatIsShown()
{
    WiringBox box(m_door.get());
    QCOMPARE(m_door->captured.planned.size(), 0);
    box.show();
    QCOMPARE(m_door->captured.planned, QList<Wiring>{Wiring::Install});
    QCOMPARE(box.changes().size(), 2); // what stays as it is needs no showing
    QCOMPARE(box.state().text, u"hooks not wired"_s);
    QTest::mouseClick(buttonOf(&box, u"Copy as text"_s), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"+  \"line7\": true,\n   \"model\""_s));
    QTest::mouseClick(buttonOf(&box, u"Write this change"_s), Qt::LeftButton);
    QCOMPARE(m_door->captured.applied.size(), 1);
    QVERIFY(m_door->captured.applied.first() == std::pair(Wiring::Install, u"hash-1"_s));
    QCOMPARE(box.changes().size(), 0);
    QVERIFY(!buttonOf(&box, u"Write this change"_s)->isVisible());
    QVERIFY(wordsOf(&box).contains(u"Written."_s));
    QCOMPARE(box.state().text, u"hooks wired"_s);
}

void TestWiringBox::plansAgainAfterARefusal()
{
    m_door->captured.written =
        fail(Error::Code::Busy, u"The file changed meanwhile. Nothing was written. Look again."_s);
    WiringBox box(m_door.get());
    box.show();
    QTest::mouseClick(buttonOf(&box, u"Write this change"_s), Qt::LeftButton);
    QVERIFY(wordsOf(&box).contains(u"changed meanwhile"_s));
    QCOMPARE(box.changes().size(), 0);       // what was shown is not what is there
    Q_EMIT m_door->captured.healthChanged(); // figures come in: the reason stays to be read
    QVERIFY(wordsOf(&box).contains(u"changed meanwhile"_s));
    QTest::mouseClick(buttonOf(&box, u"Try again"_s), Qt::LeftButton);
    QCOMPARE(box.changes().size(), 2);
}

void TestWiringBox::takesTheHooksOut()
{
    m_door->captured.present.hooks.wired = true;
    WiringBox box(m_door.get());
    box.show();
    QCOMPARE(m_door->captured.planned.size(), 0);
    QTest::mouseClick(buttonOf(&box, u"Take the hooks out…"_s), Qt::LeftButton);
    QCOMPARE(m_door->captured.planned, QList<Wiring>{Wiring::Uninstall});
    QCOMPARE(box.changes().size(), 2);
    Q_EMIT m_door->captured.healthChanged();
    QCOMPARE(box.changes().size(), 2);
    QTest::mouseClick(buttonOf(&box, u"Leave them in"_s), Qt::LeftButton);
    QCOMPARE(box.changes().size(), 0);
    QTest::mouseClick(buttonOf(&box, u"Take the hooks out…"_s), Qt::LeftButton);
    m_door->captured.wiring = fail(Error::Code::Failed, u"not asked"_s);
    QTest::mouseClick(buttonOf(&box, u"Take them out"_s), Qt::LeftButton);
    QVERIFY(m_door->captured.applied.first() == std::pair(Wiring::Uninstall, u"hash-1"_s));
    QVERIFY(wordsOf(&box).contains(u"Taken out"_s));
    Q_EMIT m_door->captured.healthChanged(); // what came of it stays to be read
    QVERIFY(wordsOf(&box).contains(u"Taken out"_s));
    m_door->captured.wiring = somePlan();
    QTest::mouseClick(buttonOf(&box, u"Look again"_s), Qt::LeftButton);
    QCOMPARE(m_door->captured.planned.last(), Wiring::Install);
}

void TestWiringBox::saysWhatKeepsHooksFromBeingCalled()
{
    m_door->captured.present.hooks.trouble = u"The settings of Claude Code turn all hooks off."_s;
    m_door->captured.wiring = ChangePlan();
    WiringBox box(m_door.get());
    box.show();
    QVERIFY(wordsOf(&box).contains(u"turn all hooks off"_s));
}

void TestWiringBox::asksNothingWhileHiddenOrWithoutAgent()
{
    m_door->present.state = AgentStatus::State::NotRunning;
    WiringBox box(m_door.get());
    box.show();
    QCOMPARE(m_door->captured.planned.size(), 0);
    QVERIFY(wordsOf(&box).contains(u"not running"_s));
    box.hide();
    m_door->present.state = AgentStatus::State::Running;
    Q_EMIT m_door->stateChanged();
    QCOMPARE(m_door->captured.planned.size(), 0);
    box.show();
    QCOMPARE(m_door->captured.planned.size(), 1);
}

void TestWiringBox::welcomeShowsTheChange()
{
    WelcomePane pane(m_door.get());
    pane.resize(900, 800);
    pane.show();
    QVERIFY(wordsOf(&pane).contains(u"Capture from now on"_s));
    QVERIFY(wordsOf(&pane).contains(u"hooks not wired"_s));
    QTest::mouseClick(buttonOf(&pane, u"Write this change"_s), Qt::LeftButton);
    QCOMPARE(m_door->captured.applied.size(), 1);
    QVERIFY(wordsOf(&pane).contains(u"hooks wired"_s));
}

QTEST_MAIN(TestWiringBox)
#include "tst_wiringbox.moc"
