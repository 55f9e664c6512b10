// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/changeview.h"

#include <limits>

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>

#include "views/text/visibletext.h"
#include "views/transcript/codepart.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

QList<PatchHunk> hunksOf(const QString &unifiedDiff)
{
    static const QRegularExpression head(u"^@@ -(\\d{1,9})(?:,\\d{1,9})? \\+(\\d{1,9})(?:,\\d{1,9})? @@"_s);
    QList<PatchHunk> hunks;
    QStringList lines = unifiedDiff.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (const QString &line : std::as_const(lines)) {
        if (const auto match = head.match(line); match.hasMatch()) {
            hunks.append({match.captured(1).toInt(), match.captured(2).toInt(), {}});
        } else if (!hunks.isEmpty() && (line.isEmpty() || u" +-\\"_s.contains(line.front()))) {
            hunks.last().lines.append(line);
        }
    }
    return hunks;
}

ChangeView::ChangeView(const PlannedChange &change, QWidget *parent)
    : QWidget(parent)
    , m_change(change)
{
    setFocusPolicy(Qt::TabFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    build();
    setAccessibleName(tr("%1, %2: %3 lines added, %4 lines removed")
                          .arg(visibleLine(change.file), deed())
                          .arg(m_added)
                          .arg(m_removed));
    setAccessibleDescription(visibleText(change.diff));
    connect(Theme::instance(), &Theme::changed, this, [this] {
        build();
        setMinimumHeight(heightForWidth(width()));
        updateGeometry();
        update();
    });
}

ChangeView::~ChangeView() = default;

void ChangeView::build()
{
    const QList<DiffLine> diff = diffHunks(hunksOf(m_change.diff));
    m_added = m_removed = 0;
    for (const DiffLine &line : diff) {
        m_added += line.sign == u'+' ? 1 : 0;
        m_removed += line.sign == u'-' ? 1 : 0;
    }
    int total = 0;
    CodeLook look;
    look.numberColumns = 2;
    look.signs = true;
    look.language = languageOfFile(m_change.file);
    std::vector<CodeLine> lines = changedLines(diff, m_all ? std::numeric_limits<int>::max() : linesAtFirst, total);
    m_hidden = look.hidden = total - static_cast<int>(lines.size());
    m_lines = lines.empty() ? nullptr : std::make_unique<CodePart>(std::move(lines), std::move(look));
}

void ChangeView::showAll()
{
    if (m_hidden == 0)
        return;
    m_all = true;
    build();
    setMinimumHeight(heightForWidth(width()));
    updateGeometry();
    update();
}

QString ChangeView::deed() const
{
    if (m_change.action == "create"_L1)
        return tr("new file");
    if (m_change.action == "remove"_L1)
        return tr("is removed");
    if (m_change.action == "none"_L1)
        return tr("stays as it is");
    if (m_change.action == "link"_L1)
        return tr("is linked");
    if (m_change.action == "run"_L1)
        return tr("is run");
    if (m_change.action == "start"_L1)
        return tr("is started");
    if (m_change.action == "stop"_L1)
        return tr("is stopped");
    return {};
}

int ChangeView::headHeight() const
{
    return Theme::instance()->px(24);
}

QSize ChangeView::sizeHint() const
{
    const int width = Theme::instance()->px(480);
    return {width, heightForWidth(width)};
}

int ChangeView::heightForWidth(int width) const
{
    if (!m_lines)
        return headHeight() + 1;
    (void)m_lines->layout(width);
    return headHeight() + static_cast<int>(std::ceil(m_lines->frameHeight()));
}

// A page that scrolls would else rather squeeze it than grow.
void ChangeView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setMinimumHeight(heightForWidth(width()));
}

void ChangeView::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    const QRect head(0, 0, width(), headHeight());
    painter.fillRect(head, theme->color(Tone::Chrome));
    const int icon = theme->px(14);
    paintIcon(painter, QPointF(theme->px(10), (head.height() - icon) / 2.0), u"diff"_s, theme->color(Tone::Text2),
              icon);
    const QFont bold = theme->font(Face::Meta, QFont::DemiBold);
    qreal right = width() - theme->px(10);
    const auto figure = [&](const QString &text, Tone tone) {
        const qreal wide = QFontMetricsF(bold).horizontalAdvance(text);
        right -= wide;
        paintElided(painter, QRectF(right, 0, wide + 2, head.height()), text, bold, theme->color(tone));
        right -= theme->px(8);
    };
    if (m_added + m_removed > 0) {
        figure(u"\u2212%1"_s.arg(m_removed), Tone::Error);
        figure(u"+%1"_s.arg(m_added), Tone::Ok);
    }
    if (const QString words = deed(); !words.isEmpty()) {
        const QFont meta = theme->font(Face::Meta);
        const qreal wide = QFontMetricsF(meta).horizontalAdvance(words);
        right -= wide;
        paintElided(painter, QRectF(right, 0, wide + 2, head.height()), words, meta, theme->color(Tone::Text3));
        right -= theme->px(8);
    }
    const QFont mono = theme->font(Face::Mono);
    const qreal left = theme->px(10 + 14 + 6);
    const QString path = QFontMetricsF(mono).elidedText(visibleLine(m_change.file), Qt::ElideMiddle, right - left);
    paintElided(painter, QRectF(left, 0, right - left, head.height()), path, mono, theme->color(Tone::Text));
    if (m_lines) {
        (void)m_lines->layout(width());
        painter.translate(0, head.height());
        PartPaint how;
        how.clip = QRectF(0, 0, width(), height() - head.height());
        m_lines->paint(painter, how);
        painter.translate(0, -head.height());
    }
    painter.setPen(QPen(theme->color(hasFocus() ? Tone::Accent : Tone::Line), hasFocus() ? 2 : 1));
    const qreal half = hasFocus() ? 1 : 0.5;
    painter.drawRect(QRectF(rect()).adjusted(half, half, -half, -half));
}

void ChangeView::mousePressEvent(QMouseEvent *event)
{
    const QPointF within = event->position() - QPointF(0, headHeight());
    if (m_lines && m_lines->actAt(within) == BlockAct::MoreLines)
        showAll();
    else
        QWidget::mousePressEvent(event);
}

void ChangeView::keyPressEvent(QKeyEvent *event)
{
    const bool opens = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (opens && m_hidden > 0)
        showAll();
    else
        QWidget::keyPressEvent(event);
}

void ChangeView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void ChangeView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace assay
