// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the blocks of the different kinds are put together from. Not for use outside the builder.

#include "views/transcript/blockbuilder.h"
#include "views/transcript/codepart.h"
#include "views/transcript/headpart.h"

namespace assay {

// The event's text: whole when it is here, else its start.
[[nodiscard]] QString wholeText(const BlockInput &input);

// Pieces of Markdown; what is too long is offered as plain text.
void addMarkdown(TranscriptBlock &block, const QString &text, const BlockState &state, Tone tone);
void addPlainText(TranscriptBlock &block, const QString &text, const BlockState &state);
// What is too long to be laid out: as plain text when that is wanted, else a line that offers it.
void addRest(TranscriptBlock &block, const QString &rest, const BlockState &state);
void addCode(TranscriptBlock &block, const QString &code, const QString &language);
// The text as a tree if it is JSON; false = it is not, nothing was added.
bool addTree(TranscriptBlock &block, const BlockInput &input, JsonSource source, const QString &caption);
[[nodiscard]] JsonAnswer treeOf(const BlockInput &input, JsonSource source);
// The stored lines of the event as they are.
void addRaw(TranscriptBlock &block, const BlockInput &input);

void addPrompt(TranscriptBlock &block, const BlockInput &input);
// The one line of a call: what it did, to what, how it ended.
[[nodiscard]] HeadLine callHead(const BlockInput &input);
// Parts of calls that are told by their input: lists of tasks, questions, plans, searches. False = it has none.
bool addTaskBody(TranscriptBlock &block, const BlockInput &input);
// Hits of a search, grouped by file; false = the output is none.
bool addHits(TranscriptBlock &block, const BlockInput &input);

// "6 matches in 3 files"; empty when the output does not tell.
[[nodiscard]] QString searchOutcome(const QString &tool, const QString &output);

} // namespace assay
