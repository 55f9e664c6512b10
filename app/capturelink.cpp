// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/capturelink.h"

#include "agent/ipc/jsonfield.h"
#include "agent/ipc/message.h"
#include "app/agentlink.h"
#include "app/capturejson.h"

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int afterPauseMs = 500;

QString wiringVerb(CaptureDoor::Wiring which, const QString &step)
{
    return (which == CaptureDoor::Wiring::Install ? u"install."_s : u"uninstall."_s) + step;
}

Error errorOf(const IpcError &error)
{
    const auto code = error.code == "busy"_L1        ? Error::Code::Busy
                      : error.code == "full"_L1      ? Error::Code::Full
                      : error.code == "read_only"_L1 ? Error::Code::ReadOnly
                      : error.code == "not_found"_L1 ? Error::Code::NotFound
                                                     : Error::Code::Failed;
    return {code, error.what, error.path};
}

} // namespace

CaptureLink::CaptureLink(AgentLink *link)
    : CaptureDoor(link)
    , m_link(link)
{
    m_pauseEnds.setSingleShot(true);
    connect(&m_pauseEnds, &QTimer::timeout, this, &CaptureLink::lookAgain);
}

void CaptureLink::takeStatus(const json &reply)
{
    setHealth(captureHealthOf(reply));
}

void CaptureLink::forget()
{
    setHealth({});
}

void CaptureLink::setHealth(const CaptureHealth &health)
{
    m_pauseEnds.stop();
    if (health.state == CaptureHealth::State::Paused && health.pausedUntil >= 0) {
        const qint64 left = health.pausedUntil - QDateTime::currentMSecsSinceEpoch() + afterPauseMs;
        constexpr qint64 most = std::numeric_limits<int>::max();
        m_pauseEnds.start(static_cast<int>(std::clamp<qint64>(left, afterPauseMs, most)));
    }
    if (m_health == health)
        return;
    m_health = health;
    Q_EMIT healthChanged();
}

void CaptureLink::request(const QString &verb, const json &args, QObject *context, Answer answer)
{
    m_link->request(verb, args, context, [answer = std::move(answer)](const IpcReply &reply) {
        answer(reply ? Result<json>(*reply) : Result<json>(tl::unexpected(errorOf(reply.error()))));
    });
}

void CaptureLink::lookAgain()
{
    m_link->askStatus();
}

void CaptureLink::pause(qint64 seconds)
{
    const json args = {{"for_s", seconds >= 0 ? json(seconds) : json()}};
    request(u"capture.pause"_s, args, this, [this](const Result<json> &reply) {
        if (!reply)
            Q_EMIT m_link->failed(reply.error().what);
        lookAgain();
    });
}

void CaptureLink::resume()
{
    request(u"capture.resume"_s, json::object(), this, [this](const Result<json> &reply) {
        if (!reply)
            Q_EMIT m_link->failed(reply.error().what);
        lookAgain();
    });
}

void CaptureLink::planWiring(Wiring which, QObject *context, Take<ChangePlan> take)
{
    request(wiringVerb(which, u"plan"_s), json::object(), context,
            [take = std::move(take)](const Result<json> &reply) { take(reply.map(changePlanOf)); });
}

void CaptureLink::applyWiring(Wiring which, const QString &hash, QObject *context, Take<ChangePlan> take)
{
    request(wiringVerb(which, u"apply"_s), {{"hash", hash.toStdString()}}, context,
            [this, take = std::move(take)](const Result<json> &reply) {
                take(reply.map(changePlanOf));
                lookAgain();
            });
}

void CaptureLink::planPrune(const PruneWish &wish, QObject *context, Take<PruneList> take)
{
    json args = pruneArgs(wish);
    args["workspace"] = m_link->workspace().toStdString();
    request(u"prune.plan"_s, args, context,
            [take = std::move(take)](const Result<json> &reply) { take(reply.map(pruneListOf)); });
}

void CaptureLink::applyPrune(const PruneWish &wish, const QString &hash, QObject *context, Take<PruneList> take)
{
    json args = pruneArgs(wish);
    args["workspace"] = m_link->workspace().toStdString();
    args["hash"] = hash.toStdString();
    request(u"prune.apply"_s, args, context,
            [take = std::move(take)](const Result<json> &reply) { take(reply.map(pruneListOf)); });
}

void CaptureLink::undoPrune(QObject *context, Take<qint64> take)
{
    const json args = {{"workspace", m_link->workspace().toStdString()}};
    request(u"prune.undo"_s, args, context, [take = std::move(take)](const Result<json> &reply) {
        take(reply.map([](const json &done) { return numberField(done, "restored"); }));
    });
}

void CaptureLink::lookAtSettings()
{
    request(u"settings.get"_s, json::object(), this, [this](const Result<json> &reply) {
        m_settings = reply ? captureSettingsOf(*reply) : CaptureSettings();
        Q_EMIT settingsChanged();
    });
}

void CaptureLink::changeSettings(const CaptureSettings &wanted)
{
    const json change = settingsChange(m_settings, wanted);
    if (change.empty())
        return;
    request(u"settings.set"_s, {{"changes", change}}, this, [this](const Result<json> &reply) {
        if (reply)
            m_settings = captureSettingsOf(*reply);
        else
            Q_EMIT m_link->failed(reply.error().what);
        Q_EMIT settingsChanged();
    });
}

void CaptureLink::recheckRedaction(QObject *context, Take<QString> take)
{
    request(u"redact.recheck"_s, {{"workspace", m_link->workspace().toStdString()}}, context,
            [take = std::move(take)](const Result<json> &reply) {
                take(reply.map([](const json &done) {
                    return tr("%1 lines were looked at again, %2 of them changed.")
                        .arg(numberField(done, "lines_scanned"))
                        .arg(numberField(done, "lines_changed"));
                }));
            });
}

} // namespace assay
