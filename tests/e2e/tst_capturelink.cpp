// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the window asks of the capture, asked of the real agent: both must mean the same by every word.
#include "agentprocess.h"

#include "app/agentlink.h"
#include "app/capturelink.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace assay;

namespace {

const QString session = u"88888888-aaaa-4bbb-8ccc-000000000000"_s;

// The answer of a door, once it has come.
template<typename Value>
class Answer {
public:
    [[nodiscard]] CaptureDoor::Take<Value> taker()
    {
        return [this](const Result<Value> &value) { m_value = value; };
    }
    [[nodiscard]] bool waitForIt()
    {
        return QTest::qWaitFor([this] { return m_value.has_value(); }, 20'000);
    }
    [[nodiscard]] const Result<Value> &value() const { return *m_value; }

private:
    std::optional<Result<Value>> m_value;
};

} // namespace

class TestCaptureLink final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void healthIsTold();
    void pauseAndResume();
    void settingsAreKeptAndTold();
    void limitsAreTriedOutBeforeTheyAreKept();
    void hooksAreShownBeforeTheyAreWritten();

private:
    [[nodiscard]] Result<PruneList> planned(const PruneWish &wish);
    [[nodiscard]] CaptureDoor *capture() { return m_link->capture(); }

    std::unique_ptr<AgentProcess> m_agent;
    std::unique_ptr<AgentLink> m_link;
};

void TestCaptureLink::init()
{
    m_agent = std::make_unique<AgentProcess>();
    const QString history = m_agent->writeTranscript(
        session, {promptLine(session, 1, u"an old heron"_s), replyLine(session, 2, u"Done."_s)});
    QCOMPARE(m_agent->run({u"import"_s, u"--from"_s, history}).exitCode, 0);
    QVERIFY(m_agent->startAgent());
    m_link = std::make_unique<AgentLink>(*DataDir::locate(m_agent->dataDir()), u"default"_s,
                                         QDir::home().filePath(u".claude"_s));
    m_link->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_link->status().state, AgentStatus::State::Running, 30'000);
}

void TestCaptureLink::cleanup()
{
    m_link.reset();
    m_agent.reset();
}

void TestCaptureLink::healthIsTold()
{
    QTRY_COMPARE_WITH_TIMEOUT(capture()->health().state, CaptureHealth::State::Running, 30'000);
    const CaptureHealth health = capture()->health();
    QVERIFY(health.hooks.known);
    QVERIFY(!health.hooks.wired);
    QVERIFY(!health.hooks.settingsPath.isEmpty());
    QVERIFY(health.queueDepth >= 0 && health.spoolFiles >= 0 && health.dropped >= 0);
    QCOMPARE(health.watching, u"inotify"_s);
}

void TestCaptureLink::pauseAndResume()
{
    QTRY_COMPARE_WITH_TIMEOUT(capture()->health().state, CaptureHealth::State::Running, 30'000);
    capture()->pause(3'600);
    QTRY_COMPARE_WITH_TIMEOUT(capture()->health().state, CaptureHealth::State::Paused, 30'000);
    QVERIFY(capture()->health().pausedUntil > QDateTime::currentMSecsSinceEpoch());
    capture()->resume();
    QTRY_COMPARE_WITH_TIMEOUT(capture()->health().state, CaptureHealth::State::Running, 30'000);
    capture()->pause(-1);
    QTRY_COMPARE_WITH_TIMEOUT(capture()->health().state, CaptureHealth::State::Paused, 30'000);
    QCOMPARE(capture()->health().pausedUntil, -1);
}

void TestCaptureLink::settingsAreKeptAndTold()
{
    capture()->lookAtSettings();
    QTRY_VERIFY_WITH_TIMEOUT(capture()->settings().known, 30'000);
    CaptureSettings wanted = capture()->settings();
    QCOMPARE(wanted.keep, KeepLimit());
    wanted.captureUnpersisted = true;
    wanted.ignoredFolders = {u"/home/dev/private"_s};
    wanted.ignoredProjects = {u"dotfiles"_s};
    wanted.keep = {36'000, 5'000'000'000};
    wanted.keepOf.insert(u"github.com/a/b"_s, {});
    capture()->changeSettings(wanted);
    QTRY_COMPARE_WITH_TIMEOUT(capture()->settings(), wanted, 30'000);
    const auto told = m_agent->json({u"settings"_s}).json();
    QCOMPARE(told["settings"]["ignore"]["folders"][0], nlohmann::json("/home/dev/private"));
    // Changed elsewhere: the window hears of it.
    const QSignalSpy changed(capture(), &CaptureDoor::settingsChanged);
    wanted.keepOf.remove(u"github.com/a/b"_s);
    AgentLink other(*DataDir::locate(m_agent->dataDir()), u"default"_s, {});
    other.open();
    QTRY_COMPARE_WITH_TIMEOUT(other.status().state, AgentStatus::State::Running, 30'000);
    other.capture()->lookAtSettings();
    QTRY_VERIFY_WITH_TIMEOUT(other.capture()->settings().known, 30'000);
    other.capture()->changeSettings(wanted);
    QTRY_COMPARE_WITH_TIMEOUT(capture()->settings(), wanted, 30'000);
}

Result<PruneList> TestCaptureLink::planned(const PruneWish &wish)
{
    Answer<PruneList> answer;
    capture()->planPrune(wish, this, answer.taker());
    if (!answer.waitForIt())
        return fail(Error::Code::Failed, u"no answer"_s);
    return answer.value();
}

void TestCaptureLink::limitsAreTriedOutBeforeTheyAreKept()
{
    QCOMPARE(planned({KeepLimit{36'000, -1}, {}})->total, 0);
    QCOMPARE(planned({KeepLimit{}, {}})->total, 0); // no limit at all
    const PruneWish wish{KeepLimit{30, -1}, {}};
    const auto list = planned(wish);
    QVERIFY2(list, list ? "" : qPrintable(list.error().what));
    QCOMPARE(list->total, 1);
    QCOMPARE(list->sessions.first().id, session);
    QCOMPARE(list->sessions.first().title, u"an old heron"_s);
    QVERIFY(list->sessions.first().at > 0 && list->bytes > 0);
    QVERIFY(!planned({KeepLimit{30, -1}, u"no-such-project"_s}));
    Answer<PruneList> wrong;
    capture()->applyPrune(wish, u"00"_s, this, wrong.taker());
    QVERIFY(wrong.waitForIt());
    QCOMPARE(wrong.value().error().code, Error::Code::Busy); // not what was shown
    Answer<PruneList> gone;
    capture()->applyPrune(wish, list->hash, this, gone.taker());
    QVERIFY(gone.waitForIt());
    QCOMPARE(gone.value()->total, 1);
    QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(0));
    Answer<qint64> back;
    capture()->undoPrune(this, back.taker());
    QVERIFY(back.waitForIt());
    QCOMPARE(*back.value(), 1);
    QCOMPARE(m_agent->json({u"sessions"_s}).json()["sessions"].size(), size_t(1));
}

void TestCaptureLink::hooksAreShownBeforeTheyAreWritten()
{
    const QString file = QDir::home().filePath(u".claude/settings.json"_s);
    QVERIFY(QDir().mkpath(QFileInfo(file).path()));
    const QByteArray before = "{\n  \"model\": \"opus\"\n}\n";
    QFile written(file);
    QVERIFY(written.open(QIODevice::WriteOnly) && written.write(before) == before.size());
    written.close();
    Answer<ChangePlan> plan;
    capture()->planWiring(CaptureDoor::Wiring::Install, this, plan.taker());
    QVERIFY(plan.waitForIt());
    QVERIFY2(plan.value(), plan.value() ? "" : qPrintable(plan.value().error().what));
    const auto settings = std::find_if(plan.value()->changes.cbegin(), plan.value()->changes.cend(),
                                       [](const PlannedChange &change) { return change.kind == "settings"_L1; });
    QVERIFY(settings != plan.value()->changes.cend());
    QCOMPARE(settings->file, file);
    QVERIFY(settings->diff.contains(u"+"_s) && settings->diff.contains(u"SessionStart"_s));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), before); // shown, not written
    written.close();
    QVERIFY(written.open(QIODevice::WriteOnly) && written.write("{}\n") == 3);
    written.close();
    Answer<ChangePlan> late;
    capture()->applyWiring(CaptureDoor::Wiring::Install, plan.value()->hash, this, late.taker());
    QVERIFY(late.waitForIt());
    QVERIFY(!late.value()); // it changed meanwhile
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), QByteArray("{}\n"));
}

QTEST_GUILESS_MAIN(TestCaptureLink)
#include "tst_capturelink.moc"
