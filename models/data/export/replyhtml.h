// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Markdown that somebody else wrote as HTML of our own tags without attributes that refer to anything: raw HTML is
// shown as text, a link as its text and address, an image as its description and address. Any thread.

#include <QString>

namespace assay {

// Longer texts are not read as Markdown: "pre" of the text.
inline constexpr qsizetype replyHtmlLimit = qsizetype{4} << 20; // bytes of UTF-8

[[nodiscard]] QString replyHtml(const QString &markdown);

} // namespace assay
