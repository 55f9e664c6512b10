// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace assay {

class CaptureDoor;

// Pause for each span, and resume, as commands of the window: in its menu and its palette. Those that cannot act now
// are disabled.
void addCaptureCommands(QWidget *window, CaptureDoor *door);

} // namespace assay
