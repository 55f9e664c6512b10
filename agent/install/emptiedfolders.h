// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Folders that hold nothing any more once a plan has taken its units, programs and autostart entry away go with them.

#include "agent/install/installplan.h"

namespace assay {

// `tops` and what is not below one of them stays.
void addEmptiedFolders(InstallPlan &plan, const QStringList &tops);

} // namespace assay
