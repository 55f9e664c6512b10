// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an event is, in a few words and by its icon; the same in the strip, the waterfall and the inspector.

#include <QString>

#include "models/data/eventkind.h"

namespace assay {

[[nodiscard]] QString eventWords(EventKind kind, Outcome outcome, const QString &tool); // "Bash, failed"
[[nodiscard]] QString outcomeWords(Outcome outcome); // "failed"; empty = nothing to say
[[nodiscard]] QString eventIcon(EventKind kind);

} // namespace assay
