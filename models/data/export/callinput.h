// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The input of a tool call as a person reads it: a command, a change, a file's content, else its JSON with line breaks.

#include <QString>

namespace assay {

struct CallInput {
    QString language; // of a fence: "sh", "diff", "json" or none
    QString text;     // empty = the head of the call says it all
};

// `json` is the input as stored; what is no JSON is taken as it stands.
[[nodiscard]] CallInput readableInput(const QString &tool, const QString &json, const QString &head);

} // namespace assay
