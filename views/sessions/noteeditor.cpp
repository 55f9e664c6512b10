// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/noteeditor.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include "views/text/visibletext.h"
#include "views/widgets/assaystyle.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

NoteEditor::NoteEditor(const QString &sessionTitle, const QString &text, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(text, this))
    , m_before(text)
{
    const Theme *theme = Theme::instance();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Note"));
    auto *column = new QVBoxLayout(this);
    auto *title = new ElidedLabel(sessionTitle.isEmpty() ? tr("(no prompt)") : visibleLine(sessionTitle), this);
    title->setTextFormat(Qt::PlainText);
    title->setFont(theme->font(Face::Base, QFont::DemiBold));
    m_text->setAccessibleName(tr("Note of the session"));
    m_text->setTabChangesFocus(true);
    m_text->moveCursor(QTextCursor::End);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *done = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    done->setProperty(AssayStyle::primaryProperty, true);
    done->setToolTip(tr("Ctrl+Enter"));
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    column->addWidget(title);
    column->addWidget(m_text, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &NoteEditor::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const auto &keys : {u"Ctrl+Return"_s, u"Ctrl+Enter"_s}) {
        auto *shortcut = new QShortcut(QKeySequence(keys), this);
        connect(shortcut, &QShortcut::activated, this, &NoteEditor::save);
    }
    resize(theme->px(440), theme->px(240));
    m_text->setFocus();
}

void NoteEditor::save()
{
    const QString text = m_text->toPlainText().trimmed();
    if (text != m_before)
        Q_EMIT written(text);
    accept();
}

} // namespace assay
