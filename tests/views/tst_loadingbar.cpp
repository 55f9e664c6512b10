// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QElapsedTimer>
#include <QMutex>
#include <QSignalSpy>
#include <QTest>
#include <QWaitCondition>

#include "models/data/store/statement.h"
#include "models/items/queryrunner.h"
#include "models/items/searchmodel.h"
#include "models/items/sessiontreemodel.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/transcript/transcriptpane.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterline.h"
#include "views/widgets/loadingbar.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Lane = QueryRunner::Lane;

namespace {

// A lane that is busy until this is gone.
class Busy final {
public:
    Busy(QueryRunner &runner, Lane lane)
    {
        auto gate = m_gate;
        runner.post(
            lane, &m_context,
            [gate](Database &) {
                QMutexLocker lock(&gate->mutex);
                while (!gate->open)
                    gate->wake.wait(&gate->mutex);
            },
            [](const Result<> &) {});
    }
    ~Busy()
    {
        const QMutexLocker lock(&m_gate->mutex);
        m_gate->open = true;
        m_gate->wake.wakeAll();
    }
    Busy(const Busy &) = delete;
    Busy &operator=(const Busy &) = delete;

private:
    struct Gate {
        QMutex mutex;
        QWaitCondition wake;
        bool open = false;
    };
    QObject m_context;
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
};

} // namespace

class TestLoadingBar final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void waitsAMoment();
    void listTells();
    void searchTells();
    void transcriptTells();

private:
    TestStore m_store;
    qint64 m_session = 0;
};

void TestLoadingBar::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
    m_session = m_store.addSession({.title = u"one"_s});
    m_store.addEvents(m_session, 100);
}

void TestLoadingBar::waitsAMoment()
{
    LoadingBar bar;
    const int height = bar.height();
    bar.begin();
    QVERIFY(!bar.isShown());
    bar.end();
    QElapsedTimer timer;
    timer.start();
    bar.begin();
    bar.begin(); // typing on does not put it off
    QTRY_VERIFY(bar.isShown());
    QVERIFY(timer.elapsed() >= LoadingBar::delayMs * 9 / 10);
    QCOMPARE(bar.height(), height);
    bar.end();
    QVERIFY(!bar.isShown());
}

void TestLoadingBar::listTells()
{
    QueryRunner runner(m_store.file());
    FakeDoor door;
    SessionListPane pane(&runner, &door);
    pane.show();
    auto *bar = pane.findChild<LoadingBar *>();
    QVERIFY(bar != nullptr);
    auto busy = std::make_unique<Busy>(runner, Lane::Search);
    pane.refresh(); // the first time
    QTRY_VERIFY(bar->isShown());
    busy.reset();
    QTRY_VERIFY(!bar->isShown());
    QCOMPARE(pane.model()->total(), 1);
    busy = std::make_unique<Busy>(runner, Lane::Search);
    pane.filter()->setText(u"one"_s);
    QTRY_VERIFY(bar->isShown());
    busy.reset();
    QTRY_VERIFY(!bar->isShown());
    // That nothing matches is said of the filter that stands there, not of the one before.
    pane.filter()->setText(u"nothing of the kind"_s);
    const auto *empty = pane.findChild<EmptyState *>();
    QTRY_VERIFY(empty->isVisible());
    busy = std::make_unique<Busy>(runner, Lane::Search);
    pane.filter()->setText(u"nothing like it"_s);
    QVERIFY(empty->isVisible()); // for a moment, so that typing does not flicker
    QTRY_VERIFY(!empty->isVisible());
    busy.reset();
    QTRY_VERIFY(empty->isVisible());
}

void TestLoadingBar::searchTells()
{
    QueryRunner runner(m_store.file());
    SearchPane pane(&runner);
    pane.show();
    auto *bar = pane.findChild<LoadingBar *>();
    QVERIFY(bar != nullptr);
    auto busy = std::make_unique<Busy>(runner, Lane::Search);
    pane.search(u"text"_s);
    QTRY_VERIFY(bar->isShown());
    QCOMPARE(pane.countText(), u"searching …"_s);
    busy.reset();
    QTRY_VERIFY(!bar->isShown());
    QTRY_COMPARE(pane.countText(), u"100 hits"_s);
    busy = std::make_unique<Busy>(runner, Lane::Search);
    pane.search(u"head"_s);
    QCOMPARE(pane.countText(), u"searching …"_s); // not the old figure beside the new words
    QTRY_VERIFY(bar->isShown());
    pane.search(QString());
    QVERIFY(!bar->isShown());
    busy.reset();
}

void TestLoadingBar::transcriptTells()
{
    QueryRunner runner(m_store.file());
    FakeDoor door;
    TranscriptPane pane(&runner, &door);
    pane.show();
    auto *bar = pane.findChild<LoadingBar *>();
    QVERIFY(bar != nullptr);
    auto busy = std::make_unique<Busy>(runner, Lane::Paging);
    pane.open(m_session);
    QTRY_VERIFY(bar->isShown());
    busy.reset();
    QTRY_VERIFY(!bar->isShown());
    QCOMPARE(pane.model()->rowCount(), 100);
    busy = std::make_unique<Busy>(runner, Lane::Paging);
    pane.reveal(pane.model()->eventAt(50)->id, {});
    QTRY_VERIFY(bar->isShown());
    busy.reset();
    QTRY_VERIFY(!bar->isShown());
    QCOMPARE(pane.view()->currentRow(), 50);
    pane.open(4711);
    QTRY_VERIFY(!pane.isLoading());
    QVERIFY(!bar->isShown());
}

QTEST_MAIN(TestLoadingBar)
#include "tst_loadingbar.moc"
