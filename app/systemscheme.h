// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QObject;

namespace assay {

// Asks the desktop whether it wants light or dark, and tells the theme now and at each change. Where no desktop answers
// (org.freedesktop.appearance), the theme goes by the palette.
void followSystemScheme(QObject *parent);

} // namespace assay
