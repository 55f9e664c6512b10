// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether the events that a bullet of a summary cites are there and contain what it says. Looks at the store alone, not
// at how bullets are made.

#include "models/data/memory/memorynote.h"

namespace assay {

class Database;

// What is wrong with it; empty = nothing.
[[nodiscard]] QString flawOf(Database &db, const NoteBullet &bullet);

} // namespace assay
