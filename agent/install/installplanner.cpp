// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/installplanner.h"

#include "agent/install/codingclients.h"
#include "agent/install/emptiedfolders.h"
#include "agent/install/hooksstate.h"
#include "agent/install/hookwiring.h"
#include "agent/install/installrecord.h"
#include "agent/install/jsonctree.h"
#include "agent/install/mcpentry.h"
#include "agent/install/servicesteps.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Act = InstallStep::Act;

constexpr auto programNames = {"assay-hook", "assay-agent"};

// The settings and what we noted of them.
struct SettingsNow {
    GuardedFile file;
    GuardedFile recordFile;
    InstallRecord record;

    [[nodiscard]] const WiredFile *noted() const { return record.find(file.path); }
    // Nobody wrote since we did.
    [[nodiscard]] bool isOurs() const
    {
        return noted() != nullptr && file.bytes && sha256Hex(*file.bytes) == noted()->after;
    }
};

Error settingsError(const Error &error, const QString &path)
{
    return {error.code,
            u"The settings of Claude Code are not changed, because they cannot be read: %1. Claude Code does not "
            u"follow them "
            "either. Mend that place and do the same again."_s.arg(error.what),
            path};
}

Result<SettingsNow> readSettingsNow(const InstallPlaces &places)
{
    auto file = readGuarded(places.settingsFile());
    if (!file)
        return tl::unexpected(file.error());
    auto recordFile = readGuarded(places.recordFile());
    if (!recordFile)
        return tl::unexpected(recordFile.error());
    InstallRecord record = parseInstallRecord(recordFile->bytes);
    return SettingsNow{std::move(*file), std::move(*recordFile), std::move(record)};
}

InstallStep writeStep(const QString &kind, const GuardedFile &file, const QByteArray &after)
{
    return {.act = Act::WriteFile, .kind = kind, .path = file.path, .file = file, .after = after};
}

InstallStep removeStep(const QString &kind, const GuardedFile &file)
{
    return {.act = Act::RemoveFile, .kind = kind, .path = file.path, .file = file};
}

// The name of a backup: of the settings of one folder, whatever that is called.
QString backupName(const QString &path)
{
    return u"settings-"_s + QString::fromLatin1(sha256Hex(QFile::encodeName(path)).left(12)) + u".json"_s;
}

// What is to be known for undoing; before what it speaks of is changed.
void addRecord(InstallPlan &plan, const SettingsNow &now, const InstallRecord &record)
{
    if (toBytes(record) == toBytes(now.record))
        return;
    plan.steps.append(record.isEmpty() ? removeStep(u"record"_s, now.recordFile)
                                       : writeStep(u"record"_s, now.recordFile, toBytes(record)));
}

// What the settings become, with what is needed to put them back before it.
Result<> addSettings(InstallPlan &plan, const InstallPlaces &places, const SettingsNow &now, InstallRecord &record,
                     const QByteArray &after)
{
    WiredFile noted{now.file.path, {}, sha256Hex(after), {}, true, false};
    if (now.isOurs()) {
        noted = *now.noted();
        noted.after = sha256Hex(after);
    } else if (now.file.bytes) {
        noted.before = sha256Hex(*now.file.bytes);
        noted.backup = backupName(now.file.path);
        const auto wired = readHooks(*now.file.bytes);
        noted.exact = wired && wired->events.isEmpty();
        const auto backup = readGuarded(places.backupFolder() + u'/' + noted.backup);
        if (!backup)
            return tl::unexpected(backup.error());
        if (backup->bytes != now.file.bytes)
            plan.steps.append(writeStep(u"backup"_s, *backup, *now.file.bytes));
    } else {
        noted.folder = !QFileInfo::exists(places.claudeDir);
    }
    record.put(noted);
    addRecord(plan, now, record);
    plan.steps.append(writeStep(u"settings"_s, now.file, after));
    return {};
}

bool sameFile(const QString &one, const QString &other)
{
    QFile a(one);
    QFile b(other);
    return a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly) && a.size() == b.size() &&
           a.readAll() == b.readAll();
}

// Programs that may vanish (an unpacked archive, an AppImage, a build folder) are copied behind a link that stays.
bool addPrograms(InstallPlan &plan, const InstallPlaces &places)
{
    if (places.packaged || places.programFolder.startsWith(places.copies() + u'/'))
        return false;
    const qsizetype before = plan.steps.size();
    const QString folder = places.copies() + u'/' + QStringLiteral(ASSAY_VERSION);
    for (const char *name : programNames) {
        const QString source = places.programFolder + u'/' + QLatin1StringView(name);
        const QString copy = folder + u'/' + QLatin1StringView(name);
        if (!sameFile(source, copy))
            plan.steps.append({.act = Act::CopyProgram, .kind = u"program"_s, .path = copy, .source = source});
    }
    const QString link = places.stableFolder();
    if (QFile::symLinkTarget(link) != folder)
        plan.steps.append(
            {.act = Act::SetLink, .kind = u"program"_s, .path = link, .source = QStringLiteral(ASSAY_VERSION)});
    return plan.steps.size() > before;
}

void addRemarks(InstallPlan &plan, const InstallPlaces &places, const QByteArray &settings,
                const QList<CodingClient> &clients)
{
    if (const auto wired = readHooks(settings); wired && wired->disableAll)
        plan.remarks +=
            u"\"disableAllHooks\" is true in %1, so Claude Code will run no hook. Sessions are captured from "
            "their transcripts only."_s.arg(places.settingsFile());
    if (const QString reason = managedHindrance(places.managedSettings); !reason.isEmpty())
        plan.remarks += reason;
    if (clients.isEmpty())
        plan.remarks += u"No Claude Code was found, so only the events that every version knows are wired. Run install "
                        "again when it is there."_s;
    else if (eventsFor(clients).size() == eventsOfEveryClient().size())
        plan.remarks +=
            u"Only the events that every version of Claude Code knows are wired, because not all of what was "
            "found is 2.1.120 or newer: %1."_s.arg(clientsInWords(clients));
}

// The bytes that were there before install, if that is still known.
std::optional<QByteArray> bytesBefore(const InstallPlaces &places, const SettingsNow &now)
{
    if (!now.isOurs() || !now.noted()->exact || now.noted()->backup.isEmpty())
        return std::nullopt;
    const auto backup = readGuarded(places.backupFolder() + u'/' + now.noted()->backup);
    const bool sound = backup && backup->bytes && sha256Hex(*backup->bytes) == now.noted()->before;
    return sound ? backup->bytes : std::nullopt;
}

bool isEmptyDocument(const QByteArray &bytes)
{
    const auto root = parseJsonc(bytes);
    return root && (!*root || ((*root)->kind == JsoncNode::Kind::Object && (*root)->children.empty()));
}

bool holdsNothingBut(const QString &folder, const QString &name)
{
    const QStringList names =
        QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    return QFileInfo(folder).isDir() && (names.isEmpty() || names == QStringList{name});
}

Result<> addUnwiring(InstallPlan &plan, const InstallPlaces &places, const SettingsNow &now, InstallRecord &record)
{
    const WiredFile *noted = now.noted();
    if (now.file.bytes) {
        const auto before = bytesBefore(places, now);
        const auto after = before ? Result<QByteArray>(*before) : withoutHooks(*now.file.bytes);
        if (!after)
            return tl::unexpected(settingsError(after.error(), now.file.path));
        const bool wasNone = noted != nullptr && noted->exact && noted->backup.isEmpty();
        if (*after != *now.file.bytes && wasNone && isEmptyDocument(*after))
            plan.steps.append(removeStep(u"settings"_s, now.file));
        else if (*after != *now.file.bytes)
            plan.steps.append(writeStep(u"settings"_s, now.file, *after));
    }
    if (noted == nullptr)
        return {};
    if (noted->folder && holdsNothingBut(places.claudeDir, u"settings.json"_s))
        plan.steps.append({.act = Act::RemoveEmpty, .kind = u"settings"_s, .path = places.claudeDir});
    if (!noted->backup.isEmpty()) {
        const auto backup = readGuarded(places.backupFolder() + u'/' + noted->backup);
        if (backup && backup->bytes)
            plan.steps.append(removeStep(u"backup"_s, *backup));
    }
    record.remove(now.file.path);
    if (!noted->backup.isEmpty() && holdsNothingBut(places.backupFolder(), noted->backup))
        plan.steps.append({.act = Act::RemoveEmpty, .kind = u"backup"_s, .path = places.backupFolder()});
    return {};
}

} // namespace

Result<InstallPlan> planInstall(const InstallPlaces &places, const InstallWish &wish)
{
    const auto now = readSettingsNow(places);
    if (!now)
        return tl::unexpected(now.error());
    const QList<CodingClient> clients = findClaudeClients();
    const QByteArray settings = now->file.bytes.value_or(QByteArray());
    const auto after = withHooks(settings, eventsFor(clients),
                                 hookCommand(places.stableFolder() + u"/assay-hook"_s, places.hookDataDir));
    if (!after)
        return tl::unexpected(settingsError(after.error(), now->file.path));
    InstallPlan plan;
    addRemarks(plan, places, settings, clients);
    const bool newPrograms = addPrograms(plan, places); // before the settings name them
    InstallRecord record = now->record;
    const auto server = wish.mcp ? mcpEntryStep(places, record) : Result<std::optional<InstallStep>>();
    if (!server)
        return tl::unexpected(server.error());
    if (*after != settings) {
        if (const auto added = addSettings(plan, places, *now, record, *after); !added)
            return tl::unexpected(added.error());
    } else if (*server) {
        addRecord(plan, *now, record);
    }
    if (*server)
        plan.steps.append(**server);
    if (const auto added = addServiceStart(plan, places, wish, newPrograms); !added)
        return tl::unexpected(added.error());
    return plan;
}

Result<InstallPlan> planUninstall(const InstallPlaces &places, const InstallWish &wish)
{
    const auto now = readSettingsNow(places);
    if (!now)
        return tl::unexpected(now.error());
    InstallPlan plan;
    InstallRecord record = now->record;
    if (const auto added = addUnwiring(plan, places, *now, record); !added)
        return tl::unexpected(added.error());
    addMcpRemoval(plan, places, record);
    addRecord(plan, *now, record);
    // Other clients' settings may still call the programs.
    const bool others = now->record.files.size() > (now->noted() != nullptr ? 1 : 0);
    if (others) {
        plan.remarks += u"Other settings still call Assay's hook, so programs and service stay."_s;
        return plan;
    }
    if (const auto added = addServiceStop(plan, places, wish); !added)
        return tl::unexpected(added.error());
    if (QFileInfo::exists(places.copies()))
        plan.steps.append({.act = Act::RemoveTree, .kind = u"program"_s, .path = places.copies()});
    addEmptiedFolders(plan, {places.home, places.configHome});
    return plan;
}

Result<InstallPlan> planNarrowing(const InstallPlaces &places, const std::atomic<bool> &cancel)
{
    const auto now = readSettingsNow(places);
    if (!now)
        return tl::unexpected(now.error());
    InstallPlan plan;
    const QByteArray settings = now->file.bytes.value_or(QByteArray());
    const auto wired = readHooks(settings);
    const auto keep = [&wired](const QStringList &allowed) {
        QStringList kept;
        for (const QString &event : wired->events) {
            if (allowed.contains(event))
                kept.append(event);
        }
        return kept;
    };
    if (!wired || keep(eventsOfEveryClient()).size() == wired->events.size())
        return plan;
    const QStringList kept = keep(eventsFor(findClaudeClients(&cancel)));
    if (cancel || kept.size() == wired->events.size())
        return plan;
    const auto after = withHooks(settings, kept, wired->commands.first());
    if (!after)
        return tl::unexpected(settingsError(after.error(), now->file.path));
    InstallRecord record = now->record;
    if (const auto added = addSettings(plan, places, *now, record, *after); !added)
        return tl::unexpected(added.error());
    return plan;
}

} // namespace assay
