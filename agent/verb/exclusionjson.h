// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The list of exclusions as docs/cli.md has it, from the store or from the agent.

#include <QList>

#include <nlohmann/json_fwd.hpp>

namespace assay {

struct Exclusion;

// {"exclusions": […]}
[[nodiscard]] nlohmann::ordered_json toJson(const QList<Exclusion> &exclusions);

} // namespace assay
