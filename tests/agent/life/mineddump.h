// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// All that mining keeps, by natural keys, without times and row ids, and without what is history: earlier drafts, and
// which number the one of today has. Two stores that hold the same sessions give the same lines, however they grew.

#include <QMap>
#include <QSet>
#include <QStringList>

namespace assay {

class ImportFixture;

// Sorted. Of candidates that are over (stale, superseded) nothing is told unless they are in `keys`.
[[nodiscard]] QStringList dumpMined(const ImportFixture &f, const QSet<QString> &keys);

// What is remembered of chance: per project and lineage the counts, each as hex.
[[nodiscard]] QMap<QString, QSet<QString>> dumpNulls(const ImportFixture &f);

} // namespace assay
