// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What makes two failures the same one. Pure; any thread.

#include <QString>

namespace assay {

// The line of a failed call's output that tells what went wrong: the first with a word of failure, else the first at
// all; without the wrapping of the client ("Exit code 1", "Error:", tags). At most 200 characters; empty for no output.
[[nodiscard]] QString errorLine(const QString &output);

// The same for lines that differ only in numbers, hexadecimal names, times or blanks.
[[nodiscard]] QString errorSignature(const QString &line);

} // namespace assay
