// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Could that be chance? Tails, intervals and the choice among many tests. Pure; the same figures with every compiler.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace assay {

// How likely at least k of these independent things are, each with its own probability.
[[nodiscard]] double tailOfIndependent(std::span<const double> probabilities, std::size_t k);
// The same for n things of one probability.
[[nodiscard]] double binomialTail(std::size_t n, std::size_t k, double probability);
// One-sided: a table with the margins of (a, b; c, d) that has at least a in its corner.
[[nodiscard]] double fisherTail(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d);

// Lower end of the one-sided 90 % interval of k of n; 0 for n = 0.
[[nodiscard]] double wilsonLower(std::size_t n, std::size_t k);

// Benjamini and Hochberg: for each p the smallest rate of false discoveries at which it is kept.
[[nodiscard]] std::vector<double> falseDiscoveryRates(std::span<const double> pValues);

} // namespace assay
