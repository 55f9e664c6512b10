// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the agent tells the hook by small files (docs/store.md, "Gates for the hook"). Written by the holder of the
// writer's lock; each is there whole or as before.

#include "models/data/error.h"

#include <QStringList>

#include <optional>

namespace assay {

class DataDir;

// nullopt removes the file.
[[nodiscard]] Result<> writeGateFile(const DataDir &dataDir, QLatin1StringView name,
                                     const std::optional<QByteArray> &bytes);

// "ignored" and "unpersisted", as the settings have them. Writes nothing where nothing changed.
[[nodiscard]] Result<> tellHook(const DataDir &dataDir, const QStringList &ignoredFolders, bool captureUnpersisted);

} // namespace assay
