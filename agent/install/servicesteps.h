// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The part of a plan that makes the agent start by itself, and the part that ends that.

#include "agent/install/installplanner.h"

namespace assay {

// `newPrograms`: what runs now is older than what the plan puts there.
[[nodiscard]] Result<> addServiceStart(InstallPlan &plan, const InstallPlaces &places, const InstallWish &wish,
                                       bool newPrograms);
[[nodiscard]] Result<> addServiceStop(InstallPlan &plan, const InstallPlaces &places, const InstallWish &wish);

} // namespace assay
