// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Where the window goes, and how it comes back.
#include "views/shell/mainwindow.h"

#include <QLineEdit>
#include <QStackedWidget>

#include "models/data/query/sessionquery.h"
#include "models/items/ask.h"
#include "models/items/transcriptmodel.h"
#include "views/capture/healthpane.h"
#include "views/desk/deskpage.h"
#include "views/now/nowpage.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/agentdoor.h"
#include "views/shell/panesplitter.h"
#include "views/shell/statusstrip.h"
#include "views/shell/toolstrip.h"
#include "views/shell/welcomepane.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/filterline.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

bool MainWindow::isOpen(qint64 sessionId, qint64 runId) const
{
    const TranscriptModel *model = m_transcript->model();
    return !m_transcript->isLoading() && model->rowCount() > 0 && model->sessionId() == sessionId &&
           model->runId() == runId;
}

Visit MainWindow::visitOf(Visit::Document document) const
{
    Visit where;
    where.document = document;
    where.workspace = m_workspace;
    where.filter = m_list->filterText();
    return where;
}

void MainWindow::rememberPlace()
{
    Visit &present = m_visits.present();
    if (present.workspace != m_workspace)
        return;
    if (present.document == Visit::Document::Transcript && m_transcript->model()->sessionId() != 0 &&
        !m_transcript->isLoading()) {
        // An event that was searched for may lie in a run.
        present.sessionId = m_transcript->model()->sessionId();
        present.runId = m_transcript->model()->runId();
        present.place = m_transcript->view()->place();
        present.title = m_transcript->title();
    } else if (present.document == Visit::Document::Search) {
        present.search = m_search->field()->text();
        present.title = present.search.isEmpty() ? tr("Search") : tr("Search: %1").arg(present.search);
    } else if (present.document == Visit::Document::Welcome) {
        present.title = tr("Welcome");
    } else if (present.document == Visit::Document::Health) {
        present.title = tr("Capture health");
    } else if (present.document == Visit::Document::Skills) {
        present.title = tr("Skills");
    } else if (present.document == Visit::Document::Now) {
        present.title = tr("Now");
    } else if (present.title.isEmpty()) {
        present.title = tr("Sessions");
    }
}

void MainWindow::visit(const Visit &where)
{
    m_going = 0;
    m_typingFilter = false;
    m_restorePlace = false;
    rememberPlace();
    if (m_visits.present().document == Visit::Document::Nothing && m_visits.present().filter == where.filter &&
        m_visits.present().workspace == where.workspace)
        m_visits.present() = where;
    else
        m_visits.add(where);
    m_tools->setHistory(m_visits);
}

void MainWindow::showVisit(const Visit &where)
{
    const bool search = where.document == Visit::Document::Search;
    const bool skills = where.document == Visit::Document::Skills;
    const bool now = where.document == Visit::Document::Now;
    m_pages->setCurrentWidget(search   ? static_cast<QWidget *>(m_search)
                              : skills ? static_cast<QWidget *>(m_desk)
                              : now    ? static_cast<QWidget *>(m_now)
                                       : m_panes);
    m_tools->setPageShown(search ? -1 : skills ? m_skillsTab : now ? m_nowTab : 0);
    if (where.document == Visit::Document::Welcome)
        m_documents->setCurrentWidget(m_welcome);
    else if (where.document == Visit::Document::Health)
        m_documents->setCurrentWidget(m_health);
    else if (where.document == Visit::Document::Transcript)
        m_documents->setCurrentWidget(m_reading);
    updateTitle();
}

// The page as it was left, when it is not shown.
void MainWindow::showSessions()
{
    if (m_pages->currentWidget() == m_panes)
        return;
    Visit where = visitOf(Visit::Document::Nothing);
    for (const Visit &before : m_visits.behind()) {
        if (before.document == Visit::Document::Search || before.document == Visit::Document::Skills ||
            before.document == Visit::Document::Now || before.document == Visit::Document::Nothing ||
            before.workspace != m_workspace)
            continue;
        where = before;
        where.filter = m_list->filterText();
        break;
    }
    visit(where);
    showVisit(where);
}

void MainWindow::showWelcome()
{
    if (isWelcomeShown())
        return;
    const Visit where = visitOf(Visit::Document::Welcome);
    visit(where);
    showVisit(where);
}

void MainWindow::showHealth()
{
    if (m_pages->currentWidget() == m_panes && m_documents->currentWidget() == m_health)
        return;
    const Visit where = visitOf(Visit::Document::Health);
    visit(where);
    showVisit(where);
}

void MainWindow::openSession(qint64 sessionId, qint64 runId)
{
    Visit where = visitOf(Visit::Document::Transcript);
    where.sessionId = sessionId;
    where.runId = runId;
    const bool another = m_visits.present().sessionId != sessionId;
    const bool open = isOpen(sessionId, runId);
    const bool coming = m_transcript->isLoading() && !another && m_visits.present().runId == runId;
    if (!isTranscriptShown() || !(open || coming))
        visit(where);
    showVisit(where);
    if (another)
        m_search->endWalk();
    if (!open && !coming)
        m_transcript->open(sessionId, runId);
    if (runId != 0)
        m_transcript->view()->setFocus();
}

void MainWindow::openEvent(qint64 eventId, qint64 sessionId, const QStringList &terms)
{
    Visit where = visitOf(Visit::Document::Transcript);
    where.sessionId = sessionId;
    visit(where);
    showVisit(where);
    m_transcript->reveal(eventId, terms);
    m_transcript->view()->setFocus();
}

void MainWindow::openSkills(const QString &candidate)
{
    if (m_pages->currentWidget() != m_desk) {
        const Visit where = visitOf(Visit::Document::Skills);
        visit(where);
        showVisit(where);
    }
    if (!candidate.isEmpty())
        m_desk->openCandidate(candidate);
    m_desk->refresh();
    m_desk->setFocus();
}

void MainWindow::openNow()
{
    if (m_pages->currentWidget() != m_now) {
        const Visit where = visitOf(Visit::Document::Now);
        visit(where);
        showVisit(where);
    }
    m_now->focusField();
}

void MainWindow::openSearch(const QString &text)
{
    if (m_pages->currentWidget() != m_search) {
        const Visit where = visitOf(Visit::Document::Search);
        visit(where);
        showVisit(where);
    }
    if (!text.isEmpty())
        m_search->search(text);
    m_search->focusField();
}

// A session that was deleted meanwhile is passed over.
void MainWindow::go(int steps)
{
    m_going = 0;
    if (!m_visits.canGo(steps))
        return;
    rememberPlace();
    const Visit &where = m_visits.at(steps);
    const bool known = where.workspace != m_workspace || where.document != Visit::Document::Transcript ||
                       isOpen(where.sessionId, where.runId);
    if (known) {
        goWhereChecked(steps, true);
        return;
    }
    m_going = steps;
    ask<SessionRow>(
        *m_runner, QueryRunner::Lane::Paging, this, true,
        [id = where.sessionId](Database &db) { return readSession(db, id); },
        [this, steps](const Result<SessionRow> &session) {
            if (m_going == steps)
                goWhereChecked(steps, session || session.error().code != Error::Code::NotFound);
        });
}

void MainWindow::goWhereChecked(int steps, bool there)
{
    m_going = 0;
    if (!there) {
        m_status->note(tr("“%1” was deleted, so it was passed over.").arg(m_visits.at(steps).title));
        m_visits.forget(steps);
        m_tools->setHistory(m_visits);
        // The next one in this direction has taken its place.
        if (m_visits.canGo(steps))
            go(steps);
        return;
    }
    m_visits.go(steps);
    m_typingFilter = false;
    if (m_visits.present().workspace == m_workspace)
        showPresent();
    else
        m_door->showWorkspace(m_visits.present().workspace);
}

void MainWindow::showPresent()
{
    const Visit where = m_visits.present();
    if (m_list->filterText() != where.filter)
        m_list->setFilterText(where.filter);
    showVisit(where);
    if (where.document == Visit::Document::Transcript && isOpen(where.sessionId, where.runId)) {
        m_transcript->view()->setPlace(where.place);
        m_list->setCurrentSession(where.sessionId);
    } else if (where.document == Visit::Document::Transcript) {
        m_restorePlace = true;
        m_transcript->open(where.sessionId, where.runId);
    } else if (where.document == Visit::Document::Search && m_search->field()->text() != where.search) {
        m_search->search(where.search);
    }
    m_tools->setHistory(m_visits);
}

// A filter is a place too: what is typed in one go is one.
void MainWindow::filterChanged(const QString &text)
{
    if (m_visits.present().filter == text)
        return;
    rememberPlace();
    const bool typing = m_list->isAncestorOf(focusWidget());
    if (typing && m_typingFilter) {
        m_visits.present().filter = text;
    } else {
        Visit where = m_visits.present();
        where.filter = text;
        m_visits.add(where);
        m_typingFilter = typing;
    }
    m_tools->setHistory(m_visits);
}

void MainWindow::takeOver(MainWindow &previous)
{
    previous.rememberPlace();
    setGeometry(previous.geometry());
    setWindowState(previous.windowState());
    m_panes->setState(previous.m_panes->state());
    m_visits = previous.m_visits;
    if (m_visits.present().workspace == m_workspace) {
        showPresent();
    } else {
        m_visits.add(visitOf(Visit::Document::Nothing));
        m_tools->setHistory(m_visits);
    }
}

} // namespace assay
