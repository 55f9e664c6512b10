// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How long work gets short pieces of it written: it reads and computes on a thread and a connection of its own, and
// hands each piece to whoever holds the writer's connection, so that capture never waits for more than one piece.

#include "models/data/error.h"

#include <functional>

namespace assay {

class Database;

// Runs on the writer's connection, no transaction open; commits what it begins.
using WritePiece = std::function<Result<>(Database &)>;
// Waits until the piece was run, and tells what came of it. Cancelled: it was not run, and none will be any more.
using WriteDoor = std::function<Result<>(const WritePiece &)>;

} // namespace assay
