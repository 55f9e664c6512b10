// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What mining and drafts took over from sessions in words: it goes when the session goes.

#include "models/data/error.h"

namespace assay {

class Database;
class Redactor;

// Part of a deletion, in its transaction. Candidates that rest on this session go, unless a person decided on them: of
// these the decision stays, a person's own words and what was approved. The project is mined anew.
[[nodiscard]] Result<> forgetMined(Database &db, qint64 sessionId);

// Masks what stands in candidates, claims, evidence and drafts by the rules of today. A transaction
// of its own.
[[nodiscard]] Result<> recheckMined(Database &db, const Redactor &redactor);

} // namespace assay
