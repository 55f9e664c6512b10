// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace assay {

// What is made of the same facts; raised when that changes. Summaries of another version are not current, and
// everything is told anew.
//   3: asks without nods, results before openers, each thing once, checks by kind
//   4: what commits and pull requests tell is not told again
//   5: unless something else stands in the same sentence; words that begin like a nod are asks
//   6: code keeps its first mark; no boxes of lists, and what is not ticked is not done
inline constexpr int memoryVersion = 7;

} // namespace assay
