// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptfinder.h"

#include <algorithm>

#include <QLineEdit>

#include "models/items/transcriptmodel.h"
#include "views/transcript/findbar.h"
#include "views/transcript/transcriptselection.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestWords = 200; // of a selection that is taken as what to find

} // namespace

TranscriptFinder::TranscriptFinder(TranscriptView *view)
    : QObject(view)
    , m_view(view)
    , m_bar(new FindBar(view))
{
    connect(m_bar, &FindBar::changed, this, [this] { search(true); });
    connect(m_bar, &FindBar::walked, this, &TranscriptFinder::walk);
    connect(m_bar, &HeadBar::closed, this, &TranscriptFinder::end);
    connect(m_view, &TranscriptView::revealed, this, &TranscriptFinder::arrived);
    connect(&m_find, &SessionFind::progressed, this, &TranscriptFinder::follow);
    connect(&m_find, &SessionFind::failed, this, [this](const QString &what) {
        if (m_at < 0) { // the hit that the reader was at is not found anew
            m_event = 0;
            m_wanted = 0;
        }
        m_bar->setCount(what, true);
    });
}

void TranscriptFinder::open()
{
    const QString selected = m_view->selection()->textInSight();
    if (!selected.isEmpty() && selected.size() <= longestWords && !selected.contains(u'\n'))
        m_bar->field()->setText(selected);
    const bool again = !m_bar->isOpen();
    m_bar->open();
    if (again)
        search(true);
}

void TranscriptFinder::watch(TranscriptModel *model)
{
    if (m_watched == model)
        return;
    if (m_watched != nullptr)
        m_watched->disconnect(this);
    m_watched = model;
    if (model == nullptr)
        return;
    connect(model, &TranscriptModel::opened, this, [this] {
        if (m_bar->isOpen() && m_watched->sessionId() != m_session)
            search(false);
    });
    connect(model, &TranscriptModel::sessionChanged, this, &TranscriptFinder::searchFurther);
    connect(model, &TranscriptModel::reordered, this, &TranscriptFinder::searchAnew);
    connect(model, &TranscriptModel::failed, this, [this] { m_going = false; }); // the next key goes on from there
}

void TranscriptFinder::end()
{
    m_find.stop();
    m_going = m_goThere = false;
    m_event = 0;
    m_at = -1;
    m_view->setFound({});
}

void TranscriptFinder::search(bool goThere)
{
    const FoundTerms what = m_bar->wanted();
    TranscriptModel *model = m_view->model();
    m_at = -1;
    m_event = 0;
    m_wanted = 0;
    m_going = false;
    m_goThere = goThere;
    m_view->setFound(what);
    watch(model);
    if (model == nullptr)
        return;
    m_session = model->sessionId();
    m_find.start(model->runner(), m_session, what.terms.value(0), what.caseSensitivity,
                 m_view->eventAt(m_view->currentRow()));
}

void TranscriptFinder::searchFurther()
{
    if (m_bar->isOpen() && m_watched->sessionId() == m_session)
        m_find.lookFurther(m_watched->runner(), m_event != 0 ? m_event : m_view->eventAt(m_view->currentRow()));
}

// Events moved or went: what was found stands elsewhere now, and some of it nowhere.
void TranscriptFinder::searchAnew()
{
    if (!m_bar->isOpen() || m_watched->sessionId() != m_session)
        return;
    const FoundTerms what = m_bar->wanted();
    m_at = -1;
    m_find.start(m_watched->runner(), m_session, what.terms.value(0), what.caseSensitivity,
                 m_event != 0 ? m_event : m_view->eventAt(m_view->currentRow()));
}

void TranscriptFinder::follow()
{
    const QList<FoundEvent> &found = m_find.found();
    // Events may have come before it, or it is gone.
    if (m_event != 0 && (m_at < 0 || m_at >= found.size() || found.at(m_at).event != m_event)) {
        const auto isIt = [this](const FoundEvent &each) { return each.event == m_event; };
        const auto it = std::find_if(found.cbegin(), found.cend(), isIt);
        m_at = it != found.cend() ? static_cast<int>(it - found.cbegin()) : -1;
        if (m_at < 0 && !m_find.isRunning()) {
            m_event = 0;
            m_going = false;
            m_goThere = m_goThere || std::exchange(m_wanted, 0) != 0;
        }
    }
    if (m_goThere)
        goToFirst();
    if (m_at >= 0 && !m_going && m_wanted != 0)
        walk(std::exchange(m_wanted, 0));
    tell();
}

// From where the reader is, as soon as it is known.
void TranscriptFinder::goToFirst()
{
    const int from = m_find.firstFromOrigin();
    const auto count = static_cast<int>(m_find.found().size());
    if (from >= 0 && from < count)
        goTo(from, 0);
    else if (!m_find.isRunning() && count > 0)
        wrap(1);
    else
        m_goThere = m_find.isRunning();
}

void TranscriptFinder::goTo(int index, int occurrence)
{
    m_at = index;
    m_event = m_find.found().at(index).event;
    m_goThere = false;
    m_occurrence = occurrence;
    m_going = true;
    m_view->reveal(m_event, m_bar->wanted(), occurrence);
    tell();
}

void TranscriptFinder::wrap(int direction)
{
    Q_EMIT m_view->noted(direction > 0 ? tr("No more below; from the start again.")
                                       : tr("No more above; from the end again."));
    if (direction > 0)
        goTo(0, 0);
    else
        goTo(static_cast<int>(m_find.found().size()) - 1, -1);
}

void TranscriptFinder::walk(int direction)
{
    if (!m_bar->isOpen()) {
        open();
        return;
    }
    if (m_view->model() != nullptr && m_view->model()->sessionId() != m_session) {
        search(true);
        return;
    }
    const auto count = static_cast<int>(m_find.found().size());
    if (m_going || (m_at < 0 && m_event != 0)) {
        m_wanted = direction;
        return;
    }
    if (m_at < 0) {
        m_goThere = true;
        goToFirst();
        return;
    }
    const int next = m_occurrence + direction;
    const int event = m_at + direction;
    if (next >= 0 && next < m_occurrences)
        goTo(m_at, next);
    else if (event >= 0 && event < count)
        goTo(event, direction > 0 ? 0 : -1);
    else if (!m_find.isRunning())
        wrap(direction);
}

void TranscriptFinder::arrived(qint64 event, int occurrence, int count)
{
    if (!m_going || event != m_event)
        return;
    m_going = false;
    m_occurrence = std::max(0, occurrence);
    m_occurrences = count;
    if (m_wanted != 0)
        walk(std::exchange(m_wanted, 0));
}

void TranscriptFinder::tell()
{
    const qint64 count = m_find.found().size();
    if (m_bar->wanted().terms.isEmpty()) {
        m_bar->setCount({}, false);
        return;
    }
    if (count == 0 && !m_find.isRunning()) {
        m_bar->setCount(tr("Nothing found"), true);
        return;
    }
    const QString events = pluralText(count, tr("%1 event"), tr("%1 events"));
    const QString place = m_at >= 0 ? tr("%1 of %2").arg(countText(m_at + 1), events) : events;
    QString text = tr("%1 · %2").arg(place, pluralText(m_find.hits(), tr("%1 hit"), tr("%1 hits")));
    if (m_find.isRunning())
        text = tr("%1 · %2 % searched").arg(text, QString::number(m_find.percent()));
    m_bar->setCount(text, false);
}

} // namespace assay
