// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/drafttext.h"

#include <algorithm>
#include <utility>

#include <QHashFunctions>
#include <QHelpEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QToolTip>

#include "views/text/highlight/codetones.h"
#include "views/text/visibletext.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Tone findingTone(LintSeverity severity)
{
    return severity == LintSeverity::Note      ? Tone::Text3
           : severity == LintSeverity::Warning ? Tone::Warning
                                               : Tone::Error;
}

QString findingIcon(LintSeverity severity)
{
    return severity == LintSeverity::Note ? u"info"_s : severity == LintSeverity::Error ? u"error"_s : u"warning"_s;
}

// What a line leaves open for the next one.
class LineState final : public QTextBlockUserData {
public:
    explicit LineState(CodeState left)
        : state(std::move(left))
    {
    }
    CodeState state;
};

class MarkdownColours final : public QSyntaxHighlighter {
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &line) override
    {
        static const Language *markdown = languageNamed(u"markdown"_s);
        const auto *before = dynamic_cast<LineState *>(currentBlock().previous().userData());
        CodeState state = before == nullptr ? CodeState() : before->state;
        for (const CodeSpan &span : highlightLine(*markdown, line, state))
            setFormat(span.start, span.length, Theme::instance()->color(toneOf(span.tone)));
        // Lines below are read anew when this number changes.
        setCurrentBlockState(static_cast<int>(qHashMulti(0, int(state.mode), state.depth, state.until) & 0xFFFFFF));
        setCurrentBlockUserData(new LineState(std::move(state)));
    }
};

} // namespace

DraftText::DraftText(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_margin(new QWidget(this))
    , m_colours(new MarkdownColours(document()))
{
    m_margin->installEventFilter(this);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &DraftText::placeMargin);
    connect(this, &QPlainTextEdit::updateRequest, m_margin, qOverload<>(&QWidget::update));
    connect(Theme::instance(), &Theme::changed, this, &DraftText::restyle);
    restyle();
}

void DraftText::mark(const QList<LintFinding> &findings)
{
    m_findings = findings;
    QList<QTextEdit::ExtraSelection> marks;
    for (const LintFinding &each : std::as_const(m_findings)) {
        const QTextBlock block = document()->findBlockByNumber(each.line - 1);
        if (each.line == 0 || !block.isValid())
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.cursor.select(QTextCursor::LineUnderCursor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(Theme::instance()->color(findingTone(each.severity)));
        mark.format.setToolTip(each.message);
        marks.append(mark);
    }
    setExtraSelections(marks);
    m_margin->update();
}

QTextBlock DraftText::blockAt(int y) const
{
    QTextBlock block = firstVisibleBlock();
    while (block.isValid() && blockBoundingGeometry(block).translated(contentOffset()).bottom() <= y)
        block = block.next();
    return block;
}

QString DraftText::marginTip(int y) const
{
    const QTextBlock block = blockAt(y);
    QStringList said;
    for (const LintFinding &each : m_findings) {
        if (block.isValid() && each.line == block.blockNumber() + 1)
            said.append(each.message);
    }
    return tipText(said.join(u'\n'));
}

int DraftText::marginWidth() const
{
    const Theme *theme = Theme::instance();
    const QString widest(std::max<qsizetype>(2, QString::number(blockCount()).size()), u'9');
    return theme->px(20) + QFontMetrics(theme->font(Face::Meta)).horizontalAdvance(widest) + theme->px(8);
}

void DraftText::paintMargin()
{
    const Theme *theme = Theme::instance();
    QPainter painter(m_margin);
    painter.fillRect(m_margin->rect(), theme->color(Tone::Pane));
    const QFont font = theme->font(Face::Meta);
    painter.setFont(font);
    const int icon = theme->px(12);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > m_margin->height())
            break;
        const qreal line = QFontMetricsF(this->font()).lineSpacing();
        painter.setPen(theme->color(Tone::Text3));
        painter.drawText(QRectF(0, place.top(), m_margin->width() - theme->px(6), line),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        const LintFinding *worst = nullptr;
        for (const LintFinding &each : std::as_const(m_findings)) {
            if (each.line == block.blockNumber() + 1 && (worst == nullptr || each.severity > worst->severity))
                worst = &each;
        }
        if (worst != nullptr)
            paintIcon(painter, {qreal(theme->px(4)), place.top() + (line - icon) / 2}, findingIcon(worst->severity),
                      theme->color(findingTone(worst->severity)), icon);
    }
}

bool DraftText::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_margin)
        return QPlainTextEdit::eventFilter(watched, event);
    if (event->type() == QEvent::Paint) {
        paintMargin();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), marginTip(help->pos().y()), m_margin);
        return true;
    }
    return false;
}

void DraftText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeMargin();
}

void DraftText::placeMargin()
{
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), marginWidth(), inside.height());
}

void DraftText::restyle()
{
    const QSignalBlocker quiet(this); // colours are no change of the text
    setFont(Theme::instance()->font(Face::Mono));
    m_colours->rehighlight();
    placeMargin();
    mark(m_findings);
}

} // namespace assay
