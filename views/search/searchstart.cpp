// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/search/searchstart.h"

#include <QHBoxLayout>
#include <QListView>
#include <QVBoxLayout>

#include "views/widgets/emptystate.h"
#include "views/widgets/filterrows.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype recentShown = 8;
constexpr int startWidth = 560;

} // namespace

SearchStart::SearchStart(QWidget *parent)
    : QWidget(parent)
    , m_head(new EmptyState(this))
    , m_rows(new FilterRows(this))
    , m_list(new QListView(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addStretch(1);
    column->addWidget(m_head);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_list);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addStretch(2);
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new FilterRowDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Searches"));
    const auto choose = [this](const QModelIndex &index) {
        const FilterRow &row = m_rows->rows().at(index.row());
        if (row.kind != FilterRow::Kind::Heading)
            Q_EMIT chosen(row.value);
    };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);
    connect(Theme::instance(), &Theme::changed, this, &SearchStart::restyle);
    setRecent({});
}

void SearchStart::setRecent(const QStringList &recent)
{
    QList<FilterRow> rows;
    if (!recent.isEmpty())
        rows.append({.kind = FilterRow::Kind::Heading, .text = tr("Recent searches")});
    for (const QString &text : recent.mid(0, recentShown))
        rows.append({.kind = FilterRow::Kind::Recent, .text = text, .value = text});
    rows.append({.kind = FilterRow::Kind::Heading, .text = tr("To try")});
    const auto add = [&rows](const QString &text, const QString &what) {
        rows.append({.kind = FilterRow::Kind::Example, .text = text, .detail = what, .value = text});
    };
    add(u"is:error after:7d"_s, tr("failed calls of the last seven days"));
    add(u"tool:Bash \"permission denied\""_s, tr("these words, in shell commands or their output"));
    add(u"is:prompt -test"_s, tr("what you asked, without that word"));
    m_rows->setRows(rows);
    m_head->tell(u"search"_s, tr("Search everything"),
                 tr("Prompts, replies, thinking, commands, files and their output, in every session."));
    restyle();
}

void SearchStart::restyle()
{
    const Theme *theme = Theme::instance();
    m_list->setFixedSize(theme->px(startWidth), m_rows->rowCount() * theme->rowPx(FilterRowDelegate::rowHeight));
    m_list->doItemsLayout();
}

} // namespace assay
