// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/rawview.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

#include "views/text/visibletext.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

RawView::RawView(QWidget *parent)
    : QWidget(parent)
    , m_find(new QLineEdit(this))
    , m_copy(new QToolButton(this))
    , m_text(new QPlainTextEdit(this))
    , m_note(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(13, 4, 10, 8);
    column->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->addWidget(m_find, 1);
    row->addWidget(m_copy);
    column->addLayout(row);
    column->addWidget(m_text);
    column->addWidget(m_note);
    m_find->setPlaceholderText(tr("Find in the raw event"));
    m_find->setAccessibleName(tr("Find in the raw event"));
    m_copy->setIcon(themeIcon(u"copy"_s));
    m_copy->setAccessibleName(tr("Copy the raw event"));
    m_copy->setToolTip(m_copy->accessibleName());
    m_copy->setFocusPolicy(Qt::TabFocus);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Raw event"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();
    connect(m_find, &QLineEdit::returnPressed, this, &RawView::findNext);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_text->toPlainText());
        Q_EMIT noted(tr("Raw event copied."));
    });
    connect(Theme::instance(), &Theme::changed, this, &RawView::restyle);
    restyle();
}

void RawView::setText(const QString &json, const QString &note)
{
    const QString shown = visibleText(json);
    if (shown != m_text->toPlainText())
        m_text->setPlainText(shown);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void RawView::findNext()
{
    if (m_find->text().isEmpty() || m_text->find(m_find->text()))
        return;
    m_text->moveCursor(QTextCursor::Start);
    if (!m_text->find(m_find->text()))
        Q_EMIT noted(tr("Not in the raw event: %1").arg(m_find->text()));
}

void RawView::restyle()
{
    const Theme *theme = Theme::instance();
    QPalette inset = Theme::palette(theme->isDark());
    inset.setColor(QPalette::Base, theme->color(Tone::Inset));
    m_text->setPalette(inset);
    m_text->setFont(theme->font(Face::Mono));
    m_text->setFixedHeight(theme->px(280));
    m_find->setFont(theme->font(Face::Row));
    m_note->setFont(theme->font(Face::Meta));
    m_copy->setIconSize(QSize(theme->px(14), theme->px(14)));
}

} // namespace assay
