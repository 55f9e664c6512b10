// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/facetgroup.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "views/sessions/facetbutton.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

FacetGroup::FacetGroup(FacetKind kind, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_title(new QLabel(title, this))
    , m_column(new QVBoxLayout(this))
    , m_more(new QToolButton(this))
{
    m_column->setContentsMargins(0, 0, 0, 6);
    m_column->setSpacing(0);
    m_title->setContentsMargins(4, 0, 0, 0);
    m_column->addWidget(m_title);
    m_column->addWidget(m_more, 0, Qt::AlignLeft);
    setAccessibleName(title);
    m_more->setAccessibleName(tr("%1: more or fewer values").arg(title));
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        m_all = !m_all;
        arrange();
    });
    connect(Theme::instance(), &Theme::changed, this, &FacetGroup::restyle);
    hide();
    restyle();
}

void FacetGroup::show(const Facet &facet, const QString &filter)
{
    if (facet == m_facet && filter == m_filter)
        return;
    m_facet = facet;
    m_filter = filter;
    arrange();
}

FacetButton *FacetGroup::button(qsizetype at)
{
    while (m_buttons.size() <= at) {
        auto *added = new FacetButton(this);
        connect(added, &FacetButton::chosen, this, &FacetGroup::chosen);
        m_column->insertWidget(m_column->indexOf(m_more), added);
        m_buttons.append(added);
    }
    return m_buttons.at(at);
}

void FacetGroup::arrange()
{
    const QList<FacetValue> active = otherActiveValues(m_filter, m_kind, m_facet.values);
    const auto isOff = [this](const FacetValue &value) { return facetState(m_filter, value) == FacetState::Off; };
    QList<FacetValue> shown = active;
    for (qsizetype i = 0; i < m_facet.values.size(); ++i) {
        if (m_all || i < few || !isOff(m_facet.values.at(i)))
            shown.append(m_facet.values.at(i));
    }
    for (qsizetype i = 0; i < shown.size(); ++i)
        button(i)->show(shown.at(i), facetState(m_filter, shown.at(i)));
    for (qsizetype i = shown.size(); i < m_buttons.size(); ++i)
        m_buttons.at(i)->hide();
    align();
    const qsizetype hidden = active.size() + m_facet.values.size() - shown.size();
    m_more->setVisible(hidden > 0 || m_all);
    m_more->setText(m_all ? tr("fewer") : pluralText(hidden, tr("%1 more"), tr("%1 more")));
    // One value that every session has narrows nothing.
    const bool choice = shown.size() > 1 || std::any_of(shown.cbegin(), shown.cend(),
                                                        [&](const FacetValue &value) { return !isOff(value); });
    setVisible(choice);
    Q_EMIT buttonsChanged();
}

// Bars compare with the greatest of all values, also with one that is not shown.
void FacetGroup::align()
{
    FacetButton::Columns widest;
    for (const FacetValue &value : std::as_const(m_facet.values))
        widest.most = std::max(widest.most, value.sessions);
    for (const FacetButton *each : std::as_const(m_buttons)) {
        const FacetButton::Columns own = each->isHidden() ? FacetButton::Columns() : each->columns();
        widest.label = std::max(widest.label, own.label);
        widest.count = std::max(widest.count, own.count);
    }
    for (FacetButton *each : std::as_const(m_buttons))
        each->setColumns(widest);
}

QList<QAbstractButton *> FacetGroup::buttons() const
{
    QList<QAbstractButton *> seen;
    if (isHidden())
        return seen;
    for (FacetButton *each : m_buttons) {
        if (!each->isHidden())
            seen.append(each);
    }
    if (!m_more->isHidden())
        seen.append(m_more);
    return seen;
}

void FacetGroup::restyle()
{
    const Theme *theme = Theme::instance();
    m_title->setFont(theme->font(Face::Row, QFont::DemiBold));
    m_title->setFixedHeight(theme->px(18));
    QPalette dim = theme->palette(theme->isDark());
    dim.setColor(QPalette::WindowText, theme->color(Tone::Text3));
    dim.setColor(QPalette::ButtonText, theme->color(Tone::Text3));
    m_title->setPalette(dim);
    m_more->setPalette(dim);
    m_more->setFont(theme->font(Face::Meta));
    m_more->setFixedHeight(theme->px(18));
    for (FacetButton *each : std::as_const(m_buttons))
        each->updateGeometry();
    align();
}

} // namespace assay
