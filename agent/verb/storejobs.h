// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything that writes to the store, by the name and the arguments it has on the socket. The agent's writer thread
// performs them one after the other; a verb performs one itself when no agent runs and it holds the lock.
//
//   import.start {workspace, claude_dirs[], project_aliases, agent}    → the keys of import
//   session.delete {workspace, session, now} · session.undelete {workspace, session}   → session, state, purge_at,
//   remains_in[] (files that may still hold it)
//   store.discard_copies {workspace}      → removed[]; what repairs and migrations left beside the store
//   session.tag · session.note · event.bookmark {workspace, …}         → see carejobs.h
//   sessions.purge {}                                                  → purged; what was deleted ten minutes ago,
//   everywhere
//   sessions.redecode {}               → redecoded, left, remaining: a moment's worth of the sessions, everywhere, that
//   an older decoder read
//   redact.recheck {workspace} · store.repair {workspace} · samples.import {}
//   capture.pause · capture.resume · settings.get · settings.set · settings.heed   → see capturejobs.h
//   mine.start {workspace, full}       → the keys of mine; the running agent has a thread of its own for it
//   candidate.snooze · candidate.reject · candidate.reopen {workspace, candidate, …}   → see reviewjobs.h
//   candidate.* · skill.* · decisions.import {workspace, …}                            → see deskjobs.h
//   workspaces.list · workspaces.consent · workspaces.revoke                           → see workspacejobs.h
//   prune.plan · prune.apply · prune.undo · prune.daily · store.backup                 → see retentionjobs.h
//   exclusions.list {} · exclusions.lift {id}                                          → exclusions
//
// `session` is the beginning of a uuid. Jobs that store something read the user's rules anew: from `config` (which must
// exist when `config_named`), else from the settings file given here at the start.

#include "agent/verb/userrules.h"
#include "models/data/error.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"

#include <QStringList>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class ImportTotals;
class Redactor;
class SettingsFile;

class StoreJobs final {
public:
    // Called on the thread that performs, at most ten times a second.
    using OnProgress = std::function<void(const nlohmann::ordered_json &)>;

    StoreJobs(DataDir dataDir, UserRules rules, QString claudeDir);
    ~StoreJobs(); // moves the log of every open store into its file

    [[nodiscard]] static bool knows(const QString &job);
    // All calls on one thread. Unknown names and wrong arguments are Usage.
    [[nodiscard]] Result<nlohmann::ordered_json> perform(const QString &job, const nlohmann::json &args,
                                                         const OnProgress &onProgress, const std::atomic<bool> &cancel);
    // import.start in pieces: may be cancelled and called again with the same totals.
    [[nodiscard]] Result<> import(const nlohmann::json &args, ImportTotals &totals, const OnProgress &onProgress,
                                  const std::atomic<bool> &cancel);
    // Opens a workspace's store, migrated; NotFound when it must exist and does not.
    enum class Missing { Create, Refuse };
    [[nodiscard]] Result<Database *> store(const QString &workspace, Missing missing);
    // The built-in rules and the user's, as they are now.
    [[nodiscard]] Result<std::shared_ptr<const Redactor>> redactor() { return m_rules.redactor(); }

private:
    using Outcome = Result<nlohmann::ordered_json>;
    // A job that lies within one store that is there.
    [[nodiscard]] Outcome inStore(const nlohmann::json &args, Outcome (*work)(Database &, const nlohmann::json &));
    [[nodiscard]] Outcome deleteSession(const nlohmann::json &args);
    [[nodiscard]] Outcome undeleteSession(const nlohmann::json &args);
    [[nodiscard]] Outcome purge();
    [[nodiscard]] Outcome redecode(const std::atomic<bool> &cancel);
    // Where no agent runs, an import is the time for it.
    [[nodiscard]] Result<> redecodeAll(const nlohmann::json &args, const std::atomic<bool> &cancel);
    [[nodiscard]] Result<std::shared_ptr<const Redactor>> redactorFor(const nlohmann::json &args);
    [[nodiscard]] Outcome recheck(const nlohmann::json &args, const OnProgress &onProgress,
                                  const std::atomic<bool> &cancel);
    [[nodiscard]] Outcome repair(const nlohmann::json &args);
    [[nodiscard]] Outcome discardCopies(const nlohmann::json &args);
    [[nodiscard]] Outcome importSamples(const nlohmann::json &args, const OnProgress &onProgress,
                                        const std::atomic<bool> &cancel);
    [[nodiscard]] SettingsFile settingsFor(const nlohmann::json &args) const;
    // Jobs of capturejobs.h; nullopt for all others.
    [[nodiscard]] std::optional<Outcome> captureJob(const QString &job, const nlohmann::json &args);
    [[nodiscard]] Outcome mine(const nlohmann::json &args, const std::atomic<bool> &cancel);
    // Jobs of retentionjobs.h, likewise.
    [[nodiscard]] std::optional<Outcome> retentionJob(const QString &job, const nlohmann::json &args);
    [[nodiscard]] Outcome pruneEverywhere();
    // The sum over all workspaces; one that is damaged does not keep the others from it.
    [[nodiscard]] Result<qint64> inEveryStore(const std::function<Result<qint64>(Database &)> &work);
    [[nodiscard]] Outcome withoutLostDrafts(Outcome done) const;
    [[nodiscard]] Outcome deskJob(const QString &job, const nlohmann::json &args);
    [[nodiscard]] Outcome listExclusions();
    [[nodiscard]] Outcome liftExclusion(const nlohmann::json &args);

    DataDir m_dataDir;
    UserRules m_rules;
    UserRules m_namedRules; // of the last call that brought its own
    QString m_claudeDir;
    std::map<QString, Database> m_stores;
    std::map<QString, qint64> m_redecodedUpTo; // by workspace
};

} // namespace assay
