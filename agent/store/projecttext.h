// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a project says about itself: read from its folder where that is on this machine, else as the agent last read it
// in a session.

#include "agent/mine/knowntext.h"
#include "agent/mine/projectview.h"
#include "models/data/error.h"

#include <QString>

namespace assay {

class Database;

// claudeDir: where the person's own rules and skills are; empty = ~/.claude. Any connection.
[[nodiscard]] Result<KnownText> readKnownText(Database &db, const ProjectView &view, const QString &claudeDir = {});

} // namespace assay
