// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Makes pieces of what the Markdown parser tells, one after the other. Not for use outside views/text.

#include <optional>

#include <QByteArrayView>

#include <md4c.h>

#include "views/text/markdown.h"
#include "views/text/markdowntable.h"

namespace assay {

class MarkdownRenderer final {
public:
    // `source` must outlive this: what the parser hands over points into it.
    explicit MarkdownRenderer(QByteArrayView source)
        : m_source(source)
    {
    }

    void enter(MD_BLOCKTYPE type, void *detail);
    void leave(MD_BLOCKTYPE type);
    void enter(MD_SPANTYPE type, void *detail);
    void leave(MD_SPANTYPE type, void *detail);
    void text(MD_TEXTTYPE type, const QString &text);
    // The parser tells the tabs before a line of code as spaces; `text` is where it goes on behind them.
    void keepTabs(const char *text);
    [[nodiscard]] QList<MarkdownPiece> take();

private:
    // A list, an item or a quote that has begun.
    struct Container {
        MD_BLOCKTYPE type = MD_BLOCK_QUOTE;
        unsigned next = 1;  // number of the next item
        bool shown = false; // its tag is open in m_html
    };

    void flush();
    void enterContainer(MD_BLOCKTYPE type, unsigned start);
    void leaveContainer();
    void enterItem(void *detail);
    void openTag(Container &container);
    void closeTags();
    void openTags();
    void makeRoom();
    void addCode(const QString &code, const QString &language);
    void enterCode(void *detail);
    void enterTable(void *detail);
    void enterCell(MD_BLOCKTYPE type, void *detail);
    void tag(const QString &html);
    void append(const QString &plain);

    QByteArrayView m_source;
    QList<MarkdownPiece> m_pieces;
    QString m_html;
    bool m_hasContent = false; // of m_html, besides tags
    QString m_code;
    QString m_language;
    QList<Container> m_open;
    std::optional<MarkdownTable> m_table; // one that is not laid out as HTML
    qsizetype m_cells = 0;
    unsigned m_heading = 1;
    bool m_inCode = false;
    QString m_imageAddress;
};

} // namespace assay
