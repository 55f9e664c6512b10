// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/headbar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

#include "views/transcript/transcriptview.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

HeadBar::HeadBar(TranscriptView *view)
    : QWidget(view)
    , m_view(view)
    , m_row(new QHBoxLayout(this))
    , m_field(new QLineEdit(this))
    , m_note(new QLabel(this))
{
    hide();
    auto *cross = new QToolButton(this);
    cross->setIcon(themeIcon(u"cross"_s));
    cross->setAccessibleName(tr("Close"));
    cross->setToolTip(tr("Close (Esc)"));
    cross->setAutoRaise(true);
    connect(cross, &QAbstractButton::clicked, this, &HeadBar::close);
    m_note->setTextFormat(Qt::PlainText);
    m_field->setMaxLength(1000);
    m_field->setClearButtonEnabled(true);
    for (QToolButton *clear : m_field->findChildren<QToolButton *>()) // Qt leaves it without one
        clear->setAccessibleName(tr("Clear"));
    m_row->setSpacing(6);
    m_row->addWidget(m_field);
    m_row->addWidget(m_note);
    m_row->addStretch(1);
    m_row->addWidget(cross);
    setFocusProxy(m_field);
    view->installEventFilter(this);
    connect(Theme::instance(), &Theme::changed, this, &HeadBar::restyle);
    restyle();
}

void HeadBar::open()
{
    for (HeadBar *other : m_view->findChildren<HeadBar *>(Qt::FindDirectChildrenOnly)) {
        if (other != this && other->isOpen())
            other->close();
    }
    if (!isOpen()) {
        show();
        m_view->setHeadRoom(height());
        place();
    }
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    Q_EMIT opened();
}

void HeadBar::close()
{
    if (!isOpen())
        return;
    m_view->setFocus(Qt::OtherFocusReason);
    hide();
    m_view->setHeadRoom(0);
    Q_EMIT closed();
}

void HeadBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        close();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT entered(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void HeadBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme->color(Tone::Chrome));
    painter.fillRect(0, height() - 1, width(), 1, theme->color(Tone::StrongLine));
}

bool HeadBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void HeadBar::place()
{
    resize(m_view->width(), height());
    move(0, 0);
}

void HeadBar::restyle()
{
    const Theme *theme = Theme::instance();
    setFixedHeight(theme->px(36));
    m_row->setContentsMargins(theme->px(14), 0, theme->px(8), 1);
    m_field->setFixedHeight(theme->px(26));
    m_field->setFont(theme->font(Face::Base));
    m_note->setFont(theme->font(Face::Row));
    if (isOpen())
        m_view->setHeadRoom(height());
}

} // namespace assay
