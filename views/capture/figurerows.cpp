// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/figurerows.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "views/text/visibletext.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"

namespace assay {

namespace {

constexpr int nameWidth = 130;

} // namespace

FigureRows::FigureRows(const QString &heading, QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel(heading, this))
    , m_grid(new QGridLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_heading->setTextFormat(Qt::PlainText);
    column->addWidget(m_heading);
    column->addLayout(m_grid);
    m_grid->setColumnStretch(1, 1);
    setAccessibleName(heading);
    connect(Theme::instance(), &Theme::changed, this, &FigureRows::restyle);
    restyle();
}

QLabel *FigureRows::addRow(const QString &name, bool mono)
{
    Row row{new QLabel(name, this), new QLabel(this), mono};
    for (QLabel *label : {row.name, row.value})
        label->setTextFormat(Qt::PlainText);
    row.value->setAccessibleName(name);
    row.value->setWordWrap(true);
    row.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const int at = static_cast<int>(m_rows.size());
    m_grid->addWidget(row.name, at, 0, Qt::AlignTop);
    m_grid->addWidget(row.value, at, 1);
    m_rows.append(row);
    restyle();
    return row.value;
}

void FigureRows::addWidget(QWidget *widget)
{
    m_grid->addWidget(widget, static_cast<int>(m_rows.size()) - 1, 2, Qt::AlignTop);
}

void FigureRows::setValue(QLabel *value, const QString &text, Tone tone)
{
    for (Row &row : m_rows) {
        if (row.value != value)
            continue;
        if (row.tone != tone) {
            row.tone = tone;
            setTextTone(value, tone);
        }
        const QString shown = visibleText(text);
        if (value->text() == shown && value->isHidden() == shown.isEmpty())
            return; // a text that is selected stays so
        value->setText(shown);
        value->setVisible(!shown.isEmpty());
        row.name->setVisible(!shown.isEmpty());
    }
}

QString FigureRows::value(const QString &name) const
{
    for (const auto &[shown, text] : lines()) {
        if (shown == name)
            return text;
    }
    return {};
}

QString FigureRows::heading() const
{
    return m_heading->text();
}

QList<std::pair<QString, QString>> FigureRows::lines() const
{
    QList<std::pair<QString, QString>> shown;
    for (const Row &row : m_rows) {
        if (!row.value->isHidden())
            shown.append({row.name->text(), row.value->text()});
    }
    return shown;
}

void FigureRows::restyle()
{
    const Theme *theme = Theme::instance();
    layout()->setSpacing(theme->px(6));
    m_grid->setHorizontalSpacing(theme->px(12));
    m_grid->setVerticalSpacing(theme->px(4));
    m_heading->setFont(theme->font(Face::Base, QFont::DemiBold));
    setTextTone(m_heading, Tone::Text);
    for (const Row &row : std::as_const(m_rows)) {
        row.name->setFont(theme->font(Face::Row));
        row.name->setFixedWidth(theme->px(nameWidth));
        row.name->setWordWrap(true);
        setTextTone(row.name, Tone::Text3);
        row.value->setFont(theme->font(row.mono ? Face::Mono : Face::Row));
        setTextTone(row.value, row.tone);
    }
}

} // namespace assay
