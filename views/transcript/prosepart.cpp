// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/prosepart.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetricsF>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int proseCharacters = 92;

QString styleSheet()
{
    const Theme *theme = Theme::instance();
    const auto color = [theme](Tone tone) { return theme->color(tone).name(); };
    return u"p { margin: %1px 0; line-height: %2px; } li { line-height: %2px; margin: %11px 0; }"
           "h1 { font-size: %3px; margin: %4px 0 %1px 0; } h2 { font-size: %5px; margin: %4px 0 %1px 0; }"
           "h3 { font-size: %6px; margin: %4px 0 %1px 0; } ul, ol { margin: %1px 0; -qt-list-indent: 0; margin-left: "
           "%4px; }"
           "code, pre { font-family: '%7'; font-size: %8px; background-color: %9; }"
           "blockquote { margin: %1px %4px; color: %10; } a { color: %12; }"
           "th, td { padding: %1px %4px; } table { border-collapse: collapse; border-width: 1px; border-color: %13;"
           "border-style: solid; margin: %1px 0; }"_s.arg(theme->px(3))
               .arg(theme->px(20))
               .arg(theme->px(17))
               .arg(theme->px(10))
               .arg(theme->px(15))
               .arg(theme->px(14))
               .arg(theme->font(Face::Mono).family())
               .arg(theme->px(12))
               .arg(color(Tone::Inset), color(Tone::Text2))
               .arg(theme->px(1))
               .arg(color(Tone::Accent), color(Tone::Line));
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
    return m_document.size().height();
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
    for (const auto &[start, length] : std::as_const(m_found))
        add(start, start + length, Tone::Find);
    if (how.selectFrom != how.selectTo)
        add(how.selectFrom, how.selectTo, Tone::Selection);
    painter.save();
    painter.setClipRect(how.clip, Qt::IntersectClip);
    m_document.documentLayout()->draw(&painter, context);
    painter.restore();
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

qreal ProsePart::markTerms(const QStringList &terms)
{
    m_found.clear();
    int first = -1;
    const QString text = m_document.toPlainText();
    for (const QString &term : terms) {
        for (qsizetype at = text.indexOf(term, 0, Qt::CaseInsensitive); at >= 0 && !term.isEmpty();
             at = text.indexOf(term, at + term.size(), Qt::CaseInsensitive)) {
            m_found.append({static_cast<int>(at), static_cast<int>(term.size())});
            if (first < 0 || at < first)
                first = static_cast<int>(at);
        }
    }
    if (first < 0)
        return -1;
    return m_document.documentLayout()->blockBoundingRect(m_document.findBlock(first)).top();
}

} // namespace assay
