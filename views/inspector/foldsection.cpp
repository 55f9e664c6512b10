// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/foldsection.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QSettings>
#include <QVBoxLayout>

#include "views/widgets/elidedtext.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

SectionHead::SectionHead(const QString &title, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    connect(this, &QAbstractButton::toggled, this, &SectionHead::describe);
    describe();
}

void SectionHead::setFigure(const QString &figure)
{
    if (figure == m_figure)
        return;
    m_figure = figure;
    describe();
    update();
}

void SectionHead::describe()
{
    setAccessibleName(m_figure.isEmpty() ? text() : tr("%1, %2").arg(text(), m_figure));
    setAccessibleDescription(isChecked() ? tr("open") : tr("folded"));
}

QSize SectionHead::sizeHint() const
{
    return {100, Theme::instance()->rowPx(26)};
}

void SectionHead::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left)
        setChecked(event->key() == Qt::Key_Right);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        toggle();
    else
        QAbstractButton::keyPressEvent(event);
}

void SectionHead::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void SectionHead::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void SectionHead::paintEvent(QPaintEvent * /*event*/)
{
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect(), theme->color(Tone::Hover));
    painter.fillRect(0, 0, width(), 1, theme->color(Tone::Line));
    const int chevron = theme->px(12);
    painter.translate(0, 0.5);
    paintIcon(painter, QPointF(theme->px(7), (height() - chevron) / 2.0),
              isChecked() ? u"chevron-down"_s : u"chevron-right"_s, theme->color(Tone::Text2), chevron);
    const qreal left = theme->px(25);
    const qreal right = width() - theme->px(10);
    const QFont meta = theme->font(Face::Meta);
    const QFont bold = theme->font(Face::Row, QFont::DemiBold);
    const qreal title = QFontMetricsF(bold).horizontalAdvance(text());
    const qreal wanted = QFontMetricsF(meta).horizontalAdvance(m_figure);
    const qreal room = std::min(wanted, right - left - title - theme->px(12));
    paintElided(painter, QRectF(left, 0, right - left, height()), text(), bold, theme->color(Tone::Text));
    if (room > 0)
        paintElided(painter, QRectF(right - room, 0, room + 1, height()), m_figure, meta, theme->color(Tone::Text3));
    if (hasFocus()) {
        painter.setPen(theme->color(Tone::Accent));
        painter.drawRect(QRectF(0.5, 0, width() - 1.0, height() - 1.5));
    }
}

FoldSection::FoldSection(const QString &key, const QString &title, bool openAtFirst, QWidget *parent)
    : QWidget(parent)
    , m_key(u"inspector/"_s + key)
    , m_head(new SectionHead(title, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    m_head->setChecked(QSettings().value(m_key, openAtFirst).toBool());
    connect(m_head, &QAbstractButton::toggled, this, [this](bool open) {
        QSettings().setValue(m_key, open);
        if (m_content != nullptr)
            m_content->setVisible(open);
        Q_EMIT toggled(open);
    });
}

void FoldSection::setContent(QWidget *content)
{
    m_content = content;
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    column->addWidget(content);
    column->addSpacing(0);
    content->setVisible(isOpen());
}

void FoldSection::setFigure(const QString &figure)
{
    m_head->setFigure(figure);
}

bool FoldSection::isOpen() const
{
    return m_head->isChecked();
}

void FoldSection::setOpen(bool open)
{
    m_head->setChecked(open);
}

} // namespace assay
