// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a run prints and writes.

#include "bench/row.h"
#include "models/data/error.h"

namespace assay {

// The table's head, and a line per row as it is measured.
void printHead();
void printRow(const Row &row);

// {"format":1,"machine":{…},"history":{…},"rows":[…]}; described in docs/benchmarks.md.
[[nodiscard]] Result<> writeReport(const QString &file, const QList<Row> &rows, const nlohmann::ordered_json &history);

} // namespace assay
