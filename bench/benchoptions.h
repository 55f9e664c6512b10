// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The command line of assay-bench.

#include "models/data/error.h"

#include <QString>
#include <QStringList>

namespace assay {

struct BenchOptions {
    QString corpus;   // a folder with the layout of ~/.claude; empty = generate one
    QString aliases;  // project aliases; empty = none
    QString out;      // JSON; empty = none
    QString scratch;  // empty = a fresh temporary folder, removed at the end
    QStringList only; // empty = everything
    qint64 largeBytes = 200'000'000;
    bool help = false;
};

// `words` without the program's name. Falls back on ASSAY_TEST_CORPUS and ASSAY_TEST_CORPUS_ALIASES.
[[nodiscard]] Result<BenchOptions> parseBenchOptions(const QStringList &words, const QStringList &measures);
[[nodiscard]] QString benchHelp(const QStringList &measures);

} // namespace assay
