// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the panes tell each other, by way of the window.
#include "views/shell/mainwindow.h"

#include <QLineEdit>
#include <QTreeView>

#include "models/data/filter/filterterm.h"
#include "models/items/transcriptmodel.h"
#include "views/capture/healthpane.h"
#include "views/desk/deskpage.h"
#include "views/export/exportdialog.h"
#include "views/inspector/inspectorpane.h"
#include "views/now/nowpage.h"
#include "views/search/hitstrip.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/palette.h"
#include "views/shell/panesplitter.h"
#include "views/shell/settingsdialog.h"
#include "views/shell/statusstrip.h"
#include "views/shell/toolstrip.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/filterline.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

void MainWindow::connectFrame()
{
    connect(m_tools, &ToolStrip::visitRequested, this, &MainWindow::go);
    connect(m_tools, &ToolStrip::pageRequested, this, [this](int page) {
        if (page == m_skillsTab)
            openSkills();
        else if (page == m_nowTab)
            openNow();
        else
            showSessions();
    });
    connect(m_desk, &DeskPage::countChanged, this, [this](int open) { m_tools->setPageCount(m_skillsTab, open); });
    connect(m_now, &NowPage::eventRequested, this,
            [this](qint64 event, qint64 session) { openEvent(event, session, {}); });
    connect(m_now, &NowPage::sessionRequested, this, [this](qint64 session) { openSession(session); });
    connect(m_door, &AgentDoor::stateChanged, m_desk, [this] {
        if (m_desk->isVisible())
            m_desk->refresh(); // what could not be asked before
    });
    connect(m_desk, &DeskPage::noted, m_status, &StatusStrip::note);
    connect(m_desk, &DeskPage::eventRequested, this,
            [this](qint64 event, qint64 session) { openEvent(event, session, {}); });
    connect(m_tools, &ToolStrip::paletteRequested, this, &MainWindow::openPalette);
    connect(m_tools, &ToolStrip::listToggled, m_panes, &PaneSplitter::toggleList);
    connect(m_tools, &ToolStrip::inspectorToggled, m_panes, &PaneSplitter::toggleInspector);
    const auto showPanes = [this] { m_tools->setPanes(m_panes->isListShown(), m_panes->isInspectorShown()); };
    connect(m_panes, &PaneSplitter::panesChanged, this, showPanes);
    showPanes();
    connect(m_status, &StatusStrip::eventRequested, this,
            [this](qint64 event, qint64 session) { openEvent(event, session, {}); });
    connect(m_status, &StatusStrip::healthRequested, this, &MainWindow::showHealth);
    connect(m_status, &StatusStrip::glanceRead, m_health, &HealthPane::setGlance);
    connect(m_health, &HealthPane::wiringRequested, this, [this] { openSettings()->showWiring(); });
    connect(m_health, &HealthPane::settingsRequested, this,
            [this] { openSettings()->showPage(SettingsDialog::Page::Capture); });
    connect(m_status, &StatusStrip::sessionsRequested, this, [this] {
        showSessions();
        m_list->setFocus();
    });
    connect(m_status, &StatusStrip::searchRequested, this, [this] { openSearch(); });
    connect(m_status, &StatusStrip::filterRequested, this, [this] {
        showSessions();
        m_list->focusFilter();
    });
    connect(m_status, &StatusStrip::importRequested, this, &MainWindow::showWelcome);
}

void MainWindow::connectPanes()
{
    connect(m_list, &SessionListPane::sessionChosen, this, [this](qint64 id) { openSession(id); });
    connect(m_list, &SessionListPane::countsChanged, this, &MainWindow::countsChanged);
    connect(m_list, &SessionListPane::noted, m_status, &StatusStrip::note);
    connect(m_list, &SessionListPane::exportRequested, this, &MainWindow::exportSessions);
    connect(m_list, &SessionListPane::filterChanged, this, &MainWindow::filterChanged);
    connect(m_list->tree()->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_status->setSelected(static_cast<int>(m_list->selectedSessions().size())); });
    connect(m_list->filter()->edit(), &QLineEdit::editingFinished, this, [this] { m_typingFilter = false; });
    connect(m_transcript, &TranscriptPane::runRequested, this, &MainWindow::openSession);
    connect(m_transcript, &TranscriptPane::sessionRequested, this, &MainWindow::runLeft);
    connect(m_transcript, &TranscriptPane::noted, m_status, &StatusStrip::note);
    connect(m_transcript, &TranscriptPane::opened, this, &MainWindow::transcriptOpened);
    connect(m_transcript, &TranscriptPane::closed, this, [this] {
        m_search->endWalk();
        m_inspector->setSession(0);
        updateTitle();
    });
    connect(m_transcript, &TranscriptPane::currentEventChanged, m_inspector, &InspectorPane::setEvent);
    connect(m_transcript, &TranscriptPane::exportRequested, this, &MainWindow::exportSessions);
    connect(m_transcript, &TranscriptPane::noteRequested, m_inspector, &InspectorPane::editNote);
    connect(m_inspector, &InspectorPane::waterfallRequested, this, [this] { m_transcript->setWaterfallShown(true); });
    connect(m_inspector, &InspectorPane::eventRequested, this,
            [this](qint64 event) { openEvent(event, m_transcript->model()->sessionId(), {}); });
    connect(m_inspector, &InspectorPane::runRequested, this, &MainWindow::openSession);
    connect(m_inspector, &InspectorPane::noted, m_status, &StatusStrip::note);
    const auto addTerm = [this](const QString &term) {
        showSessions();
        m_list->addFilterTerm(term);
    };
    connect(m_inspector, &InspectorPane::filterRequested, this, addTerm);
    connect(m_transcript->view(), &TranscriptView::filterRequested, this, addTerm);
    connect(m_search, &SearchPane::hitChosen, this, &MainWindow::openEvent);
    connect(m_search, &SearchPane::sessionChosen, this, [this](qint64 session) { openSession(session); });
    connect(m_hits, &HitStrip::backRequested, this, [this] { openSearch(); });
    connect(m_search, &SearchPane::closeRequested, this, &MainWindow::goBack);
}

void MainWindow::exportSessions(const QList<qint64> &sessions)
{
    if (!sessions.isEmpty())
        (new ExportDialog(m_runner, sessions, this))->open();
}

void MainWindow::connectPalette()
{
    connect(m_palette, &Palette::sessionChosen, this, [this](qint64 session) {
        openSession(session);
        m_transcript->view()->setFocus(Qt::OtherFocusReason); // what was chosen is to be read
    });
    connect(m_palette, &Palette::eventChosen, this, &MainWindow::openEvent);
    connect(m_palette, &Palette::projectChosen, this, [this](const QString &key) {
        showSessions();
        m_list->filter()->setText(filterTerm("project"_L1, key));
        m_list->setFocus();
    });
    connect(m_palette, &Palette::candidateChosen, this, &MainWindow::openSkills);
    connect(m_palette, &Palette::searchRequested, this, &MainWindow::openSearch);
}

void MainWindow::transcriptOpened()
{
    const bool transcript = m_visits.present().document == Visit::Document::Transcript;
    if (std::exchange(m_restorePlace, false))
        m_transcript->view()->setPlace(m_visits.present().place);
    if (transcript)
        m_list->setCurrentSession(m_transcript->model()->sessionId());
    m_inspector->setSession(m_transcript->model()->sessionId());
    updateTitle();
}

// Back, where the reader came from the session; else to it.
void MainWindow::runLeft(qint64 session)
{
    const bool cameFrom = m_visits.canGo(-1) && m_visits.at(-1).sessionId == session && m_visits.at(-1).runId == 0;
    if (cameFrom)
        goBack();
    else
        openSession(session);
}

} // namespace assay
