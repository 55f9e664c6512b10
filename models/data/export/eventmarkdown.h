// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Some events of a session as Markdown, to be pasted into an issue or a chat: prompts are headings with their text
// quoted, replies stay as they are (HTML and images disarmed), a tool call is one line and its input and output in
// fences longer than any inside.

#include <QList>
#include <QString>

#include "models/data/error.h"

namespace assay {

class Database;

// In the order of the ids; each is read whole, so ask on a thread of a QueryRunner. Events that are gone since are
// left out; NotFound when none is left. Ends with one line feed.
[[nodiscard]] Result<QString> eventsAsMarkdown(Database &db, const QList<qint64> &eventIds);

} // namespace assay
