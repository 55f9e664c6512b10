// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace assay {

// Tokens by what they are billed as.
struct TokenCount {
    qint64 input = 0;
    qint64 output = 0;
    qint64 cacheRead = 0;
    qint64 cacheWrite = 0;

    [[nodiscard]] qint64 total() const { return input + output + cacheRead + cacheWrite; }

    bool operator==(const TokenCount &) const = default;
};

} // namespace assay
