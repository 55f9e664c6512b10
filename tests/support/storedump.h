// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All a store says, by natural keys: two stores that hold the same give the same lines, whatever their integers.

#include <QByteArray>
#include <QStringList>

namespace assay {

[[nodiscard]] QStringList dumpStore(const QString &storeFile);

// The redacted lines of all sources, unpacked.
[[nodiscard]] QByteArray rawText(const QString &storeFile);

} // namespace assay
