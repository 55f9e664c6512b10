// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/search/searchpane.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QStackedLayout>
#include <QToolButton>

#include "models/data/query/searchquery.h"
#include "views/search/hitdelegate.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterline.h"
#include "views/widgets/loadingbar.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

SearchPane::SearchPane(QueryRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_model(new SearchModel(runner, this))
    , m_field(new FilterLine(u"search"_s, tr("Words, \"exact words\", project:name, tool:Bash, is:error, after:7d"),
                             tr("Search everything"), this))
    , m_newest(new QToolButton(this))
    , m_best(new QToolButton(this))
    , m_count(new QLabel(this))
    , m_loading(new LoadingBar(this))
    , m_list(new QListView(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
{
    build();
    connect(m_field, &FilterLine::changed, this, &SearchPane::run);
    connect(m_field, &FilterLine::entered, this, &SearchPane::enterList);
    connect(m_field, &FilterLine::left, this, &SearchPane::closeRequested);
    connect(m_model, &SearchModel::problems, m_field, &FilterLine::setProblems);
    connect(m_model, &SearchModel::finished, this, &SearchPane::finished);
    connect(m_model, &SearchModel::totalChanged, this, &SearchPane::updateCount);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &SearchPane::updateCount);
    connect(m_model, &SearchModel::failed, this, [this](const Error &error) {
        if (error.code == Error::Code::NotFound) {
            finished(); // nothing was ever recorded: that is no error
            return;
        }
        m_loading->end();
        m_empty->showError(error.what);
        m_stack->setCurrentWidget(m_empty);
        updateCount();
    });
    connect(m_empty, &EmptyState::actRequested, this, &SearchPane::run);
    connect(m_list, &QListView::activated, this, &SearchPane::choose);
    connect(m_list, &QListView::clicked, this, &SearchPane::choose);
    connect(Theme::instance(), &Theme::changed, this, &SearchPane::restyle);
    restyle();
    finished();
}

void SearchPane::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(16, 8, 16, 8);
    top->setSpacing(8);
    top->addWidget(m_field, 1);
    auto *orders = new QButtonGroup(this);
    auto *segment = new QHBoxLayout;
    segment->setSpacing(0);
    for (QToolButton *button : {m_newest, m_best}) {
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        orders->addButton(button);
        segment->addWidget(button, 0, Qt::AlignTop);
    }
    m_newest->setText(tr("Newest first"));
    m_best->setText(tr("Best first"));
    m_newest->setAccessibleName(tr("Order: newest first"));
    m_best->setAccessibleName(tr("Order: best first"));
    m_newest->setChecked(true);
    connect(m_newest, &QToolButton::clicked, this, [this] { setOrder(SearchModel::Order::Newest); });
    connect(m_best, &QToolButton::clicked, this, [this] { setOrder(SearchModel::Order::Best); });
    top->addLayout(segment);
    m_count->setMinimumWidth(120);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    top->addWidget(m_count, 0, Qt::AlignTop);
    column->addLayout(top);
    column->addWidget(m_loading);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HitDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Hits"));
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    column->addLayout(m_stack, 1);
    setAutoFillBackground(true);
    setAccessibleName(tr("Search"));
}

void SearchPane::run()
{
    m_enterWhenDone = false; // the reader types on
    m_model->search(m_field->text(), m_order);
    if (m_model->isBusy())
        m_loading->begin();
    updateCount();
    if (m_field->text().isEmpty())
        finished();
}

void SearchPane::setOrder(SearchModel::Order order)
{
    m_order = order;
    run();
}

void SearchPane::finished()
{
    m_loading->end();
    const bool hits = m_model->rowCount() > 0;
    if (m_field->text().trimmed().isEmpty())
        m_empty->tell(u"search"_s, tr("Search everything"),
                      tr("Prompts, replies, commands, files and their output, in every session."));
    else if (!hits)
        m_empty->tell(u"search"_s, tr("Nothing found"),
                      tr("No event holds all of these terms. Fewer words or a shorter time may help."));
    m_stack->setCurrentWidget(hits ? static_cast<QWidget *>(m_list) : m_empty);
    updateCount();
    if (std::exchange(m_enterWhenDone, false) && hits)
        enterList();
}

QString SearchPane::countText() const
{
    return m_count->text();
}

void SearchPane::updateCount()
{
    const int rows = m_model->rowCount();
    const qint64 total = m_model->total();
    if (m_field->text().trimmed().isEmpty())
        m_count->clear();
    else if (m_model->isBusy())
        m_count->setText(tr("searching …"));
    else if (m_model->isRankLimited())
        m_count->setText(
            tr("best of the last %1 of %2 hits").arg(assay::countText(searchRanked), assay::countText(total)));
    else if (total >= 0)
        m_count->setText(pluralText(static_cast<int>(total), tr("%1 hit"), tr("%1 hits")));
    else if (m_model->isCounting())
        m_count->setText(tr("first %1, counting …").arg(assay::countText(rows)));
    else
        m_count->setText(rows > 0 ? tr("first %1, not counted").arg(assay::countText(rows)) : QString());
}

void SearchPane::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
    QStringList terms;
    for (const auto &[start, length] : hit.marks) {
        const QString term = hit.snippet.mid(start, length);
        if (!term.isEmpty() && !terms.contains(term, Qt::CaseInsensitive))
            terms.append(term);
    }
    Q_EMIT hitChosen(hit.eventId, hit.sessionId, terms);
}

void SearchPane::enterList()
{
    if (m_model->isBusy() || m_model->text() != m_field->text()) {
        m_enterWhenDone = true;
        return;
    }
    if (m_model->rowCount() == 0)
        return;
    m_list->setFocus(Qt::TabFocusReason);
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
}

void SearchPane::search(const QString &text)
{
    m_field->setText(text);
}

void SearchPane::focusField()
{
    m_field->edit()->setFocus(Qt::ShortcutFocusReason);
    m_field->edit()->selectAll();
}

void SearchPane::restyle()
{
    const Theme *theme = Theme::instance();
    QPalette ground = Theme::palette(theme->isDark());
    ground.setColor(QPalette::Window, theme->color(Tone::Document));
    setPalette(ground);
    QPalette dim = ground;
    dim.setColor(QPalette::WindowText, theme->color(Tone::Text3));
    m_count->setPalette(dim);
    m_count->setFont(theme->font(Face::Row));
    m_count->setFixedHeight(theme->px(26));
    for (QToolButton *button : {m_newest, m_best}) {
        button->setFont(theme->font(Face::Row));
        button->setFixedHeight(theme->px(26));
    }
}

} // namespace assay
