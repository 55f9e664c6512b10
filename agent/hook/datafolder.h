// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The data directory, found as models/data/store/datadir finds it: $ASSAY_DATA_DIR, else $XDG_DATA_HOME/assay, else
// ~/.local/share/assay.

#include <limits.h>

namespace assay {

// False: there is none, it is too long, or it lies outside $ASSAY_TEST_ROOT. Creates nothing.
[[nodiscard]] bool locateDataFolder(char (&path)[PATH_MAX]);

// Both absolute and clean, the folder without a slash at its end. A folder is within itself.
[[nodiscard]] bool isWithin(const char *path, const char *folder);

} // namespace assay
