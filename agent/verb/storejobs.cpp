// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/storejobs.h"

#include "agent/desk/approval.h"
#include "agent/ipc/jsonfield.h"
#include "agent/redact/redactor.h"
#include "agent/sample/samplehistory.h"
#include "agent/settings/settingsfile.h"
#include "agent/store/deletion.h"
#include "agent/store/doctor.h"
#include "agent/store/exclusions.h"
#include "agent/store/importer.h"
#include "agent/store/recheck.h"
#include "agent/store/replacedfile.h"
#include "agent/verb/capturejobs.h"
#include "agent/verb/carejobs.h"
#include "agent/verb/deskjobs.h"
#include "agent/verb/doctorreport.h"
#include "agent/verb/exclusionjson.h"
#include "agent/verb/importtotals.h"
#include "agent/verb/miningjson.h"
#include "agent/verb/reviewjobs.h"
#include "agent/verb/summaryjobs.h"
#include "agent/verb/workspacejobs.h"
#include "models/data/export/isotime.h"
#include "models/data/query/deletedsession.h"
#include "models/data/query/sessionquery.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <optional>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr auto sampleWorkspace = "samples"_L1;

QString workspaceOf(const json &args)
{
    return textField(args, "workspace", u"default"_s);
}

ordered_json toJson(const RedactionCounts &counts)
{
    ordered_json object = ordered_json::object();
    for (const auto &[rule, count] : counts)
        object[rule] = count;
    return object;
}

ordered_json toJson(const QStringList &texts)
{
    ordered_json list = ordered_json::array();
    for (const QString &each : texts)
        list.push_back(each.toStdString());
    return list;
}

} // namespace

StoreJobs::StoreJobs(DataDir dataDir, UserRules rules, QString claudeDir)
    : m_dataDir(std::move(dataDir))
    , m_rules(std::move(rules))
    , m_claudeDir(std::move(claudeDir))
{
}

StoreJobs::~StoreJobs()
{
    // Readers may hold the log; then the next writer moves it. They are not waited for: one at low priority may have
    // no turn for a long time.
    for (auto &[name, db] : m_stores)
        static_cast<void>(db.execute(u"PRAGMA busy_timeout=100; PRAGMA wal_checkpoint(TRUNCATE)"_s));
}

bool StoreJobs::knows(const QString &job)
{
    static const QStringList names = {
        u"summaries.refresh"_s, u"import.start"_s,       u"session.delete"_s,       u"session.undelete"_s,
        u"sessions.purge"_s,    u"redact.recheck"_s,     u"store.repair"_s,         u"samples.import"_s,
        u"exclusions.list"_s,   u"exclusions.lift"_s,    u"store.discard_copies"_s, u"session.tag"_s,
        u"session.note"_s,      u"event.bookmark"_s,     u"capture.pause"_s,        u"capture.resume"_s,
        u"settings.get"_s,      u"settings.set"_s,       u"settings.heed"_s,        u"mine.start"_s,
        u"candidate.snooze"_s,  u"candidate.reject"_s,   u"candidate.reopen"_s,     u"prune.plan"_s,
        u"prune.apply"_s,       u"prune.undo"_s,         u"prune.daily"_s,          u"store.backup"_s,
        u"workspaces.list"_s,   u"workspaces.consent"_s, u"workspaces.revoke"_s,    u"sessions.redecode"_s};
    return names.contains(job) || isDeskJob(job);
}

Result<ordered_json> StoreJobs::perform(const QString &job, const json &args, const OnProgress &onProgress,
                                        const std::atomic<bool> &cancel)
{
    if (job == "import.start"_L1) {
        ImportTotals totals;
        return import(args, totals, onProgress, cancel)
            .and_then([&] { return redecodeAll(args, cancel); })
            .map([&totals] { return assay::toJson(totals.summary()); });
    }
    if (job == "session.delete"_L1)
        return withoutLostDrafts(deleteSession(args));
    if (job == "session.undelete"_L1)
        return undeleteSession(args);
    if (job == "session.tag"_L1)
        return inStore(args, tagSessions);
    if (job == "session.note"_L1)
        return inStore(args, noteSession);
    if (job == "event.bookmark"_L1)
        return inStore(args, bookmarkEvent);
    if (job == "candidate.snooze"_L1)
        return inStore(args, snoozeCandidate);
    if (job == "candidate.reject"_L1)
        return withoutLostDrafts(inStore(args, rejectCandidate));
    if (job == "candidate.reopen"_L1)
        return inStore(args, reopenCandidate);
    if (job == "sessions.purge"_L1)
        return withoutLostDrafts(purge());
    if (job == "sessions.redecode"_L1)
        return redecode(cancel);
    if (job == "redact.recheck"_L1)
        return recheck(args, onProgress, cancel);
    if (job == "store.repair"_L1)
        return repair(args);
    if (job == "store.discard_copies"_L1)
        return discardCopies(args);
    if (job == "samples.import"_L1)
        return importSamples(args, onProgress, cancel);
    if (job == "mine.start"_L1)
        return mine(args, cancel);
    if (job == "summaries.refresh"_L1)
        return store(workspaceOf(args), Missing::Refuse).and_then([&](Database *db) {
            return refreshSummaries(*db, args, cancel);
        });
    if (job == "exclusions.list"_L1)
        return listExclusions();
    if (job == "exclusions.lift"_L1)
        return liftExclusion(args);
    if (auto done = captureJob(job, args))
        return *std::move(done);
    if (auto done = retentionJob(job, args))
        return *std::move(done);
    if (isDeskJob(job))
        return deskJob(job, args);
    return fail(Error::Code::Usage, u"There is no job \"%1\"."_s.arg(job));
}

Result<Database *> StoreJobs::store(const QString &workspace, Missing missing)
{
    const auto file = m_dataDir.workspaceFile(workspace);
    if (!file)
        return tl::unexpected(file.error());
    const bool exists = QFileInfo::exists(*file);
    if (!exists && missing == Missing::Refuse)
        return fail(Error::Code::NotFound, u"Workspace \"%1\" holds nothing yet."_s.arg(workspace), *file);
    if (!exists)
        m_stores.erase(workspace); // removed under our hands
    if (const auto it = m_stores.find(workspace); it != m_stores.end())
        return &it->second;
    auto opened = Database::open(*file, Database::Mode::Writer);
    if (!opened)
        return tl::unexpected(opened.error());
    // What a crash left between the store and a file is put in order before anybody looks.
    if (const auto settled = Approval(*opened, m_claudeDir, QDateTime::currentMSecsSinceEpoch()).settle(); !settled)
        qWarning().noquote() << settled.error().what; // nothing else need wait for it
    return &m_stores.emplace(workspace, std::move(*opened)).first->second;
}

StoreJobs::Outcome StoreJobs::inStore(const json &args, Outcome (*work)(Database &, const json &))
{
    return store(workspaceOf(args), Missing::Refuse).and_then([&](Database *db) { return work(*db, args); });
}

Result<std::shared_ptr<const Redactor>> StoreJobs::redactorFor(const json &args)
{
    const QString file = textField(args, "config");
    if (file.isEmpty())
        return m_rules.redactor();
    const bool named = flagField(args, "config_named");
    if (m_namedRules.file() != file || m_namedRules.isNamed() != named)
        m_namedRules = UserRules(file, named ? UserRules::Named::Yes : UserRules::Named::No);
    return m_namedRules.redactor();
}

SettingsFile StoreJobs::settingsFor(const json &args) const
{
    const QString file = textField(args, "config");
    const bool named = file.isEmpty() ? m_rules.isNamed() : flagField(args, "config_named");
    return SettingsFile(file.isEmpty() ? m_rules.file() : file,
                        named ? SettingsMissing::Refused : SettingsMissing::Allowed);
}

std::optional<StoreJobs::Outcome> StoreJobs::captureJob(const QString &job, const json &args)
{
    if (job == "capture.pause"_L1)
        return pauseCapture(m_dataDir, args);
    if (job == "capture.resume"_L1)
        return resumeCapture(m_dataDir, args);
    if (job == "settings.get"_L1)
        return getSettings(settingsFor(args));
    if (job == "settings.set"_L1)
        return setSettings(m_dataDir, settingsFor(args), args);
    if (job == "settings.heed"_L1)
        return heedSettings(m_dataDir, settingsFor(args));
    if (job == "workspaces.list"_L1)
        return listWorkspaces(m_dataDir);
    if (job == "workspaces.consent"_L1)
        return consentToWorkspace(m_dataDir, args);
    if (job == "workspaces.revoke"_L1)
        return revokeWorkspace(m_dataDir, args);
    return std::nullopt;
}

Result<> StoreJobs::import(const json &args, ImportTotals &totals, const OnProgress &onProgress,
                           const std::atomic<bool> &cancel)
{
    const auto redactor = redactorFor(args);
    if (!redactor)
        return tl::unexpected(redactor.error());
    auto db = store(workspaceOf(args), Missing::Create);
    if (!db)
        return tl::unexpected(db.error());
    ImportOptions options;
    options.claudeDirs = textsField(args, "claude_dirs");
    if (options.claudeDirs.isEmpty())
        options.claudeDirs = {m_claudeDir};
    options.projectAliasesFile = textField(args, "project_aliases");
    options.agent = textField(args, "agent", u"auto"_s);
    Importer importer(**db, m_dataDir, *redactor);
    const auto report = [&](const ImportProgress &progress) {
        if (onProgress)
            onProgress(assay::toJson(totals.whole(progress)));
    };
    const auto run = importer.run(options, report, cancel);
    if (!run)
        return tl::unexpected(run.error());
    totals.add(*run);
    return {};
}

StoreJobs::Outcome StoreJobs::deleteSession(const json &args)
{
    auto db = store(workspaceOf(args), Missing::Refuse);
    if (!db)
        return tl::unexpected(db.error());
    const QString prefix = textField(args, "session");
    const bool now = flagField(args, "now");
    Deletion deletion(**db, m_dataDir);
    DeletedSession session;
    if (const auto shown = findSession(**db, prefix)) {
        session = {shown->id, shown->uuid};
        if (const auto done = deletion.hide(session.id, QDateTime::currentMSecsSinceEpoch()); !done)
            return tl::unexpected(done.error());
    } else {
        // "Now" also ends the ten minutes of one that is hidden already.
        const auto hidden = now ? findDeletedSession(**db, prefix) : tl::unexpected(shown.error());
        if (!hidden)
            return tl::unexpected(shown.error());
        session = *hidden;
    }
    if (now) {
        if (const auto purged = deletion.purge(session.id); !purged)
            return tl::unexpected(purged.error());
    }
    const auto remains = deletion.remainsIn();
    if (!remains)
        return tl::unexpected(remains.error());
    const qint64 purgeAt = QDateTime::currentMSecsSinceEpoch() + (now ? 0 : Deletion::undoMs);
    return ordered_json{{"session", session.uuid.toStdString()},
                        {"state", now ? "purged" : "hidden"},
                        {"purge_at", isoTime(purgeAt)},
                        {"remains_in", toJson(*remains)}};
}

StoreJobs::Outcome StoreJobs::undeleteSession(const json &args)
{
    auto db = store(workspaceOf(args), Missing::Refuse);
    if (!db)
        return tl::unexpected(db.error());
    const auto hidden = findDeletedSession(**db, textField(args, "session"));
    if (!hidden)
        return tl::unexpected(hidden.error());
    if (const auto restored = Deletion(**db, m_dataDir).restore(hidden->id); !restored)
        return tl::unexpected(restored.error());
    return ordered_json{{"session", hidden->uuid.toStdString()}, {"state", "restored"}, {"purge_at", nullptr}};
}

StoreJobs::Outcome StoreJobs::repair(const json &args)
{
    const QString workspace = workspaceOf(args);
    const auto redactor = redactorFor(args);
    if (!redactor)
        return tl::unexpected(redactor.error());
    m_stores.erase(workspace);
    const auto report = repairStore(m_dataDir, workspace, *redactor);
    if (!report)
        return tl::unexpected(report.error());
    return assay::toJson(*report);
}

StoreJobs::Outcome StoreJobs::discardCopies(const json &args)
{
    const auto file = m_dataDir.workspaceFile(workspaceOf(args));
    if (!file)
        return tl::unexpected(file.error());
    const QStringList copies = keptCopies(*file) + keptCopies(m_dataDir.routesFile());
    for (const QString &each : {*file, m_dataDir.routesFile()}) {
        if (const auto removed = removeKeptCopies(each); !removed)
            return tl::unexpected(removed.error());
    }
    return ordered_json{{"removed", toJson(copies)}};
}

StoreJobs::Outcome StoreJobs::importSamples(const json &args, const OnProgress &onProgress,
                                            const std::atomic<bool> &cancel)
{
    // Written once and kept: the same sessions the next time, not younger copies of them.
    const QString folder = m_dataDir.path() + u"/samples"_s;
    if (!QFileInfo::exists(folder + u"/projects"_s)) {
        if (const auto written = writeSampleHistory(folder, {}); !written)
            return tl::unexpected(written.error());
    }
    json importArgs = args.is_object() ? args : json::object();
    importArgs["workspace"] = sampleWorkspace.data();
    importArgs["claude_dirs"] = {folder.toStdString()};
    ImportTotals totals;
    if (const auto imported = import(importArgs, totals, onProgress, cancel); !imported)
        return tl::unexpected(imported.error());
    ordered_json result = {{"workspace", std::string(sampleWorkspace.data())},
                           {"files", totals.summary().filesSeen},
                           {"sessions", totals.summary().sessionsTotal}};
    result.update(assay::toJson(totals.summary()));
    return result;
}

StoreJobs::Outcome StoreJobs::mine(const json &args, const std::atomic<bool> &cancel)
{
    auto db = store(workspaceOf(args), Missing::Refuse);
    if (!db)
        return tl::unexpected(db.error());
    const auto settings = settingsFor(args).read();
    if (!settings)
        return tl::unexpected(settings.error());
    const auto options = miningOptions(args, settings->values, m_claudeDir);
    return mineStore(**db, options, QDateTime::currentMSecsSinceEpoch(), cancel).map([](const MinerPassSummary &done) {
        return assay::toJson(done);
    });
}

StoreJobs::Outcome StoreJobs::deskJob(const QString &job, const json &args)
{
    return store(workspaceOf(args), Missing::Refuse).and_then([&](Database *db) {
        return performDeskJob(*db, m_claudeDir, job, args);
    });
}

StoreJobs::Outcome StoreJobs::listExclusions()
{
    return Exclusions::read(m_dataDir).map([](const QList<Exclusion> &all) { return assay::toJson(all); });
}

StoreJobs::Outcome StoreJobs::liftExclusion(const json &args)
{
    auto exclusions = Exclusions::open(m_dataDir);
    if (!exclusions)
        return tl::unexpected(exclusions.error());
    if (const auto lifted = exclusions->lift(numberField(args, "id")); !lifted)
        return tl::unexpected(lifted.error());
    return listExclusions();
}

} // namespace assay
