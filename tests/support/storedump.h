// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All a store says, by natural keys: two stores that hold the same give the same lines, whatever their integers.

#include <QStringList>

namespace assay {

[[nodiscard]] QStringList dumpStore(const QString &storeFile);

} // namespace assay
