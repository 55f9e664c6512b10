// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/desktopnotice.h"

#include "views/capture/capturedoor.h"
#include "views/capture/headline.h"
#include "views/shell/agentdoor.h"
#include "views/widgets/wording.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDateTime>
#include <QVariantMap>

#include <utility>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto noticeService = "org.freedesktop.Notifications"_L1;
constexpr auto noticeObject = "/org/freedesktop/Notifications"_L1;
constexpr auto noticeAct = "default"_L1; // a click on the notice itself

} // namespace

DesktopNotice::DesktopNotice(AgentDoor *door, QObject *parent)
    : QObject(parent)
    , m_door(door)
{
    connect(door, &AgentDoor::stateChanged, this, [this] {
        // Whether somebody turned them off is known only from the agent.
        if (m_door->status().state == AgentStatus::State::Running && !m_door->capture()->settings().known)
            m_door->capture()->lookAtSettings();
        lookAtCapture();
    });
    connect(door->capture(), &CaptureDoor::healthChanged, this, &DesktopNotice::lookAtCapture);
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected())
        bus.connect(noticeService, noticeObject, noticeService, u"ActionInvoked"_s, this, SLOT(invoked(QDBusMessage)));
}

void DesktopNotice::candidatesWait(int count, bool seen)
{
    const int before = std::exchange(m_candidates, count);
    const CaptureSettings settings = m_door->capture()->settings();
    if (before < 0 || count <= before || seen || !settings.known || !settings.notifyOfCandidates)
        return;
    notify(Page::Skills,
           {pluralText(count - before, tr("%1 new candidate for a skill"), tr("%1 new candidates for skills")),
            pluralText(count, tr("%1 waits to be weighed."), tr("%1 wait to be weighed."))});
}

void DesktopNotice::lookAtCapture()
{
    const CaptureHeadline line =
        captureHeadline(m_door->status(), m_door->capture()->health(), QDateTime::currentMSecsSinceEpoch());
    const bool stopped =
        line.act == CaptureAct::StartAgent || line.act == CaptureAct::RestartAgent || line.act == CaptureAct::FreeSpace;
    const CaptureSettings settings = m_door->capture()->settings();
    if (m_captured && stopped && settings.notifyOfStoppedCapture) // they are known, since it captured before
        notify(Page::Health, {line.text, line.sentence});
    // On the way from the one to the other (starting, looking) it is neither.
    if (line.captures || stopped)
        m_captured = line.captures;
}

void DesktopNotice::notify(Page page, const Words &words)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    Notice &notice = noticeOf(page);
    if (notice.asked) {
        notice.next = words;
        return;
    }
    QDBusMessage message = QDBusMessage::createMethodCall(noticeService, noticeObject, noticeService, u"Notify"_s);
    const QVariantMap hints = {{u"desktop-entry"_s, QStringLiteral(ASSAY_APP_ID)}};
    constexpr int asLongAsTheDesktopSays = -1;
    message << u"Assay"_s << notice.id << QStringLiteral(ASSAY_APP_ID) << words.head << words.body.toHtmlEscaped()
            << QStringList{noticeAct, tr("Open Assay")} << hints << asLongAsTheDesktopSays;
    notice.asked = true;
    auto *reply = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
    connect(reply, &QDBusPendingCallWatcher::finished, this, [this, reply, page] {
        reply->deleteLater();
        Notice &told = noticeOf(page);
        told.asked = false;
        const QDBusPendingReply<uint> answer = *reply;
        if (answer.isValid())
            told.id = answer.value();
        if (const auto next = std::exchange(told.next, std::nullopt))
            notify(page, *next);
    });
}

void DesktopNotice::invoked(const QDBusMessage &message)
{
    const QVariantList said = message.arguments();
    const uint id = said.value(0).toUInt();
    if (id == 0 || said.value(1).toString() != noticeAct)
        return;
    for (const Page page : {Page::Skills, Page::Health}) {
        if (noticeOf(page).id == id)
            Q_EMIT openRequested(page);
    }
}

} // namespace assay
