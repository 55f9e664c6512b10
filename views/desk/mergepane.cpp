// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/mergepane.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QGroupBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "views/desk/deskwords.h"
#include "views/text/visibletext.h"
#include "views/widgets/assaystyle.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString partWords(MergePart::Kind kind)
{
    switch (kind) {
    case MergePart::Kind::Draft:
        return MergePane::tr("Only the draft changes this");
    case MergePart::Kind::Hand:
        return MergePane::tr("Written by hand");
    case MergePart::Kind::Conflict:
        return MergePane::tr("Both change this");
    case MergePart::Kind::Same:
        break;
    }
    return {};
}

QString linesText(const QStringList &lines)
{
    return lines.isEmpty() ? MergePane::tr("(no lines)") : visibleText(lines.join(u'\n'));
}

} // namespace

MergePane::MergePane(QWidget *parent)
    : QWidget(parent)
    , m_head(new QLabel(this))
    , m_area(new QScrollArea(this))
    , m_result(new QPlainTextEdit(this))
    , m_lost(new QLabel(this))
    , m_take(new QPushButton(tr("Ctrl ⏎   Use this as the draft"), this))
    , m_close(new QPushButton(tr("Esc   Back to the card"), this))
{
    auto *column = new QVBoxLayout(this);
    m_area->setWidgetResizable(true);
    m_area->setAccessibleName(tr("Differences"));
    m_result->setReadOnly(true);
    m_result->setAccessibleName(tr("What comes out"));
    m_result->setTabChangesFocus(true);
    m_lost->setWordWrap(true);
    m_lost->setAccessibleDescription(tr("Lines that go"));
    m_lost->setTextFormat(Qt::PlainText);
    m_take->setProperty(AssayStyle::primaryProperty, true);
    column->addWidget(m_head);
    column->addWidget(m_area, 3);
    column->addWidget(m_result, 2);
    column->addWidget(m_lost);
    auto *acts = new QHBoxLayout;
    acts->addWidget(m_take);
    acts->addWidget(m_close);
    acts->addStretch(1);
    column->addLayout(acts);
    connect(m_take, &QPushButton::clicked, this, [this] { Q_EMIT accepted(m_merge.result(), m_merge.lost()); });
    connect(m_close, &QPushButton::clicked, this, &MergePane::closeRequested);
    connect(Theme::instance(), &Theme::changed, this, &MergePane::restyle);
    restyle();
}

void MergePane::open(const QString *base, const QString &draft, const QString &hand)
{
    m_merge = ThreeWayMerge(base, draft, hand);
    auto *content = new QWidget(m_area);
    m_column = new QVBoxLayout(content);
    const auto changes = m_merge.changes();
    for (const qsizetype part : changes)
        addPart(part);
    m_column->addStretch(1);
    m_area->setWidget(content);
    m_head->setText(pluralText(changes.size(), tr("%1 difference between the draft and the file"),
                               tr("%1 differences between the draft and the file")));
    changed();
    m_area->setFocus();
}

void MergePane::addPart(qsizetype index)
{
    const MergePart &part = m_merge.parts()[index];
    auto *box = new QGroupBox(partWords(part.kind), m_area);
    auto *column = new QVBoxLayout(box);
    auto *choices = new QButtonGroup(box);
    const auto offer = [&](MergePart::Choice choice, const QString &title, const QStringList &lines) {
        auto *button = new QRadioButton(title, box);
        button->setChecked(part.choice == choice);
        button->setAccessibleName(tr("%1: %2").arg(title, linesText(lines).left(200)));
        choices->addButton(button);
        auto *text = new QLabel(linesText(lines), box);
        text->setFont(Theme::instance()->font(Face::Mono));
        text->setTextFormat(Qt::PlainText);
        column->addWidget(button);
        column->addWidget(text);
        connect(button, &QRadioButton::toggled, this, [this, index, choice](bool on) {
            if (on)
                choose(index, choice);
        });
    };
    offer(MergePart::Choice::Hand, tr("Keep the file's"), part.hand);
    offer(MergePart::Choice::Draft, tr("Take the draft's"), part.draft);
    auto *edit = new QPlainTextEdit(part.edited.join(u'\n'), box);
    edit->setPlaceholderText(tr("or write it anew here"));
    edit->setAccessibleName(tr("Written anew"));
    edit->setFixedHeight(Theme::instance()->px(48));
    edit->setTabChangesFocus(true);
    column->addWidget(edit);
    connect(edit, &QPlainTextEdit::textChanged, this, [this, index, edit] {
        m_merge.edit(index, edit->toPlainText().split(u'\n'));
        changed();
    });
    const QStringList written = part.handWritten();
    for (qsizetype line = 0; line < written.size(); ++line) {
        auto *give = new QCheckBox(withoutMnemonics(tr("Give up: %1").arg(visibleLine(written[line]))), box);
        column->addWidget(give);
        connect(give, &QCheckBox::toggled, this, [this, index, line](bool on) { giveUp(index, line, on); });
    }
    m_column->addWidget(box);
}

void MergePane::choose(qsizetype part, MergePart::Choice choice)
{
    m_merge.choose(part, choice);
    changed();
}

void MergePane::giveUp(qsizetype part, qsizetype line, bool on)
{
    m_merge.giveUp(part, line, on);
    changed();
}

void MergePane::changed()
{
    m_result->setPlainText(m_merge.result());
    const QStringList lost = m_merge.lost();
    m_lost->setText(lost.isEmpty() ? tr("Every line written by hand stays.")
                                   : tr("⚠ Goes: %1").arg(visibleText(lost.join(u'\n'))));
}

void MergePane::restyle()
{
    const Theme *theme = Theme::instance();
    m_head->setFont(theme->font(Face::Base, QFont::DemiBold));
    m_result->setFont(theme->font(Face::Mono));
    m_lost->setFont(theme->font(Face::Row));
}

} // namespace assay
