// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/prosepart.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetricsF>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextLayout>

#include "views/transcript/foundtext.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int proseCharacters = 92;
// Pieces of code that get room and a frame: of a document, and of one block, which each of them lays out anew.
constexpr int spacedCode = 400;

// "<4>" is a length at the present size.
QString measured(const QString &rules)
{
    const Theme *theme = Theme::instance();
    QString out;
    for (const QString &piece : rules.split(u'<')) {
        const qsizetype end = piece.indexOf(u'>');
        if (end > 0)
            out += QString::number(theme->px(piece.left(end).toDouble())) + u"px"_s;
        out += piece.mid(end + 1);
    }
    return out;
}

QString styleSheet()
{
    const Theme *theme = Theme::instance();
    const auto color = [theme](Tone tone) { return theme->color(tone).name(); };
    return measured(u"p { margin: <4> 0; line-height: <20>; }"
                    "li { margin: <1> 0; line-height: <20>; }"
                    "ul, ol { margin: <3> 0 <3> <2>; }"
                    "h1, h2 { margin: <10> 0 <4> 0; }"
                    "h3 { margin: <8> 0 <3> 0; }"
                    "blockquote { margin: <3> <12>; }"
                    "table { border-collapse: collapse; margin: <4> 0; }"
                    "td, th { padding: <3> <14> <3> <2>; }"
                    "code { font-size: <12>; "_s) +
           u"font-family: '%1'; } blockquote { color: %2; } a { color: %3; }"
           "td { border-bottom: 1px solid %4; } th { border-bottom: 1px solid %5; }"_s.arg(
               theme->font(Face::Mono).family(), color(Tone::Text2), color(Tone::Accent), color(Tone::Line),
               color(Tone::StrongLine));
}

bool isCode(const QTextCharFormat &format)
{
    return format.fontFamilies().toStringList().contains(Theme::instance()->font(Face::Mono).family());
}

struct Piece {
    int start = 0; // in the document
    int length = 0;
    QTextCharFormat format;
};

// Changes to formats move fragments, so they are listed first.
QList<Piece> piecesOf(const QTextBlock &block)
{
    QList<Piece> pieces;
    for (auto at = block.begin(); !at.atEnd(); ++at)
        pieces.append({at.fragment().position(), at.fragment().length(), at.fragment().charFormat()});
    return pieces;
}

QTextCursor selected(QTextDocument &document, int start, int length)
{
    QTextCursor cursor(&document);
    cursor.setPosition(start);
    cursor.setPosition(start + length, QTextCursor::KeepAnchor);
    return cursor;
}

// The document has its own idea of how large a heading is, and style sheets take no half pixels.
void sizeHeading(QTextDocument &document, const QTextBlock &block)
{
    const int level = block.blockFormat().headingLevel();
    const qreal point = Theme::instance()->font(Face::Prose).pointSizeF() / 13.5;
    for (Piece piece : piecesOf(block)) {
        piece.format.clearProperty(QTextFormat::FontSizeAdjustment);
        piece.format.setFontPointSize(point * (level == 1 ? 17 : level == 2 ? 14.5 : 13.5));
        piece.format.setFontWeight(QFont::DemiBold);
        selected(document, piece.start, piece.length).setCharFormat(piece.format);
    }
}

// Room for the frame of code, without a character that would be copied: the letter before it and its last one take
// more.
void spaceCode(QTextDocument &document, const QTextBlock &block, int &room)
{
    QTextCharFormat spaced;
    spaced.setFontLetterSpacingType(QFont::AbsoluteSpacing);
    spaced.setFontLetterSpacing(Theme::instance()->px(3));
    const auto pieces = piecesOf(block);
    if (pieces.size() > spacedCode)
        return;
    for (const Piece &piece : pieces) {
        if (!isCode(piece.format) || --room < 0)
            continue;
        if (piece.start > block.position())
            selected(document, piece.start - 1, 1).mergeCharFormat(spaced);
        selected(document, piece.start + piece.length - 1, 1).mergeCharFormat(spaced);
    }
}

void adjustFormats(QTextDocument &document)
{
    int room = spacedCode;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0)
            sizeHeading(document, block);
        spaceCode(document, block, room);
    }
}

// Where code stands, a rectangle for each line it runs over.
void addFrames(const QTextBlock &block, int from, int length, const QPointF &origin, QList<QRectF> &frames)
{
    const Theme *theme = Theme::instance();
    const QTextLayout *layout = block.layout();
    const qreal height = theme->px(17);
    const QTextLine start = layout->lineForTextPosition(from);
    for (int i = start.isValid() ? start.lineNumber() : 0; i < layout->lineCount(); ++i) {
        const QTextLine line = layout->lineAt(i);
        const int first = std::max(from, line.textStart());
        const int last = std::min(from + length, line.textStart() + line.textLength());
        if (first >= last)
            break;
        const qreal left = line.cursorToX(first);
        const qreal right = line.cursorToX(last);
        const qreal middle = line.y() + line.height() / 2;
        // A mark of a list stands close before it.
        const bool behindMark = first == block.layout()->lineAt(0).textStart() && block.textList() != nullptr;
        frames.append(QRectF(origin + QPointF(left, middle - height / 2), QSizeF(right - left, height))
                          .adjusted(behindMark ? 0 : -theme->px(3), 0, 0, 0));
    }
}

} // namespace

QVariant InertDocument::loadResource(int type, const QUrl &name)
{
    Q_UNUSED(type)
    Q_UNUSED(name)
    return {};
}

ProsePart::ProsePart(Face face, Tone tone)
    : m_tone(tone)
{
    m_document.setUndoRedoEnabled(false);
    m_document.setDocumentMargin(0);
    m_document.setDefaultFont(Theme::instance()->font(face));
    m_document.setIndentWidth(Theme::instance()->px(20));
}

std::unique_ptr<ProsePart> ProsePart::fromHtml(const QString &html, Tone tone)
{
    std::unique_ptr<ProsePart> part(new ProsePart(Face::Prose, tone));
    part->m_document.setDefaultStyleSheet(styleSheet());
    part->m_document.setHtml(html);
    part->m_hasMarkup = true;
    adjustFormats(part->m_document);
    return part;
}

std::unique_ptr<ProsePart> ProsePart::fromText(const QString &text, Face face, Tone tone)
{
    std::unique_ptr<ProsePart> part(new ProsePart(face, tone));
    part->m_document.setPlainText(text);
    QTextBlockFormat format;
    format.setLineHeight(Theme::instance()->px(face == Face::Row    ? 16
                                               : face == Face::Base ? 18
                                                                    : 20),
                         QTextBlockFormat::FixedHeight);
    QTextCursor cursor(&part->m_document);
    cursor.select(QTextCursor::Document);
    cursor.mergeBlockFormat(format);
    return part;
}

qreal ProsePart::layout(qreal width)
{
    const qreal most = QFontMetricsF(m_document.defaultFont()).averageCharWidth() * proseCharacters;
    m_document.setTextWidth(std::max<qreal>(80, std::min(width, most)));
    m_frames.clear();
    for (QTextBlock block = m_document.begin(); m_hasMarkup && block.isValid(); block = block.next())
        frameCode(block);
    return m_document.size().height();
}

void ProsePart::frameCode(const QTextBlock &block)
{
    const QPointF origin = m_document.documentLayout()->blockBoundingRect(block).topLeft();
    int from = -1;
    int end = -1;
    const auto close = [&] {
        if (from >= 0)
            addFrames(block, from - block.position(), end - from, origin, m_frames);
        from = -1;
    };
    const auto pieces = piecesOf(block);
    if (pieces.size() > spacedCode)
        return;
    for (const Piece &piece : pieces) {
        if (!isCode(piece.format)) {
            close();
            continue;
        }
        from = from < 0 ? piece.start : from;
        end = piece.start + piece.length;
    }
    close();
}

void ProsePart::paint(QPainter &painter, const PartPaint &how)
{
    const Theme *theme = Theme::instance();
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = Theme::palette(theme->isDark());
    context.palette.setColor(QPalette::Text, theme->color(m_tone));
    context.clip = how.clip;
    const auto add = [&](int from, int to, Tone ground) {
        QAbstractTextDocumentLayout::Selection selection;
        selection.cursor = QTextCursor(&m_document);
        selection.cursor.setPosition(from);
        selection.cursor.setPosition(to, QTextCursor::KeepAnchor);
        selection.format.setBackground(theme->color(ground));
        selection.format.setForeground(theme->color(Tone::Text));
        context.selections.append(selection);
    };
    if (how.selectFrom != how.selectTo)
        add(how.selectFrom, how.selectTo, Tone::Selection);
    for (const TextRange &found : how.found)
        add(found.start, found.end(), Tone::Find);
    painter.save();
    painter.setClipRect(how.clip, Qt::IntersectClip);
    paintFrames(painter, how.clip);
    m_document.documentLayout()->draw(&painter, context);
    if (how.currentFound >= 0)
        paintFoundFrame(painter, rectOf(how.found.at(how.currentFound)));
    painter.restore();
}

// Code within a line stands on a ground of its own.
void ProsePart::paintFrames(QPainter &painter, const QRectF &clip) const
{
    const Theme *theme = Theme::instance();
    painter.setPen(theme->color(Tone::Line));
    painter.setBrush(theme->color(Tone::Inset));
    for (const QRectF &frame : m_frames) {
        if (frame.intersects(clip))
            painter.drawRoundedRect(frame.toAlignedRect(), 2, 2);
    }
    painter.setBrush(Qt::NoBrush);
}

QString ProsePart::plainText() const
{
    return m_document.toPlainText();
}

int ProsePart::positionAt(const QPointF &point) const
{
    return m_document.documentLayout()->hitTest(point, Qt::FuzzyHit);
}

QString ProsePart::linkAt(const QPointF &point) const
{
    return m_document.documentLayout()->anchorAt(point);
}

QRectF ProsePart::rectOf(const TextRange &range) const
{
    const QTextBlock block = m_document.findBlock(range.start);
    if (!block.isValid() || block.layout() == nullptr)
        return {};
    const QPointF origin = m_document.documentLayout()->blockBoundingRect(block).topLeft();
    return lineRect(*block.layout(), range.start - block.position(), range.length).translated(origin);
}

} // namespace assay
