// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Markdown of a transcript as pieces to lay out. The HTML holds our own tags only: everything from the source is
// escaped, raw HTML shows as text, an image is its alternative text and address as text, and a link is a link only for
// http and https (it is still never loaded). Safe on any thread.

#include <QList>
#include <QString>

namespace assay {

struct MarkdownPiece {
    enum class Kind {
        Html, // for QTextDocument::setHtml; its size is bounded, and the cells of all pieces together
        Code, // plain text: a fenced or indented block with its language, or a table too large for a document
    };
    Kind kind = Kind::Html;
    QString content;
    QString language;

    bool operator==(const MarkdownPiece &) const = default;
};

struct Markdown {
    QList<MarkdownPiece> pieces;
    QString rest; // behind the first markdownLimit bytes, not read: to be shown as plain text on demand
};

static constexpr qsizetype markdownLimit = 64 * 1024;

[[nodiscard]] Markdown readMarkdown(const QString &source);

} // namespace assay
