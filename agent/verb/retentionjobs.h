// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Retention and backups, by the names and arguments these jobs have on the socket (storejobs.h).

#include "models/data/error.h"

#include <nlohmann/json_fwd.hpp>

namespace assay {

class Database;
class DataDir;
class SettingsFile;
struct Settings;

// prune.plan {older_than_days, limit {days, bytes}, project} → sessions[{id (uuid), title, project, last_event_at,
// bytes,
//   why (age, size)}] (the first thousand), total, bytes, spared, hash. `limit`: as if the settings had it for this
//   project, or for all that have none of their own. Without either the limits of the settings count; Usage when there
//   are none. It changes nothing.
// prune.apply {…the same, hash (none = whatever it is now)} → the same, and state (hidden), purge_at
enum class Prune { Plan, Apply };
[[nodiscard]] Result<nlohmann::ordered_json>
pruneSessions(Database &db, const DataDir &dataDir, const SettingsFile &file, const nlohmann::json &args, Prune how);
// prune.undo {} → restored
[[nodiscard]] Result<nlohmann::ordered_json> undoPrune(Database &db, const DataDir &dataDir);

// What the agent does by itself once a day: by the limits of the settings, when they have stood for a day; and with the
// calls of hooks that belong to no session. How many sessions were hidden.
[[nodiscard]] Result<qint64> pruneDaily(Database &db, const DataDir &dataDir, const Settings &settings, qint64 nowMs);

// retention{} of status: limited, acts_from (when a limit acts by itself for the first time, or could), last_run_at
[[nodiscard]] nlohmann::ordered_json retentionDocument(const DataDir &dataDir, const QString &workspace,
                                                       const SettingsFile &file);

// store.backup {file (absolute)} → file, bytes. store.note_backup: its first step, with which the running agent begins
// before it copies beside the writer (storecopying.h); bytes 0.
enum class Backup { Whole, Note };
[[nodiscard]] Result<nlohmann::ordered_json> makeBackup(Database &db, const nlohmann::json &args, Backup how);
[[nodiscard]] nlohmann::ordered_json backupDocument(const QString &file, qint64 bytes);

} // namespace assay
