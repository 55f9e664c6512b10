// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads bytes of a source's redacted stream out of its raw blocks (table raw_block).

#include <QByteArray>

#include "models/data/error.h"

#include <optional>

namespace assay {

class Database;

// Longer lines and larger blocks are refused as damage: nothing of ours writes them.
inline constexpr qint64 rawLengthLimit = qint64{256} << 20;

// The lines of one raw block. None when they are damaged.
[[nodiscard]] std::optional<QByteArray> unpackedBlock(qint64 codec, const QByteArray &data, qint64 length);

// `length` bytes at `position`, also across blocks. Corrupt when they are not there whole.
[[nodiscard]] Result<QByteArray> readRaw(Database &db, qint64 sourceId, qint64 position, qint64 length);

} // namespace assay
