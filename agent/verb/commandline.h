// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The words of the command line, understood by the verb table. Options may stand before or after the verb; "--name
// value" and "--name=value" are the same; "--" ends the options. A word with one leading hyphen is an argument, because
// "-word" is part of the filter language.

#include "models/data/error.h"

#include <QHash>
#include <QStringList>

namespace assay {

struct Verb;

struct Invocation {
    const Verb *verb = nullptr; // nullptr with help or version
    bool help = false;
    bool version = false;
    QStringList arguments;
    QHash<QString, QStringList> options; // by name; a switch holds no value

    [[nodiscard]] bool has(const QString &option) const { return options.contains(option); }
    // The last one given; empty if none.
    [[nodiscard]] QString value(const QString &option) const;
    // A positive number, or a usage error.
    [[nodiscard]] Result<qint64> number(const QString &option, qint64 fallback) const;
    // The same of how many are wanted: more than an int holds means all there are.
    [[nodiscard]] Result<int> count(const QString &option, int fallback) const;
};

// `words` without the program's name. Errors are Usage and suggest what may have been meant.
[[nodiscard]] Result<Invocation> parseCommandLine(const QStringList &words);

} // namespace assay
