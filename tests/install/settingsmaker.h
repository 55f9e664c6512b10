// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/seededrandom.h"

#include <QByteArray>

namespace assay::test {

// A settings file as somebody may have written it: comments, trailing commas, line ends, tabs, one line or many, hooks
// of others in any shape; the same for the same seed.
[[nodiscard]] QByteArray madeSettings(std::uint64_t seed);

} // namespace assay::test
