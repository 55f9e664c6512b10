// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tells which files this process opens, which addresses it connects to and which programs it starts. Compiled into a
// test: its functions stand before those of libc for every library of the process.

#include <string>
#include <vector>

namespace assay::test {

void beginWatch(); // forgets what was seen before
// "open PATH", "connect FAMILY", "run PATH" since then; the watch ends.
[[nodiscard]] std::vector<std::string> endWatch();

} // namespace assay::test
