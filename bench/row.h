// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One figure of the report beside its baseline, both taken in the same run.

#include <QList>
#include <QString>

#include <nlohmann/json.hpp>

#include <optional>

namespace assay {

// Which figure of a row is held against the promise.
enum class Judged { Nothing, Median, P95, Ratio };

struct Promise {
    Judged judged = Judged::Nothing;
    bool atMost = true; // else at least
    double value = 0;
};

struct Row {
    QString name = {}; // "import.rate": its measure, then what of it
    QString what = {};
    QString unit = {};
    QList<double> samples = {}; // one per run; empty = not measured, the note says why
    QString baselineName = {};
    QList<double> baseline = {};
    Promise promise = {};
    QString note = {};
    nlohmann::ordered_json details = nlohmann::ordered_json::object();
};

[[nodiscard]] double median(QList<double> samples);
[[nodiscard]] double p95(QList<double> samples); // nearest rank
[[nodiscard]] double least(const QList<double> &samples);

// Median over the baseline's median.
[[nodiscard]] std::optional<double> ratio(const Row &row);
// Nothing without a promise or without samples.
[[nodiscard]] std::optional<bool> met(const Row &row);

} // namespace assay
