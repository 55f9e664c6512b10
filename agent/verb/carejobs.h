// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a person adds to sessions and events, by the names and arguments these jobs have on the socket (storejobs.h).
// Everything named must be there, or nothing is changed.

#include "models/data/error.h"

#include <nlohmann/json_fwd.hpp>

namespace assay {

class Database;

// {sessions[] (or session), add[], remove[]} → sessions[]{session, tags[]}
[[nodiscard]] Result<nlohmann::ordered_json> tagSessions(Database &db, const nlohmann::json &args);
// {session, text} → session, note (null = none). An empty text removes it.
[[nodiscard]] Result<nlohmann::ordered_json> noteSession(Database &db, const nlohmann::json &args);
// {event, on} → event, session, bookmarked
[[nodiscard]] Result<nlohmann::ordered_json> bookmarkEvent(Database &db, const nlohmann::json &args);

} // namespace assay
