// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/row.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay {

double median(QList<double> samples)
{
    if (samples.isEmpty())
        return std::numeric_limits<double>::quiet_NaN();
    std::sort(samples.begin(), samples.end());
    const qsizetype half = samples.size() / 2;
    return samples.size() % 2 == 1 ? samples.at(half) : (samples.at(half - 1) + samples.at(half)) / 2;
}

double p95(QList<double> samples)
{
    if (samples.isEmpty())
        return std::numeric_limits<double>::quiet_NaN();
    std::sort(samples.begin(), samples.end());
    const auto rank = static_cast<qsizetype>(std::ceil(0.95 * static_cast<double>(samples.size())));
    return samples.at(std::max<qsizetype>(rank, 1) - 1);
}

double least(const QList<double> &samples)
{
    return samples.isEmpty() ? std::numeric_limits<double>::quiet_NaN()
                             : *std::min_element(samples.cbegin(), samples.cend());
}

std::optional<double> ratio(const Row &row)
{
    if (row.samples.isEmpty() || row.baseline.isEmpty())
        return std::nullopt;
    const double under = median(row.baseline);
    return under > 0 ? std::optional(median(row.samples) / under) : std::nullopt;
}

std::optional<bool> met(const Row &row)
{
    std::optional<double> figure;
    if (row.samples.isEmpty() || row.promise.judged == Judged::Nothing)
        return std::nullopt;
    if (row.promise.judged == Judged::Median)
        figure = median(row.samples);
    else if (row.promise.judged == Judged::P95)
        figure = p95(row.samples);
    else
        figure = ratio(row);
    if (!figure)
        return std::nullopt;
    return row.promise.atMost ? *figure <= row.promise.value : *figure >= row.promise.value;
}

} // namespace assay
