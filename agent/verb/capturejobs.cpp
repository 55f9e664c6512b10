// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/capturejobs.h"

#include "agent/ipc/jsonfield.h"
#include "agent/settings/settingsfile.h"
#include "agent/store/gatefile.h"
#include "agent/store/pause.h"
#include "agent/verb/userrules.h"
#include "models/data/export/isotime.h"
#include "models/data/store/datadir.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr qint64 longestPauseSeconds = 366LL * 86'400;

ordered_json toJson(const PauseState &state)
{
    return {{"state", state.paused ? "paused" : "running"},
            {"paused_until", state.until ? ordered_json(isoTime(*state.until)) : ordered_json()}};
}

ordered_json document(const SettingsFile &file, const LoadedSettings &loaded)
{
    ordered_json unknown = ordered_json::array();
    for (const QString &each : loaded.unknown)
        unknown.push_back(each.toStdString());
    return {{"file", file.path().toStdString()}, {"settings", toJson(loaded.values)}, {"unknown", unknown}};
}

Result<> tell(const DataDir &dataDir, const Settings &values)
{
    return tellHook(dataDir, values.ignoredFolders, values.captureUnpersisted);
}

} // namespace

Result<ordered_json> pauseCapture(const DataDir &dataDir, const json &args)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::optional<qint64> until;
    if (const auto given = args.find("for_s"); given != args.end() && !given->is_null()) {
        const qint64 seconds = numberField(args, "for_s", -1);
        if (seconds < 1 || seconds > longestPauseSeconds) {
            return fail(Error::Code::Usage,
                        u"A pause lasts from a second to %1 days, or until it is ended. Nothing was "
                        "changed."_s.arg(longestPauseSeconds / 86'400));
        }
        until = now + seconds * 1000;
    }
    return Pause::begin(dataDir, until, now).map([](const PauseState &state) { return toJson(state); });
}

Result<ordered_json> resumeCapture(const DataDir &dataDir, const json &args)
{
    const auto missed = flagField(args, "include_missed") ? Pause::Missed::Include : Pause::Missed::LeaveOut;
    return Pause::end(dataDir, missed, QDateTime::currentMSecsSinceEpoch()).map([](const PauseState &state) {
        return toJson(state);
    });
}

Result<ordered_json> getSettings(const SettingsFile &file)
{
    return file.read().map([&file](const LoadedSettings &loaded) { return document(file, loaded); });
}

Result<ordered_json> setSettings(const DataDir &dataDir, const SettingsFile &file, const json &args)
{
    const auto changes = args.find("changes");
    if (changes == args.end() || !changes->is_object())
        return fail(Error::Code::Usage, u"No settings to change were given. Nothing was changed."_s);
    const auto loaded = file.change(ordered_json(*changes),
                                    [&file](const QByteArray &bytes) { return UserRules::check(bytes, file.path()); });
    if (!loaded)
        return tl::unexpected(loaded.error());
    if (auto told = tell(dataDir, loaded->values); !told)
        return tl::unexpected(told.error());
    return document(file, *loaded);
}

Result<ordered_json> heedSettings(const DataDir &dataDir, const SettingsFile &file)
{
    if (const auto settled = Pause::settle(dataDir, QDateTime::currentMSecsSinceEpoch()); !settled)
        return tl::unexpected(settled.error());
    const auto loaded = file.read();
    if (!loaded)
        return tl::unexpected(loaded.error());
    return tell(dataDir, loaded->values).map([] { return ordered_json::object(); });
}

} // namespace assay
