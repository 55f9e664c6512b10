// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Small cuts and repairs of UTF-8 text on its way into the store. Input is valid UTF-8 unless said otherwise.

#include <string>
#include <string_view>

namespace assay {

// A copy in which U+0000, which SQLite's text functions stop at, has become U+FFFD.
[[nodiscard]] std::string plainText(std::string_view text);

// A copy without terminal escapes: the index would read "\x1b[31mred" as the word 31mred. Colours stay in the raw line.
[[nodiscard]] std::string withoutEscapes(std::string_view text);

// The longest prefix of at most `bytes` bytes that ends at a code point boundary.
[[nodiscard]] std::string_view cutAtCodePoint(std::string_view text, std::size_t bytes);

[[nodiscard]] std::string_view trimmed(std::string_view text);

// The first line that tells something (not blank, not only a tag), without terminal escapes, at most 300 bytes.
[[nodiscard]] std::string headLine(std::string_view text);

// What follows the elements that the text begins with (<tag> alone on its line … </tag>): what the person wrote behind
// the instructions other programs put before it. Of the last one the text itself when nothing follows.
[[nodiscard]] std::string_view behindWrapper(std::string_view text);

// The line that a prompt is called by: what the person wrote. Of files that were attached without a word their names;
// of a plan that the client hands on, its heading.
[[nodiscard]] std::string promptHead(std::string_view text);

// What stands between <tag> and </tag>, or up to the end when the closing tag is missing; empty when there is none.
[[nodiscard]] std::string_view insideTag(std::string_view text, std::string_view tag);

// Appends after a separator, unless one of the two is empty.
void appendPart(std::string &text, std::string_view part, std::string_view separator);

} // namespace assay
