// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Text as it may be shown: characters that would hide, reorder or fake other text are made visible. Control characters
// become their pictures (U+2400 …), bidirectional controls, invisible and tag characters become "⟨U+202E⟩". Line ends
// and tabs stay. Joiners stay between letters that need them (emoji, Arabic, Indic). Safe on any thread.

#include <QString>

namespace assay {

[[nodiscard]] QString visibleText(const QString &text);

// The same for a single line: line ends become "⏎".
[[nodiscard]] QString visibleLine(const QString &text);

} // namespace assay
