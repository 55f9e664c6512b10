// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptfinder.h"

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
    connect(m_bar, &FindBar::changed, this, &TranscriptFinder::search);
    connect(m_bar, &FindBar::walked, this, &TranscriptFinder::walk);
    connect(m_bar, &HeadBar::closed, this, &TranscriptFinder::end);
    connect(m_view, &TranscriptView::revealed, this, &TranscriptFinder::arrived);
    connect(&m_find, &SessionFind::progressed, this, &TranscriptFinder::follow);
    connect(&m_find, &SessionFind::failed, this, [this](const QString &what) { m_bar->setCount(what, true); });
}

void TranscriptFinder::open()
{
    const QString selected = m_view->selection()->textInSight();
    if (!selected.isEmpty() && selected.size() <= longestWords && !selected.contains(u'\n'))
        m_bar->field()->setText(selected);
    const bool again = !m_bar->isOpen();
    m_bar->open();
    if (again)
        search();
}

void TranscriptFinder::end()
{
    m_find.stop();
    m_going = false;
    m_view->setFound({});
}

void TranscriptFinder::search()
{
    const FoundTerms what = m_bar->wanted();
    const TranscriptModel *model = m_view->model();
    m_at = -1;
    m_wanted = 0;
    m_going = false;
    m_view->setFound(what);
    if (model == nullptr)
        return;
    m_session = model->sessionId();
    m_find.start(model->runner(), m_session, what.terms.value(0), what.caseSensitivity,
                 m_view->eventAt(m_view->currentRow()));
}

// To the first from where the reader is, as soon as it is known.
void TranscriptFinder::follow()
{
    const int from = m_find.firstFromOrigin();
    const auto count = static_cast<int>(m_find.found().size());
    if (m_at < 0 && from >= 0 && from < count)
        goTo(from, 0);
    else if (m_at < 0 && !m_find.isRunning() && count > 0)
        wrap(1);
    tell();
}

void TranscriptFinder::goTo(int index, int occurrence)
{
    m_at = index;
    m_occurrence = occurrence;
    m_going = true;
    m_view->reveal(m_find.found().at(index).event, m_bar->wanted(), occurrence);
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
        search();
        return;
    }
    const auto count = static_cast<int>(m_find.found().size());
    if (m_going || m_at < 0 || count == 0) {
        m_wanted = direction;
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
    if (!m_going || m_at < 0 || m_find.found().at(m_at).event != event)
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
