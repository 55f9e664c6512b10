// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Redacted lines on their way into raw_block rows. A block holds whole lines, so that one read finds any line.

#include "models/data/error.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace assay {

struct RawBlock {
    enum class Codec : int { Plain = 0, Zstd = 1 };
    qint64 rawPosition = 0; // in the redacted stream of the source
    qint64 rawLength = 0;
    qint64 firstOffset = 0; // in the source file
    Codec codec = Codec::Plain;
    QByteArray data;
};

inline constexpr qint64 rawBlockBytes = 256 * 1024;

// Compresses a sealed block; falls back to plain if that would not shrink it.
[[nodiscard]] RawBlock sealedBlock(qint64 rawPosition, qint64 firstOffset, std::string_view lines);
[[nodiscard]] RawBlock plainBlock(qint64 rawPosition, qint64 firstOffset, std::string_view lines);

} // namespace assay
