// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which commands verify work, and whether they passed. Pure.

#include "agent/facts/commandform.h"
#include "agent/facts/facts.h"

namespace assay {

[[nodiscard]] CheckKind checkKindOf(const NormalCommand &command);

// Whether the output of a check tells of a failure. For checks whose exit code is not known: "go test | tail".
[[nodiscard]] bool tellsFailure(std::string_view output);

[[nodiscard]] bool makesCommit(const NormalCommand &command);

} // namespace assay
