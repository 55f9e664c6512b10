// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a reader can do to a transcript by a key, as commands that menu, palette and shortcut sheet find.

class QAction;
class QKeyEvent;

namespace assay {

class TranscriptView;

// Those that need a bar above the rows bring it along.
void addTranscriptCommands(TranscriptView *view);

[[nodiscard]] QAction *findCommand(const TranscriptView *view);

// The command that a key means while the transcript, or a bar of it, has the focus; nullptr = none. Single keys mean
// nothing to the bars.
[[nodiscard]] QAction *commandFor(const TranscriptView *view, const QKeyEvent &event);

} // namespace assay
