// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What can be done with one event of a transcript.

#include <QPoint>

class QMenu;

namespace assay {

class TranscriptView;

// Fills the menu for a row; nothing when the row is not here.
void fillRowMenu(QMenu *menu, TranscriptView *view, int row);

// At that point of the screen, or at the row's own line.
void showRowMenu(TranscriptView *view, int row, const QPoint &at = {});

} // namespace assay
