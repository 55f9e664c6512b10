// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The words of the correction grammar: tables only. {x} stands for what is not wanted, {y} for what is.

#include <span>
#include <string_view>

namespace assay {

struct CorrectionShape {
    std::string_view language; // ISO 639-1
    std::string_view shape;    // lower case
};

[[nodiscard]] std::span<const CorrectionShape> insteadShapes(); // {x} and {y}
[[nodiscard]] std::span<const CorrectionShape> notShapes();     // {x}
[[nodiscard]] std::span<const CorrectionShape> alwaysShapes();  // {y}; at the beginning of a clause
[[nodiscard]] std::span<const std::string_view> doubts();       // questions, hypotheticals, "just this once", praise
[[nodiscard]] std::span<const std::string_view> fillers();      // words that name nothing

[[nodiscard]] std::span<const std::string_view> usingWords();       // "use", "run" in ten languages
[[nodiscard]] std::span<const std::string_view> contrastWords();    // "not", "instead" …
[[nodiscard]] std::span<const std::string_view> everydayPrograms(); // "go", "make" …

} // namespace assay
