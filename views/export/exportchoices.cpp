// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/export/exportchoices.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QGridLayout>
#include <QRadioButton>

#include "views/export/exportwords.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"
#include "views/widgets/wraplayout.h"

namespace assay {

QLabel *wrappedLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

ExportChoices::ExportChoices(const QString &format, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_boxes(new WrapLayout)
    , m_formats(new QButtonGroup(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(1, 1);
    m_headings = {wrappedLabel(tr("Format"), this), wrappedLabel(tr("Include"), this)};
    m_grid->addWidget(m_headings.first(), 0, 0, 1, 2);
    addFormats(format);
    const int row = m_grid->rowCount();
    m_grid->addWidget(m_headings.last(), row, 0, 1, 2);
    const auto choice = [this](const QString &name, const QString &text) {
        auto *box = new QCheckBox(text, this);
        box->setObjectName(name);
        box->setAccessibleName(QString(text).remove(u'&'));
        box->setChecked(true);
        m_boxes->addWidget(box);
        return box;
    };
    m_thinking = choice(QStringLiteral("thinking"), tr("&Thinking"));
    m_outputs = choice(QStringLiteral("outputs"), tr("&Outputs of tool calls"));
    m_subagents = choice(QStringLiteral("subagents"), tr("&Sub-agents"));
    m_grid->addLayout(m_boxes, row + 1, 0, 1, 2);
    connect(Theme::instance(), &Theme::changed, this, &ExportChoices::restyle);
    restyle();
}

void ExportChoices::addFormats(const QString &chosen)
{
    for (int i = 0; i < exportFormats().size(); ++i) {
        const QString &name = exportFormats()[i].name;
        auto *button = new QRadioButton(formatTitle(name), this);
        auto *sentence = wrappedLabel(formatSentence(name), this);
        button->setObjectName(name);
        button->setAccessibleName(formatTitle(name));
        button->setAccessibleDescription(formatSentence(name));
        button->setChecked(i == 0 || name == chosen);
        m_formats->addButton(button, i);
        m_sentences.append(sentence);
        m_grid->addWidget(button, i + 1, 0, Qt::AlignTop);
        m_grid->addWidget(sentence, i + 1, 1);
    }
    connect(m_formats, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            Q_EMIT formatChosen();
    });
}

const ExportFormatRow &ExportChoices::format() const
{
    return exportFormats().at(std::max(0, m_formats->checkedId()));
}

ExportOptions ExportChoices::options() const
{
    return {.format = format().name,
            .thinking = m_thinking->isChecked(),
            .outputs = m_outputs->isChecked(),
            .subagents = m_subagents->isChecked()};
}

void ExportChoices::setChoosing(bool choosing)
{
    for (QAbstractButton *each : m_formats->buttons())
        each->setEnabled(choosing);
    m_thinking->setEnabled(choosing);
    m_outputs->setEnabled(choosing && format().canLeaveOutputs);
    m_outputs->setToolTip(format().canLeaveOutputs ? QString()
                                                   : tr("A conversation without its answers would be none."));
    m_subagents->setEnabled(choosing && format().hasSubagents);
    m_subagents->setToolTip(format().hasSubagents ? QString() : tr("This format holds the main thread only."));
}

void ExportChoices::restyle()
{
    const Theme *theme = Theme::instance();
    m_grid->setHorizontalSpacing(theme->px(14));
    m_grid->setVerticalSpacing(theme->px(4));
    for (QLabel *each : std::as_const(m_headings)) {
        each->setFont(theme->font(Face::Base, QFont::DemiBold));
        each->setContentsMargins(0, each == m_headings.first() ? 0 : theme->px(10), 0, 0);
    }
    for (QLabel *each : std::as_const(m_sentences)) {
        each->setFont(theme->font(Face::Row));
        setTextTone(each, Tone::Text2);
    }
    m_boxes->setSpacing(theme->px(16));
}

} // namespace assay
