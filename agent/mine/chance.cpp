// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/chance.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace assay {

double tailOfIndependent(std::span<const double> probabilities, std::size_t k)
{
    if (k == 0)
        return 1.0;
    if (k > probabilities.size())
        return 0.0;
    if (k == probabilities.size()) // all of them: what the steps below come to, factor by factor
        return std::min(std::accumulate(probabilities.begin(), probabilities.end(), 1.0, std::multiplies<>()), 1.0);
    // exactly[i]: i of those seen so far; the last entry gathers k and more. What cannot be yet is 0 and stays so.
    std::vector<double> exactly(k + 1, 0.0);
    exactly[0] = 1.0;
    std::size_t seen = 0;
    for (const double p : probabilities) {
        exactly[k] += exactly[k - 1] * p;
        for (std::size_t i = std::min(k - 1, ++seen); i > 0; --i)
            exactly[i] = exactly[i] * (1.0 - p) + exactly[i - 1] * p;
        exactly[0] *= 1.0 - p;
    }
    return std::min(exactly[k], 1.0);
}

double binomialTail(std::size_t n, std::size_t k, double probability)
{
    return tailOfIndependent(std::vector<double>(n, probability), k);
}

double fisherTail(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d)
{
    const auto choose = [](double n, double k) {
        return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
    };
    const std::uint32_t row = a + b;
    const std::uint32_t column = a + c;
    const std::uint32_t all = row + c + d;
    const double whole = choose(all, row);
    double tail = 0.0;
    for (std::uint32_t corner = a; corner <= std::min(row, column); ++corner)
        tail += std::exp(choose(column, corner) + choose(all - column, row - corner) - whole);
    return std::min(tail, 1.0);
}

double wilsonLower(std::size_t n, std::size_t k)
{
    if (n == 0)
        return 0.0;
    constexpr double z = 1.2816;
    const auto count = static_cast<double>(n);
    const double share = static_cast<double>(k) / count;
    const double middle = share + z * z / (2 * count);
    const double reach = z * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
    return std::max(0.0, (middle - reach) / (1 + z * z / count));
}

std::vector<double> falseDiscoveryRates(std::span<const double> pValues)
{
    std::vector<std::size_t> order(pValues.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [pValues](std::size_t a, std::size_t b) { return pValues[a] < pValues[b]; });
    std::vector<double> rates(pValues.size(), 1.0);
    double smallest = 1.0;
    for (std::size_t rank = order.size(); rank > 0; --rank) {
        const double rate = pValues[order[rank - 1]] * static_cast<double>(pValues.size()) / static_cast<double>(rank);
        smallest = std::min(smallest, rate);
        rates[order[rank - 1]] = smallest;
    }
    return rates;
}

} // namespace assay
