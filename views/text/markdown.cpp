// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/markdown.h"

#include "views/text/markdownrenderer.h"
#include "views/text/visibletext.h"

namespace assay {

namespace {

MarkdownRenderer &self(void *data)
{
    return *static_cast<MarkdownRenderer *>(data);
}

} // namespace

Markdown readMarkdown(const QString &source)
{
    Markdown result;
    QByteArray bytes = source.toUtf8();
    if (bytes.size() > markdownLimit) {
        qsizetype end = bytes.lastIndexOf('\n', markdownLimit - 1) + 1;
        if (end <= markdownLimit / 2) {
            for (end = markdownLimit; (bytes.at(end) & 0xC0) == 0x80;) // within a character
                --end;
        }
        result.rest = QString::fromUtf8(bytes.sliced(end));
        bytes.truncate(end);
    }
    MD_PARSER parser = {};
    parser.flags =
        MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) { return self(data).enter(type, detail), 0; };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) { return self(data).leave(type), 0; };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) { return self(data).enter(type, detail), 0; };
    parser.leave_span = [](MD_SPANTYPE type, void *detail, void *data) { return self(data).leave(type, detail), 0; };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        self(data).keepTabs(text);
        return self(data).text(type, QString::fromUtf8(text, static_cast<qsizetype>(size))), 0;
    };
    MarkdownRenderer renderer(bytes);
    if (md_parse(bytes.constData(), static_cast<MD_SIZE>(bytes.size()), &parser, &renderer) != 0)
        result.pieces = {{MarkdownPiece::Kind::Code, visibleText(source.left(markdownLimit)), {}}};
    else
        result.pieces = renderer.take();
    return result;
}

} // namespace assay
