// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Makes the block of a transcript row: which parts it has by kind, tool, outcome and what the reader has opened.

#include <functional>
#include <memory>
#include <optional>

#include <QImage>

#include "models/data/query/eventdetail.h"
#include "models/data/record.h"
#include "views/transcript/jsonpart.h"
#include "views/transcript/transcriptblock.h"

namespace assay {

struct HeadLine;

// What the reader did to a row; kept per event.
struct BlockState {
    static constexpr int firstLines = 12;
    static constexpr qint64 neverCut = 32 * 1024; // bytes of a text that is laid out as a whole
    std::optional<bool> open;                     // unset = as the kind has it
    int lines = firstLines;                       // of each code part
    bool whole = false;                           // what is behind the limit of Markdown and prompts, as plain text
    bool runOpen = false;                         // the run that a call started is open below it
    bool raw = false;                             // the stored lines instead of what they mean
    JsonFolds folds = {};
};

struct BlockInput {
    const EventRow &event;
    const EventRow *previous = nullptr;  // the row above, when it is loaded
    QString modelBefore = {};            // the last model above, when known
    QString skillBefore = {};            // that its line was written under; the same as the event's when not known
    const EventDetail *detail = nullptr; // nullptr = not here yet, or not needed
    BlockState state = {};
    QString folder = {};                             // of the session: left out of paths below it
    int depth = 0;                                   // how many open runs it lies in
    bool inRun = false;                              // a sub-agent's transcript: its prompts are not the person's
    bool live = false;                               // a call without a result is running
    std::function<QImage(int)> image = {};           // the n-th picture of the detail, null while it is being decoded
    std::function<JsonAnswer(JsonSource)> json = {}; // unset: read on the spot
};

[[nodiscard]] bool isOpen(const EventRow &event, const BlockState &state);
// Whether the row must be read whole to be shown in this state.
[[nodiscard]] bool needsDetail(const EventRow &event, const BlockState &state);
[[nodiscard]] QString toolIcon(const QString &tool);
// Below the session's folder without it.
[[nodiscard]] QString shortPath(const QString &path, const QString &folder);

[[nodiscard]] std::unique_ptr<TranscriptBlock> buildBlock(const BlockInput &input);

// Of calls that started a sub-agent (runcall.cpp): the figures of its run in the line; what the call came back with.
void tellRun(HeadLine &line, const BlockInput &input);
void addReport(TranscriptBlock &block, const BlockInput &input);
// The parts of an open call, its text to copy, the pictures of any event.
void addCallBody(TranscriptBlock &block, const BlockInput &input);
[[nodiscard]] QString callText(const QString &tool, const EventDetail &detail);
void addPictures(TranscriptBlock &block, const BlockInput &input);

} // namespace assay
