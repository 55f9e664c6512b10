// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Limits of what is kept: in words, as they can be typed, and compared.

#include <QString>

#include "views/capture/capturesettings.h"

namespace assay {

inline constexpr double leastGigabytes = 0.01;
inline constexpr double mostGigabytes = 10'000;

[[nodiscard]] QString limitText(const KeepLimit &limit); // "180 days · 5.0 GB", "everything"
[[nodiscard]] double gigabytesOf(qint64 bytes);          // with two decimals, as they are typed
[[nodiscard]] qint64 bytesOf(double gigabytes);
// Nothing that `before` keeps goes by it.
[[nodiscard]] bool keepsAsMuch(const KeepLimit &limit, const KeepLimit &before);

} // namespace assay
