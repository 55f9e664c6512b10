// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/capturejson.h"

#include "agent/ipc/jsonfield.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// Times come as ISO 8601 or as milliseconds.
qint64 timeField(const json &object, const char *key)
{
    const json value = partOf(object, key);
    if (value.is_number_integer())
        return value.get<qint64>();
    const auto time = QDateTime::fromString(textField(object, key), Qt::ISODateWithMs);
    return time.isValid() ? time.toMSecsSinceEpoch() : -1;
}

QList<FileFault> faultsOf(const json &errors)
{
    QList<FileFault> faults;
    if (!errors.is_array())
        return faults;
    for (const json &each : errors)
        faults.append(
            {textField(each, "path"), textField(each, "what"), textField(each, "code"), timeField(each, "at")});
    return faults;
}

HookWiring wiringOf(const json &hooks)
{
    HookWiring wiring;
    wiring.known = partOf(hooks, "wired").is_boolean();
    if (!wiring.known)
        return wiring;
    wiring.wired = flagField(hooks, "wired");
    wiring.events = textsField(hooks, "events");
    wiring.settingsPath = textField(hooks, "settings_path");
    wiring.command = textField(hooks, "command");
    wiring.trouble = textField(hooks, "trouble");
    return wiring;
}

KeepLimit limitOf(const json &object)
{
    KeepLimit limit;
    if (object.is_object()) {
        limit.olderThanDays = static_cast<int>(numberField(object, "days", -1));
        limit.maxBytes = numberField(object, "bytes", -1);
    }
    return limit;
}

json jsonOf(const KeepLimit &limit)
{
    return {{"days", limit.olderThanDays >= 0 ? json(limit.olderThanDays) : json()},
            {"bytes", limit.maxBytes >= 0 ? json(limit.maxBytes) : json()}};
}

json jsonOf(const QStringList &texts)
{
    json list = json::array();
    for (const QString &text : texts)
        list.push_back(text.toStdString());
    return list;
}

// What is on unless it is said to be off.
bool isOn(const json &object, const char *key)
{
    return !object.contains(key) || object[key] != json(false);
}

} // namespace

CaptureHealth captureHealthOf(const json &status)
{
    CaptureHealth health;
    health.hooks = wiringOf(partOf(status, "hooks"));
    const json capture = partOf(status, "capture");
    if (!capture.is_object())
        return health;
    const QString state = textField(capture, "state");
    health.state = state == "running"_L1  ? CaptureHealth::State::Running
                   : state == "paused"_L1 ? CaptureHealth::State::Paused
                   : state == "off"_L1    ? CaptureHealth::State::Off
                                          : CaptureHealth::State::Unknown;
    health.pausedUntil = timeField(capture, "paused_until");
    health.lastEventAt = timeField(capture, "last_event_at");
    health.queueDepth = numberField(capture, "queue_depth", -1);
    health.spoolFiles = numberField(capture, "spool_files", -1);
    health.spoolBytes = numberField(capture, "spool_bytes", -1);
    health.dropped = numberField(capture, "dropped", -1);
    health.hookMsP95 = realField(capture, "hook_ms_p95");
    health.watching = textField(capture, "watching");
    health.watchingBecause = textField(capture, "watching_because");
    health.foldersWatched = numberField(capture, "folders_watched", -1);
    health.faults = faultsOf(partOf(capture, "errors"));
    return health;
}

ChangePlan changePlanOf(const json &reply)
{
    ChangePlan plan;
    plan.hash = textField(reply, "hash");
    plan.notes = textsField(reply, "remarks");
    const json changes = partOf(reply, "changes");
    for (const json &each : changes.is_array() ? changes : json::array()) {
        plan.changes.append(
            {textField(each, "file"), textField(each, "kind"), textField(each, "action"), textField(each, "diff")});
    }
    return plan;
}

PruneList pruneListOf(const json &reply)
{
    PruneList list;
    list.hash = textField(reply, "hash");
    list.bytes = numberField(reply, "bytes");
    const json sessions = partOf(reply, "sessions");
    for (const json &each : sessions.is_array() ? sessions : json::array()) {
        list.sessions.append({textField(each, "id"), textField(each, "title"), textField(each, "project"),
                              numberField(each, "bytes"), timeField(each, "last_event_at")});
    }
    list.total = numberField(reply, "total", list.sessions.size());
    return list;
}

CaptureSettings captureSettingsOf(const json &reply)
{
    CaptureSettings settings;
    const json values = partOf(reply, "settings");
    if (!values.is_object())
        return settings;
    settings.known = true;
    settings.captureUnpersisted = flagField(partOf(values, "capture"), "unpersisted");
    const json notifications = partOf(values, "notifications");
    settings.notifyOfCandidates = isOn(notifications, "candidates");
    settings.notifyOfStoppedCapture = isOn(notifications, "capture_stopped");
    settings.ignoredFolders = textsField(partOf(values, "ignore"), "folders");
    settings.ignoredProjects = textsField(partOf(values, "ignore"), "projects");
    const json retention = partOf(values, "retention");
    settings.keep = limitOf(partOf(retention, "default"));
    // Named, since items() refers to it; those of anything but an object have no names.
    const json projects = partOf(retention, "projects");
    const json limits = projects.is_object() ? projects : json::object();
    for (const auto &[key, limit] : limits.items())
        settings.keepOf.insert(QString::fromStdString(key), limitOf(limit));
    return settings;
}

json pruneArgs(const PruneWish &wish)
{
    json args = json::object();
    if (wish.limit)
        args["limit"] = jsonOf(*wish.limit);
    if (!wish.project.isEmpty())
        args["project"] = wish.project.toStdString();
    return args;
}

json settingsChange(const CaptureSettings &present, const CaptureSettings &wanted)
{
    json change = json::object();
    if (present.captureUnpersisted != wanted.captureUnpersisted)
        change["capture"]["unpersisted"] = wanted.captureUnpersisted;
    if (present.notifyOfCandidates != wanted.notifyOfCandidates)
        change["notifications"]["candidates"] = wanted.notifyOfCandidates;
    if (present.notifyOfStoppedCapture != wanted.notifyOfStoppedCapture)
        change["notifications"]["capture_stopped"] = wanted.notifyOfStoppedCapture;
    if (present.ignoredFolders != wanted.ignoredFolders)
        change["ignore"]["folders"] = jsonOf(wanted.ignoredFolders);
    if (present.ignoredProjects != wanted.ignoredProjects)
        change["ignore"]["projects"] = jsonOf(wanted.ignoredProjects);
    if (present.keep != wanted.keep)
        change["retention"]["default"] = jsonOf(wanted.keep);
    for (auto limit = wanted.keepOf.cbegin(); limit != wanted.keepOf.cend(); ++limit) {
        if (present.keepOf.value(limit.key()) != *limit || !present.keepOf.contains(limit.key()))
            change["retention"]["projects"][limit.key().toStdString()] = jsonOf(*limit);
    }
    for (auto limit = present.keepOf.cbegin(); limit != present.keepOf.cend(); ++limit) {
        if (!wanted.keepOf.contains(limit.key()))
            change["retention"]["projects"][limit.key().toStdString()] = nullptr;
    }
    return change;
}

} // namespace assay
