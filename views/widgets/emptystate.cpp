// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/emptystate.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "views/widgets/ground.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_act(new QPushButton(tr("Try again"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(4);
    column->addStretch(1);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(6);
    for (QLabel *label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        column->addWidget(label);
    }
    column->addSpacing(8);
    column->addWidget(m_act, 0, Qt::AlignHCenter);
    column->addStretch(1);
    m_act->hide();
    connect(m_act, &QPushButton::clicked, this, &EmptyState::actRequested);
    connect(Theme::instance(), &Theme::changed, this, &EmptyState::restyle);
    restyle();
}

void EmptyState::tell(const QString &icon, const QString &title, const QString &text, const QString &act)
{
    m_error = false;
    m_iconName = icon;
    m_title->setText(title);
    m_text->setText(text);
    if (!act.isEmpty())
        m_act->setText(act); // a hidden one keeps its name
    m_act->setVisible(!act.isEmpty());
    setAccessibleName(title + u". "_s + text);
    restyle();
}

void EmptyState::showError(const QString &what)
{
    tell(u"error"_s, tr("This could not be read"), what, tr("Try again"));
    m_error = true;
    restyle();
}

void EmptyState::restyle()
{
    const Theme *theme = Theme::instance();
    m_title->setFont(theme->font(Face::Base, QFont::DemiBold));
    m_text->setFont(theme->font(Face::Row));
    setTextTone(m_text, m_error ? Tone::Text2 : Tone::Text3);
    const Tone tone = m_error ? Tone::Error : Tone::Text3;
    m_icon->setPixmap(iconPixmap(m_iconName, theme->color(tone), theme->px(24), devicePixelRatioF()));
    m_icon->setVisible(!m_iconName.isEmpty());
}

} // namespace assay
