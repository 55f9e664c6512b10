// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a message cost by list price, from the dated table resources/prices.json (USD per million tokens). Models are
// matched by the longest prefix of their name after a date suffix is dropped. An unknown model has an unknown cost, not
// zero.

#include <optional>
#include <string_view>

namespace assay {

struct DecodedUsage;

[[nodiscard]] std::optional<double> listPrice(const DecodedUsage &usage);

} // namespace assay
