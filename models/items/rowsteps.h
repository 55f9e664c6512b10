// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a list of ids becomes another one, in steps that a model can announce, so that what stays keeps its persistent
// indexes.

#include <QList>

#include <optional>

namespace assay {

struct RowStep {
    enum class Kind { Remove, Move, Insert };
    Kind kind = Kind::Remove;
    int first = 0; // Move: from here
    int count = 1;
    int to = 0; // Move: to this row, before `first`

    bool operator==(const RowStep &) const = default;
};

// Removals from the end on, then moves towards the front, then insertions from the front on; rows as they are at that
// step. Ids are unique. Nothing when more than `limit` steps would be needed.
[[nodiscard]] std::optional<QList<RowStep>> rowSteps(const QList<qint64> &from, const QList<qint64> &to, int limit);

} // namespace assay
