// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/settings/settings.h"

#include "agent/settings/settingsreading.h"
#include "models/data/store/datadir.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include <QDir>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr qint64 mostDays = 36'500;
constexpr qint64 leastBytes = 1'000'000; // less would empty a project by a slip of the pen
constexpr qint64 mostKeptBytes = 1'000'000'000'000'000;
constexpr int mostTurns = 10'000;
constexpr int mostCards = 1000;
constexpr int leastSummarySeconds = 5;
constexpr int mostSummarySeconds = 86'400;
constexpr qsizetype longestPath = 4096;

bool isPlain(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestPath && text.isValidUtf16() &&
           std::none_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

// "~/x" is what people write.
std::optional<QString> folder(const QString &text)
{
    const QString home = homeFolder();
    const bool inHome = !home.isEmpty() && (text == u"~"_s || text.startsWith(u"~/"_s));
    const QString path = inHome ? home + text.mid(1) : text;
    if (!isPlain(path) || !QDir::isAbsolutePath(path))
        return std::nullopt;
    return QDir::cleanPath(path);
}

std::optional<QString> project(const QString &text)
{
    const QString trimmed = text.trimmed();
    return isPlain(trimmed) ? std::optional(trimmed) : std::nullopt;
}

void readLimit(SettingsReading &object, RetentionLimit &limit)
{
    object.number("days", 1, mostDays, limit.days);
    object.number("bytes", leastBytes, mostKeptBytes, limit.bytes);
}

void readRetention(SettingsReading &object, Settings &settings)
{
    object.section("default", [&](SettingsReading &limit) { readLimit(limit, settings.retention); });
    object.each("projects", u"keys of projects, like \"github.com/owner/name\""_s, isPlain,
                [&](const QString &key, SettingsReading &limit) { readLimit(limit, settings.projectRetention[key]); });
}

void readSummaries(SettingsReading &object, Settings &settings)
{
    object.number("cadence_s", leastSummarySeconds, mostSummarySeconds, settings.summarySeconds);
    object.each("workspaces", u"names of workspaces: 1 to 64 of a-z, 0-9 and the hyphen"_s, isWorkspaceName,
                [&](const QString &name, SettingsReading &workspace) {
                    int seconds = settings.summarySeconds;
                    workspace.number("cadence_s", leastSummarySeconds, mostSummarySeconds, seconds);
                    settings.workspaceSummarySeconds[name] = seconds;
                });
}

ordered_json toJson(const RetentionLimit &limit)
{
    return {{"days", limit.days ? ordered_json(*limit.days) : ordered_json()},
            {"bytes", limit.bytes ? ordered_json(*limit.bytes) : ordered_json()}};
}

ordered_json toJson(const QStringList &texts)
{
    ordered_json list = ordered_json::array();
    for (const QString &each : texts)
        list.push_back(each.toStdString());
    return list;
}

} // namespace

RetentionLimit Settings::retentionOf(const QString &projectKey) const
{
    return projectRetention.value(projectKey, retention);
}

bool Settings::limitsAnything() const
{
    return retention.isSet() || std::any_of(projectRetention.begin(), projectRetention.end(),
                                            [](const RetentionLimit &each) { return each.isSet(); });
}

int Settings::summarySecondsOf(const QString &workspace) const
{
    return workspaceSummarySeconds.value(workspace, summarySeconds);
}

const QStringList &settingsSections()
{
    static const QStringList sections = {u"redaction"_s, u"capture"_s,   u"ignore"_s, u"retention"_s,
                                         u"mining"_s,    u"summaries"_s, u"model"_s,  u"notifications"_s};
    return sections;
}

Result<Settings> settingsFromJson(const ordered_json &root, QStringList *unknown)
{
    Settings settings;
    SettingsReading file(&root, {}, unknown);
    // Understood elsewhere: what is in them is no business of this.
    for (const char *elsewhere : {"redaction", "model"})
        file.section(elsewhere, [](SettingsReading &) {});
    if (unknown)
        unknown->clear();
    file.section("capture", [&](SettingsReading &object) { object.flag("unpersisted", settings.captureUnpersisted); });
    file.section("ignore", [&](SettingsReading &object) {
        object.texts("folders", u"absolute folders"_s, folder, settings.ignoredFolders);
        object.texts("projects", u"projects, like \"github.com/owner/name\""_s, project, settings.ignoredProjects);
    });
    file.section("retention", [&](SettingsReading &object) { readRetention(object, settings); });
    file.section("mining", [&](SettingsReading &object) {
        object.number("skillify_every_n_turns", 1, mostTurns, settings.skillifyEveryTurns);
        object.number("new_cards_per_day", 0, mostCards, settings.newCardsPerDay);
        object.number("open_cards", 0, mostCards, settings.openCards);
    });
    file.section("summaries", [&](SettingsReading &object) { readSummaries(object, settings); });
    file.section("notifications", [&](SettingsReading &object) {
        object.flag("candidates", settings.notifyOfCandidates);
        object.flag("capture_stopped", settings.notifyOfStoppedCapture);
    });
    if (auto ended = file.end(); !ended)
        return tl::unexpected(ended.error());
    return settings;
}

ordered_json toJson(const Settings &settings)
{
    ordered_json projects = ordered_json::object();
    for (auto each = settings.projectRetention.begin(); each != settings.projectRetention.end(); ++each)
        projects[each.key().toStdString()] = toJson(each.value());
    ordered_json workspaces = ordered_json::object();
    for (auto each = settings.workspaceSummarySeconds.begin(); each != settings.workspaceSummarySeconds.end(); ++each)
        workspaces[each.key().toStdString()] = {{"cadence_s", each.value()}};
    return {{"capture", {{"unpersisted", settings.captureUnpersisted}}},
            {"ignore", {{"folders", toJson(settings.ignoredFolders)}, {"projects", toJson(settings.ignoredProjects)}}},
            {"retention", {{"default", toJson(settings.retention)}, {"projects", projects}}},
            {"mining",
             {{"skillify_every_n_turns", settings.skillifyEveryTurns},
              {"new_cards_per_day", settings.newCardsPerDay},
              {"open_cards", settings.openCards}}},
            {"summaries", {{"cadence_s", settings.summarySeconds}, {"workspaces", workspaces}}},
            {"notifications",
             {{"candidates", settings.notifyOfCandidates}, {"capture_stopped", settings.notifyOfStoppedCapture}}}};
}

} // namespace assay
