// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/retentionjobs.h"

#include "agent/ipc/jsonfield.h"
#include "agent/settings/settingsfile.h"
#include "agent/store/backup.h"
#include "agent/store/deletion.h"
#include "agent/store/retention.h"
#include "models/data/export/isotime.h"
#include "models/data/store/datadir.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr qint64 mostLimitDays = 36'500;
constexpr qsizetype listedSessions = 1000; // a message has its limit
constexpr qint64 dayMs = 86'400'000;
// A limit acts by itself when it stood for so long: time to see what one set, and to take it back.
constexpr qint64 graceMs = dayMs;
// Calls of hooks whose run left no session; so long clients keep their own transcripts.
constexpr qint64 mostCallDays = 30;

std::optional<qint64> bound(const json &limit, const char *key)
{
    const qint64 value = numberField(limit, key, -1);
    return value >= 1 ? std::optional(value) : std::nullopt;
}

// As if `limit` were that of the project; without one, that of all projects which have none of their own.
Retention::LimitOf limitsAsIf(const json &limit, const QString &project, const Settings &settings)
{
    Settings wanted = settings;
    const RetentionLimit asIf{bound(limit, "days"), bound(limit, "bytes")};
    wanted.retention = asIf;
    if (!project.isEmpty())
        return [asIf](const QString &) { return asIf; }; // no other project is asked for
    return [wanted](const QString &key) { return wanted.retentionOf(key); };
}

Result<Retention::LimitOf> limitsOf(const SettingsFile &file, const json &args)
{
    if (const auto given = args.find("older_than_days"); given != args.end() && !given->is_null()) {
        const qint64 days = numberField(args, "older_than_days", -1);
        if (days < 1 || days > mostLimitDays)
            return fail(Error::Code::Usage,
                        u"The age is a number of days from 1 to %1. Nothing was deleted."_s.arg(mostLimitDays));
        return [days](const QString &) { return RetentionLimit{days, std::nullopt}; };
    }
    const auto loaded = file.read();
    if (!loaded)
        return tl::unexpected(loaded.error());
    if (const auto limit = args.find("limit"); limit != args.end() && limit->is_object())
        return limitsAsIf(*limit, textField(args, "project"), loaded->values);
    if (!loaded->values.limitsAnything()) {
        return fail(
            Error::Code::Usage,
            u"Nobody said how long sessions are kept. Nothing was deleted. Name an age (--older-than 90d), or set "
            "limits in the settings (\"retention\")."_s);
    }
    return [settings = loaded->values](const QString &key) { return settings.retentionOf(key); };
}

QByteArray limitsText(const Settings &settings)
{
    return QByteArray::fromStdString(assay::toJson(settings)["retention"].dump());
}

ordered_json toJson(const PrunePlan &plan)
{
    ordered_json sessions = ordered_json::array();
    for (const PrunedSession &each : plan.sessions.first(std::min(plan.sessions.size(), listedSessions))) {
        sessions.push_back({{"id", each.uuid.toStdString()},
                            {"title", each.title.toStdString()},
                            {"project", each.project.toStdString()},
                            {"last_event_at", isoTime(each.lastEventAt)},
                            {"bytes", each.bytes},
                            {"why", each.why == PrunedSession::Why::Age ? "age" : "size"}});
    }
    return {{"sessions", sessions},
            {"total", plan.sessions.size()},
            {"bytes", plan.bytes},
            {"spared", plan.spared},
            {"hash", plan.hash.toHex().toStdString()}};
}

} // namespace

Result<ordered_json> pruneSessions(Database &db, const DataDir &dataDir, const SettingsFile &file, const json &args,
                                   Prune how)
{
    const auto limits = limitsOf(file, args);
    if (!limits)
        return tl::unexpected(limits.error());
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    Retention retention(db, dataDir);
    const auto plan = retention.plan(*limits, textField(args, "project"), now);
    if (!plan)
        return tl::unexpected(plan.error());
    ordered_json told = toJson(*plan);
    if (how == Prune::Plan)
        return told;
    const QString agreed = textField(args, "hash");
    if (!agreed.isEmpty() && agreed.toLatin1() != plan->hash.toHex()) {
        return fail(Error::Code::Busy,
                    u"Other sessions would be deleted by now than those that were shown. Nothing was "
                    "deleted. Look at them again."_s);
    }
    if (auto applied = retention.apply(*plan, now); !applied)
        return tl::unexpected(applied.error());
    told["state"] = "hidden";
    told["purge_at"] = isoTime(now + Deletion::undoMs);
    return told;
}

Result<ordered_json> undoPrune(Database &db, const DataDir &dataDir)
{
    return Retention(db, dataDir).undo().map([](int restored) { return ordered_json{{"restored", restored}}; });
}

Result<qint64> pruneDaily(Database &db, const DataDir &dataDir, const Settings &settings, qint64 nowMs)
{
    Retention retention(db, dataDir);
    const auto last = retention.lastRunAt();
    if (!last)
        return tl::unexpected(last.error());
    const auto since = retention.limitsSince(limitsText(settings), nowMs);
    if (!since)
        return tl::unexpected(since.error());
    // A clock that was set back must not stop it for years.
    const bool ranToday = *last >= 0 && *last <= nowMs && nowMs - *last < dayMs;
    if (ranToday)
        return 0;
    const qint64 callDays = std::min(settings.retention.days.value_or(mostCallDays), mostCallDays);
    if (const auto forgotten = retention.forgetCalls(callDays, nowMs); !forgotten)
        return tl::unexpected(forgotten.error());
    if (!settings.limitsAnything())
        return retention.noteRun(nowMs).map([] { return qint64{0}; });
    if (nowMs - *since < graceMs)
        return 0;
    const auto plan = retention.plan([&settings](const QString &key) { return settings.retentionOf(key); }, {}, nowMs);
    if (!plan)
        return tl::unexpected(plan.error());
    auto done = retention.apply(*plan, nowMs).and_then([&] { return retention.noteRun(nowMs); });
    if (!done)
        return tl::unexpected(done.error());
    return plan->sessions.size();
}

ordered_json retentionDocument(const DataDir &dataDir, const QString &workspace, const SettingsFile &file)
{
    ordered_json document = {{"limited", nullptr}, {"acts_from", nullptr}, {"last_run_at", nullptr}};
    const auto loaded = file.read();
    if (!loaded)
        return document; // what is wrong with the settings is told where they are used
    document["limited"] = loaded->values.limitsAnything();
    const auto path = dataDir.workspaceFile(workspace);
    auto db = path ? Database::open(*path, Database::Mode::Reader) : Result<Database>(tl::unexpected(path.error()));
    if (!db)
        return document;
    Retention retention(*db, dataDir);
    if (const auto last = retention.lastRunAt(); last && *last >= 0)
        document["last_run_at"] = isoTime(*last);
    const auto since = retention.limitsNotedAt(limitsText(loaded->values));
    if (since && loaded->values.limitsAnything())
        document["acts_from"] = isoTime((*since < 0 ? QDateTime::currentMSecsSinceEpoch() : *since) + graceMs);
    return document;
}

Result<ordered_json> makeBackup(Database &db, const json &args, Backup how)
{
    const QString file = textField(args, "file");
    if (!QDir::isAbsolutePath(file))
        return fail(Error::Code::Usage, u"A backup needs an absolute path. Nothing was written."_s);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto made =
        how == Backup::Whole ? backupStore(db, file, now) : noteBackup(db, file, now).map([] { return qint64{0}; });
    return made.map([&file](qint64 bytes) { return backupDocument(file, bytes); });
}

ordered_json backupDocument(const QString &file, qint64 bytes)
{
    return {{"file", file.toStdString()}, {"bytes", bytes}};
}

} // namespace assay
