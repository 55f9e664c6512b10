// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Times in JSON documents: ISO 8601 in UTC with milliseconds, "2026-01-31T14:05:00.000Z"; null when there is none.

#include <QtGlobal>

#include <nlohmann/json_fwd.hpp>

namespace assay {

[[nodiscard]] nlohmann::ordered_json isoTime(qint64 msSinceEpoch);

} // namespace assay
