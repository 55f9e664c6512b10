// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptpane.h"

#include <QAction>
#include <QCoreApplication>
#include <QDateTime>
#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QWheelEvent>

#include "models/data/live.h"
#include "models/items/timelinereader.h"
#include "models/items/transcriptmodel.h"
#include "views/shell/agentdoor.h"
#include "views/text/visibletext.h"
#include "views/timeline/timelinestrip.h"
#include "views/timeline/waterfallmodel.h"
#include "views/timeline/waterfallpane.h"
#include "views/transcript/deleteddocument.h"
#include "views/transcript/documentheader.h"
#include "views/transcript/runningcalls.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/ground.h"
#include "views/widgets/loadingbar.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto splitterKey = "transcript/waterfall"_L1;
constexpr int jumpTop = 24; // of a row that was jumped to

} // namespace

TranscriptPane::TranscriptPane(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QWidget(parent)
    , m_door(door)
    , m_model(new TranscriptModel(runner, this))
    , m_timeline(new TimelineReader(runner, this))
    , m_head(new DocumentHeader(this))
    , m_bar(new LoadingBar(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_view(new TranscriptView(this))
    , m_calls(new RunningCalls(m_model, this))
    , m_strip(new TimelineStrip(this))
    , m_waterfall(new WaterfallPane(runner, this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
    , m_liveEnds(new QTimer(this))
{
    buildContent();
    buildCommands();
    connectModel();
    connectLinks();
    m_liveEnds->setSingleShot(true);
    connect(m_liveEnds, &QTimer::timeout, this, &TranscriptPane::showLive);
    connect(m_liveEnds, &QTimer::timeout, m_calls, &RunningCalls::look);
    connect(Theme::instance(), &Theme::changed, this, &TranscriptPane::restyle);
    restyle();
    showContent();
    showActs();
}

TranscriptPane::~TranscriptPane()
{
    m_view->setModel(nullptr);
}

void TranscriptPane::buildContent()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_bar);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    auto *content = new QWidget(m_splitter);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *document = new QVBoxLayout;
    document->setSpacing(0);
    document->addLayout(m_stack, 1);
    document->addWidget(m_calls);
    row->addLayout(document, 1);
    row->addWidget(m_strip);
    m_splitter->setAccessibleName(tr("Transcript and waterfall"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(content);
    m_splitter->addWidget(m_waterfall);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    column->addWidget(m_splitter, 1);
    m_waterfall->hide();
    m_head->hide();
    setAutoFillBackground(true);
    m_view->setModel(m_model);
    m_deleted = new DeletedDocument(m_door, m_view, m_empty);
}

void TranscriptPane::connectModel()
{
    connect(m_model, &TranscriptModel::opened, this, [this] {
        setLoading(false);
        m_timeline->open(m_model->sessionId(), m_model->runId());
        showHead();
        showContent();
        Q_EMIT opened();
        m_told = 0; // whoever shows the event has just heard of the session
        currentChanged(m_view->currentRow());
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &TranscriptPane::showContent);
    connect(m_model, &TranscriptModel::sessionChanged, this, &TranscriptPane::showHead);
    connect(m_model, &TranscriptModel::located, this, [this] {
        setLoading(false);
        showContent();
    });
    connect(m_model, &TranscriptModel::failed, this, [this](const QString &what) {
        setLoading(false);
        if (m_model->rowCount() > 0) {
            Q_EMIT noted(what); // the transcript stays
            return;
        }
        m_empty->showError(what);
        m_stack->setCurrentWidget(m_empty);
    });
    connect(m_empty, &EmptyState::actRequested, this, [this] {
        if (m_deleted->isShown())
            m_deleted->undo();
        else
            open(m_model->sessionId(), m_model->runId());
    });
    connect(m_model, &TranscriptModel::gone, this, [this] {
        m_timeline->open(0, 0);
        m_waterfall->setEvent(0);
    });
    connect(m_model, &TranscriptModel::gone, this, &TranscriptPane::closed, Qt::QueuedConnection);
    connect(m_deleted, &DeletedDocument::openRequested, this, &TranscriptPane::open);
    connect(m_view, &TranscriptView::runRequested, this,
            [this](qint64 runId) { Q_EMIT runRequested(m_model->sessionId(), runId); });
    connect(m_view, &TranscriptView::noted, this, &TranscriptPane::noted);
    connect(m_view, &TranscriptView::bookmarkRequested, m_door, &AgentDoor::bookmarkEvent);
    connect(m_head, &DocumentHeader::crumbClicked, this, [this](qint64 run) {
        if (run == 0)
            Q_EMIT sessionRequested(m_model->sessionId());
        else
            Q_EMIT runRequested(m_model->sessionId(), run);
    });
}

// The transcript, its timeline and the waterfall show the same place.
void TranscriptPane::connectLinks()
{
    connect(m_timeline, &TimelineReader::changed, this, [this] {
        m_strip->setTimeline(m_timeline->timeline());
        m_view->setBookmarks(m_timeline->timeline().bookmarks);
        showActs();
    });
    connect(m_timeline, &TimelineReader::described, m_strip, &TimelineStrip::describe);
    connect(m_strip, &TimelineStrip::wordsRequested, m_timeline, &TimelineReader::askFor);
    connect(m_strip, &TimelineStrip::rowRequested, this, &TranscriptPane::goToThreadRow);
    connect(m_strip, &TimelineStrip::scrubbed, this, [this](int row) {
        TranscriptView::Place place = m_view->place(); // runs that stand open stay so
        place.row = std::max(0, m_model->rowOfThread(row));
        place.top = 0;
        m_view->setPlace(place);
    });
    connect(m_strip, &TimelineStrip::wheeled, this,
            [this](QWheelEvent *event) { QCoreApplication::sendEvent(m_view->viewport(), event); });
    connect(m_view, &TranscriptView::rowsInSightChanged, this, [this](int first, int last) {
        m_strip->setInSight(m_model->threadRowOf(first), m_model->threadRowOf(last));
    });
    connect(m_view, &TranscriptView::currentRowChanged, this, &TranscriptPane::currentChanged);
    // The row may have been on its way when it became current.
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        if (m_view->currentRow() >= first.row() && m_view->currentRow() <= last.row())
            currentChanged(m_view->currentRow());
    });
    connect(m_waterfall, &WaterfallPane::eventRequested, this, &TranscriptPane::goTo);
    connect(m_waterfall, &WaterfallPane::closeRequested, this, [this] { setWaterfallShown(false); });
}

void TranscriptPane::open(qint64 sessionId, qint64 runId)
{
    setLoading(true);
    m_deleted->forget();
    m_model->open(sessionId, runId);
}

void TranscriptPane::reveal(qint64 eventId, const QStringList &terms)
{
    setLoading(true);
    m_deleted->forget();
    m_view->reveal(eventId, terms);
}

void TranscriptPane::setLoading(bool loading)
{
    m_loading = loading;
    if (loading)
        m_bar->begin();
    else
        m_bar->end();
}

void TranscriptPane::refresh()
{
    m_deleted->look();
    if (m_model->sessionId() == 0)
        return;
    m_view->refresh();
    m_calls->look(); // a hook may have told something that no transcript tells
    m_timeline->refresh();
    m_waterfall->refresh();
}

void TranscriptPane::setWaterfallShown(bool shown)
{
    QSettings settings;
    if (!shown && m_waterfall->isVisible())
        settings.setValue(splitterKey, m_splitter->saveState());
    const bool hadFocus = m_waterfall->isAncestorOf(focusWidget());
    m_waterfall->setVisible(shown);
    m_showWaterfall->setChecked(shown);
    if (!shown) {
        if (hadFocus)
            m_view->setFocus();
        return;
    }
    if (!m_splitter->restoreState(settings.value(splitterKey).toByteArray())) {
        const int height = Theme::instance()->px(220);
        m_splitter->setSizes({std::max(height, m_splitter->height() - height), height});
    }
    m_waterfall->setEvent(currentEvent());
}

QString TranscriptPane::title() const
{
    if (m_model->sessionId() == 0)
        return {};
    if (m_model->runId() != 0)
        return m_model->run().description.isEmpty() ? tr("Sub-agent run") : visibleLine(m_model->run().description);
    return m_model->session().title.isEmpty() ? tr("(no prompt)") : visibleLine(m_model->session().title);
}

void TranscriptPane::showHead()
{
    const SessionRow &session = m_model->session();
    const bool inRun = m_model->runId() != 0;
    m_head->setVisible(m_model->sessionId() != 0);
    m_strip->setVisible(m_model->sessionId() != 0);
    QList<DocumentHeader::Crumb> crumbs;
    if (inRun) {
        crumbs.append({session.title.isEmpty() ? tr("Session") : session.title, 0});
        const QList<RunPlace> &path = m_model->path();
        for (qsizetype i = 0; i + 1 < path.size(); ++i) // the last one is the document
            crumbs.append(
                {path.at(i).run.description.isEmpty() ? tr("Run") : path.at(i).run.description, path.at(i).run.id});
    }
    m_head->setCrumbs(crumbs);
    m_head->setTitle(title(), inRun ? u"subagent"_s : u"branch"_s, inRun,
                     inRun ? m_model->run().agentType : session.branch);
    m_waterfall->model()->setFolder(session.cwd);
    showLive();
    lookForFolder();
    showActs();
}

void TranscriptPane::showLive()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool live = m_model->sessionId() != 0 && isLive(m_model->session(), now);
    m_head->setLive(live);
    const qint64 last = std::max(m_model->session().endedAt, m_model->session().seenAt);
    if (live)
        m_liveEnds->start(static_cast<int>(std::clamp<qint64>(last + liveMs - now, 0, liveMs)) + 1);
    else
        m_liveEnds->stop();
}

void TranscriptPane::showContent()
{
    const bool rows = m_model->rowCount() > 0;
    if (m_model->sessionId() == 0) {
        m_head->hide();
        m_strip->hide();
        if (m_deleted->isShown())
            m_deleted->show();
        else
            m_empty->tell(u"sessions"_s, tr("Nothing selected"), tr("Select a session at the left to read it."));
    } else if (!rows && !m_loading) {
        m_empty->tell(u"sessions"_s, tr("Nothing to show"),
                      tr("This session holds no events: the client wrote only lines about itself."));
    }
    // While a session is on its way its frame stands empty; nothing flashes.
    m_stack->setCurrentWidget(rows || (m_model->sessionId() != 0 && m_loading) ? static_cast<QWidget *>(m_view)
                                                                               : m_empty);
}

qint64 TranscriptPane::currentEvent() const
{
    const int row = m_view->currentRow();
    const EventRow *event = row >= 0 ? m_model->eventAt(row) : nullptr;
    return event != nullptr ? event->id : 0;
}

void TranscriptPane::currentChanged(int row)
{
    m_strip->setCurrentRow(m_model->threadRowOf(row));
    const qint64 event = currentEvent();
    if (event == std::exchange(m_told, event))
        return;
    if (event != 0)
        m_waterfall->setEvent(event);
    showActs();
    Q_EMIT currentEventChanged(event);
}

// Where the event stands in the thread; what lies in a run is opened in place.
void TranscriptPane::goTo(qint64 eventId)
{
    const int row = m_timeline->rowOf(eventId);
    if (row >= 0)
        m_view->setCurrentRow(m_model->rowOfThread(row));
    else
        reveal(eventId, {});
}

void TranscriptPane::goToThreadRow(int row)
{
    const int shown = m_model->rowOfThread(row);
    if (shown < 0)
        return;
    TranscriptView::Place place = m_view->place();
    place.row = place.current = shown;
    place.top = Theme::instance()->px(jumpTop);
    m_view->setPlace(place);
}

void TranscriptPane::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Document);
    m_waterfall->setMinimumHeight(theme->px(110));
}

} // namespace assay
