// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace assay {

// The theme as it was when the program ran last; later changes of it are kept. Once, when the program starts.
void keepAppearance();

} // namespace assay
