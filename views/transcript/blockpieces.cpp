// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/blockpieces.h"

#include "views/text/markdown.h"
#include "views/text/visibletext.h"
#include "views/transcript/imagepart.h"
#include "views/transcript/morepart.h"
#include "views/transcript/prosepart.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using Indent = TranscriptBlock::Indent;

namespace {

constexpr int wholeLines = 20'000;
constexpr qsizetype rawCharacters = 2048; // per line of the state's count
constexpr qsizetype codeLimit = 2'000'000;

void addRawLine(TranscriptBlock &block, const QString &line, const QString &caption, int lines)
{
    if (line.isEmpty())
        return;
    const qsizetype most = lines * rawCharacters;
    CodeLine shown;
    shown.text = visibleLine(line.left(most));
    CodeLook look;
    look.flows = true;
    look.caption = caption + u" · "_s + bytesText(line.toUtf8().size());
    look.copies = line;
    if (line.size() > most) {
        look.hidden = 1;
        look.more = tr("%1 more characters").arg(countText(line.size() - most));
    }
    block.add(std::make_unique<CodePart>(std::vector<CodeLine>{shown}, std::move(look)), Indent::Text);
}

} // namespace

QString wholeText(const BlockInput &input)
{
    return input.detail != nullptr ? input.detail->text : input.event.text;
}

QString shortPath(const QString &path, const QString &folder)
{
    const QString start = folder + u'/';
    return start.size() > 1 && path.startsWith(start) ? path.mid(start.size()) : path == folder ? QString() : path;
}

void addPlainText(TranscriptBlock &block, const QString &text, const BlockState &state)
{
    int total = 0;
    std::vector<CodeLine> lines = plainLines(text, state.lines, 0, total);
    CodeLook look;
    look.hidden = total - static_cast<int>(lines.size());
    if (!lines.empty())
        block.add(std::make_unique<CodePart>(std::move(lines), look), Indent::Text);
}

void addRest(TranscriptBlock &block, const QString &rest, const BlockState &state)
{
    if (rest.isEmpty())
        return;
    if (state.whole) {
        BlockState all;
        all.lines = wholeLines;
        addPlainText(block, rest, all);
        return;
    }
    const QString offer = tr("Show the rest as plain text (%1)").arg(bytesText(rest.toUtf8().size()));
    block.add(std::make_unique<MorePart>(offer, BlockAct::ShowAll), Indent::Text);
}

void addCode(TranscriptBlock &block, const QString &code, const QString &language)
{
    int total = 0;
    std::vector<CodeLine> lines = plainLines(code, wholeLines, 0, total);
    if (lines.empty())
        return;
    CodeLook look;
    look.language = languageNamed(language);
    look.label = visibleLine(language.section(u' ', 0, 0).left(24));
    look.copies = code.left(codeLimit);
    block.add(std::make_unique<CodePart>(std::move(lines), std::move(look)), Indent::Text, 2);
}

void addMarkdown(TranscriptBlock &block, const QString &text, const BlockState &state, Tone tone)
{
    const Markdown markdown = readMarkdown(text);
    for (const MarkdownPiece &piece : markdown.pieces) {
        if (piece.kind == MarkdownPiece::Kind::Html)
            block.add(ProsePart::fromHtml(piece.content, tone), Indent::Text, 3, 3);
        else
            addCode(block, piece.content, piece.language);
    }
    addRest(block, markdown.rest, state);
}

JsonAnswer treeOf(const BlockInput &input, JsonSource source)
{
    if (input.detail == nullptr)
        return {};
    if (input.json)
        return input.json(source);
    const EventDetail &detail = *input.detail;
    return {true, JsonTree::read(source == JsonSource::Input    ? detail.input
                                 : source == JsonSource::Output ? detail.output
                                                                : detail.rawLine)};
}

bool addTree(TranscriptBlock &block, const BlockInput &input, JsonSource source, const QString &caption)
{
    const JsonAnswer answer = treeOf(input, source);
    if (answer.tree == nullptr || !answer.tree->isContainer(0) || answer.tree->node(0).children == 0)
        return false;
    int total = 0;
    const int most = input.state.lines + 3;
    std::vector<CodeLine> lines = jsonLines(*answer.tree, source, input.state.folds, most, total);
    if (total > most)
        lines.resize(static_cast<std::size_t>(input.state.lines));
    CodeLook look;
    look.caption = caption;
    look.hidden = total - static_cast<int>(lines.size());
    look.copies = source == JsonSource::Input    ? input.detail->input
                  : source == JsonSource::Output ? input.detail->output
                                                 : input.detail->rawLine;
    block.add(std::make_unique<CodePart>(std::move(lines), std::move(look)), Indent::Text);
    return true;
}

void addRaw(TranscriptBlock &block, const BlockInput &input)
{
    if (input.detail == nullptr)
        return;
    const EventDetail &detail = *input.detail;
    if (!detail.problem.isEmpty())
        block.add(ProsePart::fromText(visibleText(detail.problem), Face::Row, Tone::Warning), Indent::Text, 2, 4);
    addRawLine(block, detail.rawLine, tr("stored line"), input.state.lines);
    if (detail.rawResultLine != detail.rawLine)
        addRawLine(block, detail.rawResultLine, tr("stored line of the result"), input.state.lines);
}

void addPictures(TranscriptBlock &block, const BlockInput &input)
{
    if (input.detail == nullptr)
        return;
    for (int i = 0; i < input.detail->images.size(); ++i) {
        const EventImage &image = input.detail->images.at(i);
        const QString name = image.label.isEmpty() ? image.mediaType : image.label;
        block.add(std::make_unique<ImagePart>(input.image ? input.image(i) : QImage(),
                                              visibleLine(name) + u" · "_s + bytesText(image.data.size()), i),
                  Indent::Text, 2, 4);
    }
}

} // namespace assay
