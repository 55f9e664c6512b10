// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Sessions and events as the documents of the command line show them (docs/cli.md).

#include "models/data/record.h"

#include <QByteArray>

#include <nlohmann/json_fwd.hpp>

namespace assay {

[[nodiscard]] nlohmann::ordered_json toJson(const SessionRow &session);

// One event as JSON text. Its input, which is JSON already, is put in as it stands.
[[nodiscard]] QByteArray eventJson(const EventRow &event);

[[nodiscard]] nlohmann::ordered_json toJson(const SearchHit &hit);

} // namespace assay
