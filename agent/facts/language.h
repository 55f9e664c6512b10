// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A guess at the language of a short text, by its script and its commonest words. Pure.

#include <QStringView>

#include <array>

namespace assay {

// en de fr es pt it ru zh ja ko; {0, 0} = cannot tell. The text is case-folded.
[[nodiscard]] std::array<char, 2> languageOf(QStringView folded);

} // namespace assay
