// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

// What the desktop is told, by a desktop on a bus of the test's own.

#include "app/desktopnotice.h"
#include "tests/views/fakecapture.h"
#include "tests/views/fakedoor.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto desktop = "org.freedesktop.Notifications"_L1;
constexpr auto object = "/org/freedesktop/Notifications"_L1;

// Keeps what it is told and numbers it.
class Notices final : public QDBusVirtualObject {
public:
    QList<QVariantList> told;

    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        told.append(message.arguments());
        return bus.send(message.createReply(QVariant::fromValue(uint(41))));
    }
    [[nodiscard]] QString head(qsizetype i) const { return told.value(i).value(3).toString(); }
};

} // namespace

class TestDesktopNotice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void newCandidateIsTold();
    void newerWaitsForTheNumberOfTheOlder();
    void notWhereSomebodyLooks();
    void canBeTurnedOff();
    void stoppedCaptureIsTold();
    void clickOpensThePage();

private:
    void know(bool candidates, bool stopped);

    QProcess m_bus;
    std::unique_ptr<Notices> m_notices;
    std::unique_ptr<QDBusConnection> m_desktop;
    std::unique_ptr<FakeDoor> m_door;
};

void TestDesktopNotice::initTestCase()
{
    const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (daemon.isEmpty())
        QSKIP("no dbus-daemon here");
    m_bus.start(daemon, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY(m_bus.waitForReadyRead());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    m_desktop = std::make_unique<QDBusConnection>(
        QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), u"desktop"_s));
    m_notices = std::make_unique<Notices>();
    QVERIFY(m_desktop->registerVirtualObject(object, m_notices.get()));
    QVERIFY(m_desktop->registerService(desktop));
}

void TestDesktopNotice::cleanupTestCase()
{
    m_bus.terminate();
    m_bus.waitForFinished();
}

void TestDesktopNotice::know(bool candidates, bool stopped)
{
    m_notices->told.clear();
    m_door = std::make_unique<FakeDoor>();
    m_door->captured.kept.known = true;
    m_door->captured.kept.notifyOfCandidates = candidates;
    m_door->captured.kept.notifyOfStoppedCapture = stopped;
}

void TestDesktopNotice::newCandidateIsTold()
{
    know(true, true);
    DesktopNotice notice(m_door.get());
    notice.candidatesWait(3, false); // where it starts from
    notice.candidatesWait(5, false);
    QTRY_COMPARE(m_notices->told.size(), 1);
    QVERIFY2(m_notices->head(0).contains(u"2 new candidates"_s), qPrintable(m_notices->head(0)));
    QCOMPARE(m_notices->told[0].value(4).toString(), u"5 wait to be weighed."_s);
    notice.candidatesWait(4, false); // somebody decided
    notice.candidatesWait(5, false);
    QTRY_COMPARE(m_notices->told.size(), 2);
    QCOMPARE(m_notices->told[1].value(1).toUInt(), 41U); // takes the place of the first
    notice.startAnew();
    notice.candidatesWait(90, false);
    notice.candidatesWait(91, false);
    QTRY_COMPARE(m_notices->told.size(), 3);
    QVERIFY(m_notices->head(2).contains(u"1 new candidate"_s));
}

// Two at once: the second would stand beside the first if it did not know its number.
void TestDesktopNotice::newerWaitsForTheNumberOfTheOlder()
{
    know(true, true);
    DesktopNotice notice(m_door.get());
    notice.candidatesWait(0, false);
    notice.candidatesWait(1, false);
    notice.candidatesWait(2, false);
    notice.candidatesWait(4, false);
    QTRY_COMPARE(m_notices->told.size(), 2);
    QCOMPARE(m_notices->told[0].value(1).toUInt(), 0U);
    QCOMPARE(m_notices->told[1].value(1).toUInt(), 41U);
    QCOMPARE(m_notices->told[1].value(4).toString(), u"4 wait to be weighed."_s);
}

// Calls of one connection come in their order, so what is told last tells that nothing came before.
void TestDesktopNotice::notWhereSomebodyLooks()
{
    know(true, true);
    DesktopNotice notice(m_door.get());
    notice.candidatesWait(0, false);
    notice.candidatesWait(1, true);
    notice.candidatesWait(3, false);
    QTRY_COMPARE(m_notices->told.size(), 1);
    QVERIFY(m_notices->head(0).contains(u"2 new candidates"_s));
}

void TestDesktopNotice::canBeTurnedOff()
{
    know(false, false);
    DesktopNotice notice(m_door.get());
    notice.candidatesWait(0, false);
    notice.candidatesWait(1, false);
    m_door->captured.kept.known = false; // nor while nobody says whether it is
    m_door->captured.kept.notifyOfCandidates = true;
    notice.candidatesWait(2, false);
    m_door->captured.kept.known = true;
    notice.candidatesWait(5, false);
    QTRY_COMPARE(m_notices->told.size(), 1);
    QVERIFY(m_notices->head(0).contains(u"3 new candidates"_s));
}

void TestDesktopNotice::stoppedCaptureIsTold()
{
    know(false, true);
    DesktopNotice notice(m_door.get());
    m_door->present.state = AgentStatus::State::Running;
    CaptureHealth health;
    health.state = CaptureHealth::State::Off; // as it was found: no news
    m_door->captured.show(health);
    health.state = CaptureHealth::State::Running;
    m_door->captured.show(health);
    health.faults = {FileFault{{}, u"No space is left."_s, u"full"_s, 1}};
    m_door->captured.show(health);
    m_door->captured.show(health);
    QTRY_COMPARE(m_notices->told.size(), 1);
    QVERIFY2(m_notices->head(0).contains(u"disk full"_s), qPrintable(m_notices->head(0)));
    health.faults.clear();
    m_door->captured.show(health);
    m_door->captured.kept.notifyOfStoppedCapture = false;
    health.state = CaptureHealth::State::Off;
    m_door->captured.show(health);
    m_door->captured.kept.notifyOfCandidates = true;
    notice.candidatesWait(0, false);
    notice.candidatesWait(1, false);
    QTRY_COMPARE(m_notices->told.size(), 2);
    QVERIFY(m_notices->head(1).contains(u"1 new candidate"_s));
}

void TestDesktopNotice::clickOpensThePage()
{
    know(true, true);
    DesktopNotice notice(m_door.get());
    QSignalSpy opened(&notice, &DesktopNotice::openRequested);
    notice.candidatesWait(0, false);
    notice.candidatesWait(1, false);
    QTRY_COMPARE(m_notices->told.size(), 1);
    // The answer with its number comes before whatever is sent later.
    auto click = QDBusMessage::createSignal(object, desktop, u"ActionInvoked"_s);
    click << 7U << u"default"_s;
    QVERIFY(m_desktop->send(click));
    click.setArguments({41U, u"default"_s});
    QVERIFY(m_desktop->send(click));
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].value<DesktopNotice::Page>(), DesktopNotice::Page::Skills);
}

QTEST_GUILESS_MAIN(TestDesktopNotice)
#include "tst_desktopnotice.moc"
