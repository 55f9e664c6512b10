// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/undoline.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

UndoLine::UndoLine(QWidget *parent)
    : QWidget(parent)
    , m_what(new QLabel(this))
    , m_undo(new QPushButton(themeIcon(u"undo"_s), tr("Undo (U)"), this))
    , m_key(new QAction(this))
    , m_timer(new QTimer(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 1, 4, 0);
    row->addWidget(m_what, 1);
    row->addWidget(m_undo);
    m_what->setTextFormat(Qt::PlainText);
    m_what->setWordWrap(true);
    m_undo->setAccessibleName(tr("Undo"));
    m_key->setShortcut(QKeySequence(Qt::Key_U));
    m_key->setEnabled(false);
    addAction(m_key);
    m_timer->setSingleShot(true);
    m_timer->setInterval(shownMs);
    setAutoFillBackground(true);
    hide();
    connect(m_undo, &QPushButton::clicked, this, &UndoLine::undo);
    connect(m_key, &QAction::triggered, this, &UndoLine::undo);
    connect(m_timer, &QTimer::timeout, this, &UndoLine::dismiss);
    connect(Theme::instance(), &Theme::changed, this, &UndoLine::restyle);
    restyle();
}

void UndoLine::tell(const QString &what)
{
    m_what->setText(what);
    setAccessibleName(what + u' ' + m_undo->text());
    m_key->setEnabled(true);
    show();
    m_timer->start();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void UndoLine::dismiss()
{
    m_timer->stop();
    m_key->setEnabled(false);
    hide();
}

QString UndoLine::text() const
{
    return isHidden() ? QString() : m_what->text();
}

void UndoLine::undo()
{
    dismiss();
    Q_EMIT undoRequested();
}

void UndoLine::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Chrome);
    m_what->setFont(theme->font(Face::Row));
    m_undo->setFont(theme->font(Face::Row));
    setMinimumHeight(theme->px(32));
}

void UndoLine::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, Theme::instance()->color(Tone::StrongLine));
}

} // namespace assay
