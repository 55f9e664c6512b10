// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lines of a change, with the words that differ marked. Myers' algorithm (1986) with a work limit: beyond it the rest
// counts as replaced, so a hostile input costs bounded time. Safe on any thread.

#include <QList>
#include <QPair>
#include <QString>

#include "models/data/query/eventdetail.h"

namespace assay {

struct DiffLine {
    QChar sign = u' '; // ' ', '+', '-'; '@' separates hunks
    int oldNumber = 0; // 0 = not in that file
    int newNumber = 0;
    QString text;
    QList<QPair<int, int>> marks; // (start, length) of the words that differ

    bool operator==(const DiffLine &) const = default;
};

// Hunks as a client wrote them, numbered, with word marks; a '@' line stands between two of them. Both sides of a hunk
// are compared again, so one that replaces everything (a made one) still shows what stayed.
[[nodiscard]] QList<DiffLine> diffHunks(const QList<PatchHunk> &hunks);

} // namespace assay
