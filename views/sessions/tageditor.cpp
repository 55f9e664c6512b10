// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/tageditor.h"

#include <QCheckBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

#include "views/text/visibletext.h"
#include "views/widgets/assaystyle.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int fieldLength = 500;

Qt::CheckState stateOf(const QString &tag, const QList<SessionRow> &sessions)
{
    const auto has = std::count_if(sessions.cbegin(), sessions.cend(), [&](const SessionRow &session) {
        return session.tags.contains(tag, Qt::CaseInsensitive);
    });
    return has == 0 ? Qt::Unchecked : has == sessions.size() ? Qt::Checked : Qt::PartiallyChecked;
}

} // namespace

TagEditor::TagEditor(const QList<SessionRow> &sessions, const QStringList &all, QWidget *parent)
    : QDialog(parent)
    , m_scroll(new QScrollArea(this))
    , m_list(new QVBoxLayout)
    , m_field(new QLineEdit(this))
{
    const Theme *theme = Theme::instance();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(pluralText(sessions.size(), tr("Tag %1 session"), tr("Tag %1 sessions")));
    auto *column = new QVBoxLayout(this);
    auto *content = new QWidget(m_scroll);
    content->setLayout(m_list);
    m_list->setContentsMargins(8, 8, 8, 8);
    m_list->addStretch(1);
    for (const QString &tag : all)
        addBox(tag, stateOf(tag, sessions));
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setVisible(!all.isEmpty());
    m_scroll->setMinimumHeight(theme->px(all.isEmpty() ? 60 : 160));
    m_field->setPlaceholderText(tr("Another tag: one word, then Enter"));
    m_field->setAccessibleName(tr("Another tag"));
    m_field->setMaxLength(fieldLength);
    auto *completer = new QCompleter(all, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_field->setCompleter(completer);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *done = buttons->addButton(tr("Apply"), QDialogButtonBox::AcceptRole);
    done->setProperty(AssayStyle::primaryProperty, true);
    done->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_field);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &TagEditor::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(theme->px(300));
    m_field->setFocus();
}

QCheckBox *TagEditor::addBox(const QString &tag, Qt::CheckState before)
{
    auto *box = new QCheckBox(visibleLine(tag).replace(u'&', u"&&"_s), this);
    box->setTristate(before == Qt::PartiallyChecked);
    box->setCheckState(before);
    m_list->insertWidget(m_list->count() - 1, box);
    m_boxes.append({tag, before, box});
    return box;
}

// A tag is one word, so several can be typed at once.
void TagEditor::addTyped()
{
    static const QRegularExpression between(u"[\\s,\"\\p{Cc}]+"_s);
    const QStringList words = m_field->text().split(between, Qt::SkipEmptyParts);
    m_field->clear();
    for (const QString &word : words)
        tick(word);
}

// A name that differs by case only is the tag that is there.
void TagEditor::tick(const QString &tag)
{
    QCheckBox *box = nullptr;
    for (const Box &each : std::as_const(m_boxes)) {
        if (each.tag.compare(tag, Qt::CaseInsensitive) == 0)
            box = each.box;
    }
    if (box == nullptr)
        box = addBox(tag, Qt::Unchecked);
    box->setCheckState(Qt::Checked);
    m_scroll->show();
    m_scroll->ensureWidgetVisible(box);
}

void TagEditor::apply()
{
    addTyped();
    QStringList added;
    QStringList removed;
    for (const Box &each : std::as_const(m_boxes)) {
        const Qt::CheckState now = each.box->checkState();
        if (now == each.before)
            continue;
        if (now == Qt::Checked)
            added.append(each.tag);
        else if (now == Qt::Unchecked)
            removed.append(each.tag);
    }
    if (!added.isEmpty() || !removed.isEmpty())
        Q_EMIT tagged(added, removed);
    accept();
}

void TagEditor::keyPressEvent(QKeyEvent *event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters && m_field->hasFocus() && !m_field->text().trimmed().isEmpty())
        addTyped();
    else
        QDialog::keyPressEvent(event);
}

} // namespace assay
