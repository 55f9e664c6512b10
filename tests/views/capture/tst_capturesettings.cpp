// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What is captured, kept and masked, as it is set and reported in the settings.
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "models/items/queryrunner.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/capture/capturepage.h"
#include "views/capture/redactionpage.h"
#include "views/capture/retentionpage.h"
#include "views/capture/valueview.h"
#include "views/shell/settingsdialog.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

template<typename Part>
Part *named(const QWidget *parent, const QString &name)
{
    for (Part *part : parent->findChildren<Part *>()) {
        if (part->accessibleName() == name || part->property("text").toString() == name)
            return part;
    }
    return nullptr;
}

QString cell(const ValueView *view, int row, int column)
{
    return view->model()->index(row, column).data().toString();
}

} // namespace

class TestCaptureSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void choicesAreSentAndShownAsKept();
    void foldersComeAndGo();
    void nothingCanBeSetWithoutTheAgent();
    void limitsOfAllAndOfOne();
    void goingBackToTheLimitOfAllIsLookedAtFirst();
    void draftsOutliveOtherChanges();
    void previewComesBeforeDeletion();
    void whatWasDoneStaysTold();
    void refusalsAreTold();
    void reportTellsRulesAndPlaces();
    void reportOfNothingSaysSo();
    void rulesAreAppliedAgain();
    void pagesFitAtEverySize_data();
    void pagesFitAtEverySize();

private:
    TestStore m_store;
    qint64 m_session = 0;
    std::unique_ptr<FakeDoor> m_door;
    std::unique_ptr<QueryRunner> m_runner;
};

void TestCaptureSettings::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
    const qint64 project = m_store.addProject(u"github.com/harbor/payments"_s);
    m_session = m_store.addSession({.project = project, .title = u"Rotate the keys"_s});
    m_store.addSession({.project = project, .title = u"another"_s});
    m_store.addEvents(m_session, 3);
    m_store.execute(u"UPDATE source SET session_id = %1 WHERE id = %2"_s.arg(m_session).arg(m_store.source()));
    m_store.execute(
        u"INSERT INTO redaction VALUES (%1, 'github-token', 7), (%1, 'private-key', 12)"_s.arg(m_store.source()));
}

void TestCaptureSettings::init()
{
    Theme::instance()->setZoom(1);
    m_door = std::make_unique<FakeDoor>();
    m_door->present.state = AgentStatus::State::Running;
    m_door->captured.kept.known = true;
    m_runner = std::make_unique<QueryRunner>(m_store.file());
}

void TestCaptureSettings::choicesAreSentAndShownAsKept()
{
    CapturePage page(m_door.get());
    page.resize(700, 600);
    page.show();
    auto *unpersisted = page.findChildren<QCheckBox *>().at(0);
    QVERIFY(unpersisted->isEnabled() && !unpersisted->isChecked());
    unpersisted->setFocus();
    QTest::keyClick(unpersisted, Qt::Key_Space);
    QCOMPARE(m_door->captured.changes.size(), 1);
    QVERIFY(m_door->captured.kept.captureUnpersisted && unpersisted->isChecked());
    m_door->captured.refuses = true; // the file is read-only, say
    QTest::keyClick(unpersisted, Qt::Key_Space);
    QCOMPARE(m_door->captured.changes.size(), 2);
    QVERIFY(unpersisted->isChecked()); // as it is, not as it was wished
}

void TestCaptureSettings::foldersComeAndGo()
{
    CapturePage page(m_door.get());
    page.resize(700, 600);
    page.show();
    auto *field = named<QLineEdit>(&page, u"Folder or project to leave out"_s);
    auto *add = named<QPushButton>(&page, u"Leave this out"_s);
    auto *remove = named<QPushButton>(&page, u"Capture the chosen one again"_s);
    auto *list = page.findChild<QListWidget *>();
    QVERIFY(!add->isEnabled() && !remove->isEnabled());
    QTest::keyClicks(field, u"/home/a/private//"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_door->captured.kept.ignoredFolders, QStringList{u"/home/a/private"_s});
    QCOMPARE(list->count(), 1);
    QVERIFY(field->text().isEmpty());
    QTest::keyClicks(field, u"/home/a/private"_s);
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(list->count(), 1); // it is there already
    for (const QString &neither : {u"./here"_s, u"~friend/work"_s, u"work/"_s}) {
        field->setText(neither);
        QTest::mouseClick(add, Qt::LeftButton);
        QVERIFY(m_door->captured.kept.ignoredProjects.isEmpty());
        QCOMPARE(field->text(), neither);
    }
    field->setText(u"~/letters"_s);
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(m_door->captured.kept.ignoredFolders.last(), u"~/letters"_s);
    list->setCurrentRow(1);
    QTest::mouseClick(remove, Qt::LeftButton);
    QTest::keyClicks(field, u"dotfiles"_s); // no path: a project
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(m_door->captured.kept.ignoredProjects, QStringList{u"dotfiles"_s});
    QCOMPARE(list->count(), 2);
    list->setCurrentRow(0);
    QVERIFY(remove->isEnabled());
    QTest::mouseClick(remove, Qt::LeftButton);
    QVERIFY(m_door->captured.kept.ignoredFolders.isEmpty());
    QCOMPARE(list->count(), 1);
    list->setCurrentRow(0);
    QTest::mouseClick(remove, Qt::LeftButton);
    QVERIFY(m_door->captured.kept.ignoredProjects.isEmpty());
}

void TestCaptureSettings::nothingCanBeSetWithoutTheAgent()
{
    m_door->captured.kept = {};
    m_door->present.state = AgentStatus::State::NotRunning;
    CapturePage page(m_door.get());
    page.show();
    for (const QCheckBox *box : page.findChildren<QCheckBox *>())
        QVERIFY(!box->isEnabled() && !box->toolTip().isEmpty());
    RetentionPage kept(m_runner.get(), m_door.get());
    kept.show();
    QVERIFY(!named<QPushButton>(&kept, u"Show what would go"_s)->isEnabled());
}

void TestCaptureSettings::limitsOfAllAndOfOne()
{
    RetentionPage page(m_runner.get(), m_door.get());
    page.show();
    QTRY_COMPARE(page.limits()->model()->rowCount(), 2);
    QCOMPARE(cell(page.limits(), 0, 2), u"everything"_s);
    QCOMPARE(cell(page.limits(), 1, 2), u"as all projects"_s);
    auto *byAge = named<QCheckBox>(&page, u"Limit the age"_s);
    auto *days = page.findChild<QSpinBox *>();
    QVERIFY(!days->isEnabled());
    byAge->setFocus();
    QTest::keyClick(byAge, Qt::Key_Space);
    QVERIFY(days->isEnabled());
    auto *keep = named<QPushButton>(&page, u"Keep it so"_s);
    auto *look = named<QPushButton>(&page, u"Show what would go"_s);
    QVERIFY(m_door->captured.changes.isEmpty()); // typed, not kept
    QVERIFY(keep->isVisible() && !keep->isEnabled());
    QVERIFY(page.message().contains(u"Look first"_s));
    QTest::mouseClick(look, Qt::LeftButton);
    QCOMPARE(m_door->captured.wishes.last(), (PruneWish{KeepLimit{180, -1}, {}}));
    QVERIFY(keep->isEnabled());
    days->setValue(1); // what was shown says nothing of this one
    QVERIFY(!keep->isEnabled());
    days->setValue(180);
    QTest::mouseClick(look, Qt::LeftButton);
    QTest::mouseClick(keep, Qt::LeftButton);
    QCOMPARE(m_door->captured.kept.keep.olderThanDays, 180);
    QCOMPARE(cell(page.limits(), 0, 2), u"180 days"_s);
    QVERIFY(!keep->isVisible());
    QVERIFY(page.message().startsWith(u"Kept so."_s));
    page.limits()->setFocus();
    QTest::keyClick(page.limits(), Qt::Key_Down);
    days->setValue(365); // keeps more: nothing goes by it
    QVERIFY(keep->isEnabled());
    days->setValue(30);
    QVERIFY(!keep->isEnabled());
    QTest::mouseClick(look, Qt::LeftButton);
    QTest::mouseClick(keep, Qt::LeftButton);
    QCOMPARE(m_door->captured.kept.keepOf.value(u"github.com/harbor/payments"_s).olderThanDays, 30);
    QCOMPARE(m_door->captured.kept.keep.olderThanDays, 180);
    QCOMPARE(cell(page.limits(), 1, 2), u"30 days"_s);
    QTest::mouseClick(named<QPushButton>(&page, u"As all projects"_s), Qt::LeftButton);
    QVERIFY(m_door->captured.kept.keepOf.size() == 1); // a draft, too
    QVERIFY(keep->isEnabled());                        // 180 days take nothing that 30 leave
    QTest::mouseClick(keep, Qt::LeftButton);
    QVERIFY(m_door->captured.kept.keepOf.isEmpty());
}

void TestCaptureSettings::goingBackToTheLimitOfAllIsLookedAtFirst()
{
    const QString project = u"github.com/harbor/payments"_s;
    m_door->captured.kept.keep = {30, -1};
    m_door->captured.kept.keepOf.insert(project, {}); // keeps everything
    RetentionPage page(m_runner.get(), m_door.get());
    page.show();
    QTRY_COMPARE(page.limits()->model()->rowCount(), 2);
    page.limits()->setFocus();
    QTest::keyClick(page.limits(), Qt::Key_Down);
    QTest::mouseClick(named<QPushButton>(&page, u"As all projects"_s), Qt::LeftButton);
    auto *keep = named<QPushButton>(&page, u"Keep it so"_s);
    QVERIFY(keep->isVisible() && !keep->isEnabled());
    QVERIFY(m_door->captured.changes.isEmpty());
    QTest::mouseClick(named<QPushButton>(&page, u"Show what would go"_s), Qt::LeftButton);
    QCOMPARE(m_door->captured.wishes.last(), (PruneWish{KeepLimit{30, -1}, project}));
    QTest::mouseClick(keep, Qt::LeftButton);
    QVERIFY(m_door->captured.kept.keepOf.isEmpty());
    QVERIFY(page.message().startsWith(u"Kept so."_s));
}

void TestCaptureSettings::draftsOutliveOtherChanges()
{
    RetentionPage page(m_runner.get(), m_door.get());
    page.show();
    named<QCheckBox>(&page, u"Limit the age"_s)->setChecked(true);
    auto *days = page.findChild<QSpinBox *>();
    days->setValue(77);
    QTRY_COMPARE(page.limits()->model()->rowCount(), 2); // the projects come
    m_door->captured.kept.ignoredFolders = {u"/elsewhere"_s};
    Q_EMIT m_door->captured.settingsChanged();
    QCOMPARE(days->value(), 77);
    m_door->captured.kept.keep = {10, -1}; // the very limit, by somebody else
    Q_EMIT m_door->captured.settingsChanged();
    QCOMPARE(days->value(), 10);
}

void TestCaptureSettings::previewComesBeforeDeletion()
{
    PruneList list;
    list.sessions = {{u"aaaa"_s, u"Old one"_s, u"payments"_s, 2'000'000, 1'000}, {u"bbbb"_s, {}, {}, 500'000, -1}};
    list.bytes = 2'500'000;
    list.total = 1'500; // of which the agent names the first
    list.hash = u"prune-1"_s;
    m_door->captured.pruneList = list;
    m_door->captured.kept.keep = {180, -1};
    RetentionPage page(m_runner.get(), m_door.get());
    page.show();
    QTRY_COMPARE(page.limits()->model()->rowCount(), 2);
    QVERIFY(!page.preview()->isVisible());
    QTest::mouseClick(named<QPushButton>(&page, u"Show what would go"_s), Qt::LeftButton);
    QCOMPARE(m_door->captured.wishes.last(), PruneWish());
    QVERIFY(page.preview()->isVisible());
    QCOMPARE(page.preview()->model()->rowCount(), 2);
    QCOMPARE(cell(page.preview(), 0, 3), u"2.0 MB"_s);
    QVERIFY(page.message().contains(u"2.5 MB"_s) && page.message().contains(u"Nothing is deleted yet"_s));
    auto *undo = named<QPushButton>(&page, u"Bring back what was deleted"_s);
    QVERIFY(m_door->captured.pruned.isEmpty() && !undo->isVisible());
    QTest::mouseClick(named<QPushButton>(&page, u"Delete these 1,500 sessions"_s), Qt::LeftButton);
    QCOMPARE(m_door->captured.pruned, QStringList{u"prune-1"_s});
    QVERIFY(!page.preview()->isVisible());
    QVERIFY(undo->isVisible());
    QTest::mouseClick(undo, Qt::LeftButton);
    QCOMPARE(m_door->captured.undone, 1);
    QCOMPARE(page.message(), u"1,500 sessions are back."_s);
    QVERIFY(!undo->isVisible());
}

// The limit that was typed for it is still there, and no answer to what was done.
void TestCaptureSettings::whatWasDoneStaysTold()
{
    PruneList list;
    list.sessions = {{u"aaaa"_s, u"Old one"_s, u"github.com/harbor/payments"_s, 2'000'000, 1'000}};
    list.total = 1;
    m_door->captured.pruneList = list;
    RetentionPage page(m_runner.get(), m_door.get());
    page.show();
    QTRY_COMPARE(page.limits()->model()->rowCount(), 2);
    named<QCheckBox>(&page, u"Limit the age"_s)->setChecked(true);
    QVERIFY(page.message().startsWith(u"Not kept yet."_s));
    QTest::mouseClick(named<QPushButton>(&page, u"Show what would go"_s), Qt::LeftButton);
    QCOMPARE(cell(page.preview(), 0, 1), u"payments"_s);
    QTest::mouseClick(named<QPushButton>(&page, u"Delete this session"_s), Qt::LeftButton);
    Q_EMIT m_door->captured.settingsChanged(); // as when the figures were read again
    QCOMPARE(page.message(), u"1 session is deleted; for ten minutes that can be undone."_s);
    page.findChild<QSpinBox *>()->setValue(77);
    QVERIFY(page.message().startsWith(u"Not kept yet."_s));
}

void TestCaptureSettings::refusalsAreTold()
{
    m_door->captured.kept.keep = {180, -1};
    m_door->captured.pruneList = fail(Error::Code::Busy, u"Something changed meanwhile. Nothing was deleted."_s);
    RetentionPage page(m_runner.get(), m_door.get());
    page.show();
    QTest::mouseClick(named<QPushButton>(&page, u"Show what would go"_s), Qt::LeftButton);
    QCOMPARE(page.message(), u"Something changed meanwhile. Nothing was deleted."_s);
    QVERIFY(named<QPushButton>(&page, u"Show what would go"_s)->isEnabled());
    m_door->captured.pruneList = PruneList();
    QTest::mouseClick(named<QPushButton>(&page, u"Show what would go"_s), Qt::LeftButton);
    QCOMPARE(page.message(), u"By these limits nothing goes."_s);
    m_door->captured.kept.keep = {};
    Q_EMIT m_door->captured.settingsChanged();
    QTest::mouseClick(named<QPushButton>(&page, u"Show what would go"_s), Qt::LeftButton);
    QCOMPARE(page.message(), u"No limit is set: everything is kept."_s);
    QCOMPARE(m_door->captured.wishes.size(), 2); // nobody was asked
}

void TestCaptureSettings::reportTellsRulesAndPlaces()
{
    RedactionPage page(m_runner.get(), m_door.get());
    const QSignalSpy wanted(&page, &RedactionPage::sessionRequested);
    page.show();
    QTRY_COMPARE(page.rules()->model()->rowCount(), 2);
    QCOMPARE(cell(page.rules(), 0, 0), u"private-key"_s);
    QCOMPARE(cell(page.rules(), 0, 2), u"12"_s);
    QTRY_COMPARE(cell(page.places(), 0, 0), u"Rotate the keys"_s);
    QCOMPARE(cell(page.places(), 0, 2), u"12"_s);
    page.rules()->setFocus();
    QTest::keyClick(page.rules(), Qt::Key_Down);
    QTRY_COMPARE(cell(page.places(), 0, 2), u"7"_s);
    page.places()->setCurrentIndex(page.places()->model()->index(0, 0));
    QTest::keyClick(page.places(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toLongLong(), m_session);
}

// Where the figures would stand, not below them.
void TestCaptureSettings::reportOfNothingSaysSo()
{
    TestStore store;
    QueryRunner runner(store.file());
    RedactionPage page(&runner, m_door.get());
    page.show();
    auto *empty = page.findChild<EmptyState *>();
    QTRY_VERIFY(empty->isVisible());
    QVERIFY(empty->accessibleName().startsWith(u"Nothing was masked."_s));
    QVERIFY(!page.rules()->isVisible() && !page.places()->isVisible());
    QVERIFY(page.recheckButton()->isVisible());
}

void TestCaptureSettings::rulesAreAppliedAgain()
{
    m_door->captured.rechecked = u"40 lines were looked at again, 2 of them changed."_s;
    RedactionPage page(m_runner.get(), m_door.get());
    page.show();
    QTest::mouseClick(page.recheckButton(), Qt::LeftButton);
    QCOMPARE(page.message(), u"40 lines were looked at again, 2 of them changed."_s);
    QVERIFY(page.recheckButton()->isEnabled());
}

void TestCaptureSettings::pagesFitAtEverySize_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.9, 1.0, 1.5, 2.0})
        QTest::addRow("%g", zoom) << zoom;
}

void TestCaptureSettings::pagesFitAtEverySize()
{
    QFETCH(double, zoom);
    Theme::instance()->setZoom(zoom);
    SettingsDialog dialog(m_runner.get(), m_door.get(), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    for (const auto page : {SettingsDialog::Page::Capture, SettingsDialog::Page::Kept, SettingsDialog::Page::Masked}) {
        dialog.showPage(page);
        QCoreApplication::processEvents();
        for (const QAbstractButton *button : dialog.page(page)->findChildren<QAbstractButton *>()) {
            if (!button->isVisible() || button->text().isEmpty())
                continue;
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
            QVERIFY2(button->height() >= button->fontMetrics().height(), qPrintable(button->text()));
        }
    }
}

QTEST_MAIN(TestCaptureSettings)
#include "tst_capturesettings.moc"
