// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What must be told of a line of a skill, as data. Safe on any thread.

#include "models/data/skill/skilllint.h"

#include <span>

namespace assay {

struct LintShape {
    // Where it is looked for.
    enum class Among {
        Lines,    // one by one, continued ones joined
        Sentences // over the ends of lines
    };
    const char *rule;
    LintSeverity severity;
    Among among;
    const char *expression;
    const char *message;
};

[[nodiscard]] std::span<const LintShape> dangerousShapes();

} // namespace assay
