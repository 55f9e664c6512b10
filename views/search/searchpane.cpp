// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/search/searchpane.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QStackedLayout>
#include <QToolButton>

#include "models/data/query/searchquery.h"
#include "models/items/vocabularyreader.h"
#include "views/search/hitdelegate.h"
#include "views/search/hitmenu.h"
#include "views/search/hitwalk.h"
#include "views/search/hitwords.h"
#include "views/search/searchstart.h"
#include "views/widgets/command.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterline.h"
#include "views/widgets/ground.h"
#include "views/widgets/loadingbar.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int typingPauseMs = 50;
constexpr int nearTheEnd = 20; // hits left: time for the next page

} // namespace

SearchPane::SearchPane(QueryRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_model(new SearchModel(runner, this))
    , m_field(new FilterLine(u"search"_s, tr("Words, \"exact words\", project:name, tool:Bash, is:error, after:7d"),
                             tr("Search everything"), this))
    , m_newest(new QToolButton(this))
    , m_best(new QToolButton(this))
    , m_count(new QLabel(this))
    , m_loading(new LoadingBar(this))
    , m_list(new QListView(this))
    , m_delegate(new HitDelegate(m_list))
    , m_empty(new EmptyState(this))
    , m_start(new SearchStart(this))
    , m_stack(new QStackedLayout)
    , m_walk(new HitWalk(m_model, this))
{
    build();
    m_field->setStepping(true);
    m_field->setPause(typingPauseMs);
    m_field->setVocabulary(new VocabularyReader(runner, this));
    connect(m_field, &FilterLine::changed, this, &SearchPane::run);
    connect(m_field, &FilterLine::entered, this, [this] { enter(m_atOnce); });
    connect(m_field, &FilterLine::stepped, this, &SearchPane::step);
    connect(m_field, &FilterLine::left, this, &SearchPane::closeRequested);
    connect(m_model, &SearchModel::problems, m_field, &FilterLine::setProblems);
    connect(m_model, &SearchModel::finished, this, &SearchPane::finished);
    connect(m_model, &SearchModel::totalChanged, this, &SearchPane::updateCount);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &SearchPane::updateCount);
    connect(m_model, &SearchModel::failed, this, &SearchPane::failed);
    connect(m_empty, &EmptyState::actRequested, this, [this] {
        if (m_failed)
            run();
        else
            m_field->setText(wordsOnly(m_field->text()));
    });
    connect(m_start, &SearchStart::chosen, this, [this](const QString &text) {
        m_field->setText(text);
        m_field->edit()->setFocus();
    });
    connect(m_walk, &HitWalk::reached, this, [this](int hit) {
        makeCurrent(hit);
        const SearchHit chosen = m_model->hit(hit);
        Q_EMIT hitChosen(chosen.eventId, chosen.sessionId, matchedWords(chosen));
    });
    connect(m_walk, &HitWalk::changed, this, [this] { Q_EMIT walkChanged(walkAt(), walkTotal()); });
    connect(this, &SearchPane::filterRequested, m_field, &FilterLine::addTerm);
    connect(Theme::instance(), &Theme::changed, this, &SearchPane::restyle);
    restyle();
    finished();
}

void SearchPane::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildTop();
    buildList();
    column->addWidget(m_loading);
    for (QWidget *each :
         {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_start)})
        m_stack->addWidget(each);
    column->addLayout(m_stack, 1);
    setAutoFillBackground(true);
    setAccessibleName(tr("Search"));
}

void SearchPane::buildTop()
{
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
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    top->addWidget(m_count, 0, Qt::AlignTop);
    static_cast<QVBoxLayout *>(layout())->addLayout(top);
}

void SearchPane::buildList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Hits"));
    describeKeys(m_field, {commandgroup::search(), tr("Open the current hit, else the first"), {}},
                 {Qt::CTRL | Qt::Key_Return});
    m_list->installEventFilter(this);
    m_field->edit()->installEventFilter(this);
    connect(m_list, &QListView::activated, this, &SearchPane::choose);
    connect(m_list, &QListView::clicked, this, &SearchPane::choose);
    connect(m_list, &QListView::customContextMenuRequested, this, &SearchPane::openMenu);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SearchPane::updateCount);
}

void SearchPane::run()
{
    m_whenDone = WhenDone::Nothing; // the reader types on
    m_failed = false;
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

void SearchPane::failed(const Error &error)
{
    if (error.code == Error::Code::NotFound) {
        finished(); // nothing was ever recorded: that is no error
        return;
    }
    m_failed = true;
    m_loading->end();
    m_empty->showError(error.what);
    m_stack->setCurrentWidget(m_empty);
    updateCount();
}

void SearchPane::tellNothingFound()
{
    if (!hasTerms(m_field->text())) {
        m_empty->tell(u"search"_s, tr("Nothing to search for"),
                      tr("None of these terms is understood. What is wrong with them is told below the line."));
        return;
    }
    const QString words = wordsOnly(m_field->text());
    m_empty->tell(u"search"_s, tr("Nothing found"),
                  tr("No event holds all of these terms. Fewer words or a longer time may help."),
                  words.isEmpty() ? QString() : tr("Search for the words alone"));
}

void SearchPane::finished()
{
    m_loading->end();
    const bool hits = m_model->hitCount() > 0;
    const bool blank = m_field->text().trimmed().isEmpty();
    const bool searched = hasTerms(m_field->text()) && m_model->text() == m_field->text();
    if (blank)
        m_start->setRecent(m_field->recent());
    else if (!hits)
        tellNothingFound();
    m_stack->setCurrentWidget(blank  ? static_cast<QWidget *>(m_start)
                              : hits ? static_cast<QWidget *>(m_list)
                                     : m_empty);
    m_field->setMatches(searched ? m_model->hitCount() : -1);
    updateCount();
    const WhenDone wanted = std::exchange(m_whenDone, WhenDone::Nothing);
    if (wanted != WhenDone::Nothing && hits)
        enter(wanted == WhenDone::Open);
}

QString SearchPane::countText() const
{
    return m_count->text();
}

void SearchPane::updateCount()
{
    const int rows = m_model->hitCount();
    const qint64 total = m_model->total();
    const int current = m_model->hitOfRow(m_list->currentIndex().row());
    QString text;
    if (m_field->text().trimmed().isEmpty())
        text.clear();
    else if (m_model->isBusy())
        text = tr("searching …");
    else if (m_model->isRankLimited())
        text = tr("best of the last %1 of %2 hits").arg(assay::countText(searchRanked), assay::countText(total));
    else if (total > 1 && current >= 0)
        text = tr("%1 of %2 hits").arg(assay::countText(current + 1), assay::countText(total));
    else if (total >= 0)
        text = pluralText(total, tr("%1 hit"), tr("%1 hits"));
    else if (m_model->isCounting())
        text = tr("first %1, counting …").arg(assay::countText(rows));
    else if (rows > 0)
        text = tr("first %1, not counted").arg(assay::countText(rows));
    if (m_model->sessions() > 1 && !m_model->isBusy() && !m_model->isRankLimited())
        text = tr("%1 in %2 sessions").arg(text, assay::countText(m_model->sessions()));
    m_count->setText(text);
}

void SearchPane::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    m_field->remember();
    const int number = m_model->hitOfRow(index.row());
    if (number < 0) {
        Q_EMIT sessionChosen(index.data(SearchModel::SessionIdRole).toLongLong());
        return;
    }
    const SearchHit hit = m_model->hit(number);
    m_walk->begin(number);
    Q_EMIT hitChosen(hit.eventId, hit.sessionId, matchedWords(hit));
}

void SearchPane::makeCurrent(int hit)
{
    const QModelIndex index = m_model->index(m_model->rowOfHit(hit));
    m_list->setCurrentIndex(index);
    if (hit == 0)
        m_list->scrollToTop(); // with the head above it
    if (hit + nearTheEnd >= m_model->hitCount())
        m_model->fetchMore({});
}

// From the field: opens what the arrow keys chose; else goes to the first hit, once there is one, or opens it at once.
void SearchPane::enter(bool atOnce)
{
    if (m_model->isBusy() || m_model->text() != m_field->text()) {
        m_whenDone = atOnce ? WhenDone::Open : WhenDone::Enter;
        return;
    }
    if (m_model->hitCount() == 0)
        return;
    const QModelIndex current = m_list->currentIndex();
    if (current.isValid() && m_field->edit()->hasFocus()) {
        choose(current);
        return;
    }
    m_list->setFocus(Qt::TabFocusReason);
    if (!current.isValid() || m_model->hitOfRow(current.row()) < 0)
        makeCurrent(0);
    if (atOnce)
        choose(m_list->currentIndex());
}

void SearchPane::step(int by)
{
    const int hits = m_model->hitCount();
    if (hits == 0)
        return;
    const int current = m_model->hitOfRow(m_list->currentIndex().row());
    if (current <= 0 && by == -1) {
        m_list->setCurrentIndex({}); // back in the field alone
        m_list->scrollToTop();
        return;
    }
    makeCurrent(std::clamp(current + by, 0, hits - 1));
}

void SearchPane::openMenu(const QPoint &at)
{
    const QModelIndex under = m_list->indexAt(at);
    const QModelIndex index = under.isValid() ? under : m_list->currentIndex();
    if (!index.isValid())
        return;
    const QPoint place = under.isValid() ? at : m_list->visualRect(index).center();
    const HitActs acts{[this, row = QPersistentModelIndex(index)] { choose(row); },
                       [this](const QString &term) { Q_EMIT filterRequested(term); }};
    makeHitMenu(index.data(SearchModel::HitRole).value<SearchHit>(), index.data(SearchModel::HeadRole).toBool(),
                m_runner, acts, this)
        ->popup(m_list->viewport()->mapToGlobal(place));
}

bool SearchPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        m_delegate->setActive(event->type() == QEvent::FocusIn);
        m_list->viewport()->update();
    } else if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (watched == m_list && key->key() == Qt::Key_Escape) {
            m_field->edit()->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (watched == m_field->edit()) // the line tells that it was Return, not with what
            m_atOnce = key->modifiers().testFlag(Qt::ControlModifier);
    }
    return QWidget::eventFilter(watched, event);
}

bool SearchPane::hasHit(int step) const
{
    return m_walk->has(step);
}

void SearchPane::openHit(int step)
{
    m_walk->go(step);
}

void SearchPane::endWalk()
{
    m_walk->end();
}

int SearchPane::walkAt() const
{
    return m_walk->at() + 1;
}

void SearchPane::search(const QString &text)
{
    m_field->setText(text);
}

void SearchPane::focusField()
{
    m_field->edit()->setFocus(Qt::ShortcutFocusReason);
    m_field->edit()->selectAll();
    if (m_field->text().isEmpty())
        m_start->setRecent(m_field->recent());
}

void SearchPane::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Document);
    setTextTone(m_count, Tone::Text3);
    m_count->setFont(theme->font(Face::Row));
    m_count->setFixedSize(theme->px(230), theme->px(26));
    for (QToolButton *button : {m_newest, m_best}) {
        button->setFont(theme->font(Face::Row));
        button->setFixedHeight(theme->px(26));
    }
    m_list->doItemsLayout();
}

} // namespace assay
