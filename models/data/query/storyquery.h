// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The story of a session from its facts: episodes that forks copied are told by one session only, the one with the
// longest copy. Some milliseconds for a long session.

#include "models/data/error.h"
#include "models/data/memory/sessionstory.h"

namespace assay {

class Database;

[[nodiscard]] Result<SessionStory> readSessionStory(Database &db, qint64 sessionId);

} // namespace assay
