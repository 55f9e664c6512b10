// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The window: puts the panes together, keeps what was visited, follows the store. Reads through the runner, asks
// through the door; both must outlive it.

#include <QMainWindow>

#include "views/shell/visits.h"
#include "views/shell/windowparts.h"

class QStackedWidget;
class QTimer;

namespace assay {

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(QueryRunner *runner, AgentDoor *door, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] SessionListPane *sessions() const { return m_list; }
    [[nodiscard]] TranscriptPane *transcript() const { return m_transcript; }
    [[nodiscard]] SearchPane *search() const { return m_search; }
    [[nodiscard]] InspectorPane *inspector() const { return m_inspector; }
    [[nodiscard]] HealthPane *health() const { return m_health; }
    [[nodiscard]] WelcomePane *welcome() const { return m_welcome; }
    [[nodiscard]] DeskPage *desk() const { return m_desk; }
    [[nodiscard]] NowPage *now() const { return m_now; }
    [[nodiscard]] ToolStrip *tools() const { return m_tools; }
    [[nodiscard]] StatusStrip *status() const { return m_status; }
    [[nodiscard]] Palette *quickPalette() const { return m_palette; }
    [[nodiscard]] PaneSplitter *panes() const { return m_panes; }
    [[nodiscard]] const VisitHistory &visits() const { return m_visits; }
    [[nodiscard]] bool isWelcomeShown() const;
    void showWelcome();
    void showHealth();
    void showSessions();
    void openSession(qint64 sessionId, qint64 runId = 0);
    void openEvent(qint64 eventId, qint64 sessionId, const QStringList &terms);
    void openSkills(const QString &candidate = {});
    void openNow();
    void openSearch(const QString &text = {});
    void openPalette(const QString &text = {});
    SettingsDialog *openSettings();
    void openShortcuts();
    void goBack() { go(-1); }
    void goForward() { go(1); }
    // Stands where that window of another workspace stands, and goes back to what was visited there.
    void takeOver(MainWindow &previous);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addCommands();
    void addViewCommands();
    void addGoCommands();
    void addSettingsCommands();
    void buildPages();
    void connectFrame();
    void connectPanes();
    void connectPalette();
    void transcriptOpened();
    void runLeft(qint64 session);
    void exportSessions(const QList<qint64> &sessions);
    [[nodiscard]] Visit visitOf(Visit::Document document) const;
    void visit(const Visit &where);
    void showVisit(const Visit &where);
    void showPresent();
    void rememberPlace();
    void go(int steps);
    void goWhereChecked(int steps, bool there);
    void filterChanged(const QString &text);
    [[nodiscard]] bool isOpen(qint64 sessionId, qint64 runId) const;
    [[nodiscard]] bool isTranscriptShown() const;
    void storeChanged();
    void countsChanged(int shown, int total);
    void updateTitle();
    void restore();

    QueryRunner *m_runner;
    AgentDoor *m_door;
    QString m_workspace;
    ToolStrip *m_tools = nullptr;
    QStackedWidget *m_pages = nullptr;
    PaneSplitter *m_panes = nullptr;
    SessionListPane *m_list;
    QStackedWidget *m_documents = nullptr;
    QWidget *m_reading = nullptr; // the transcript with what lies above it
    HitStrip *m_hits = nullptr;
    WelcomePane *m_welcome;
    HealthPane *m_health;
    TranscriptPane *m_transcript;
    SearchPane *m_search;
    InspectorPane *m_inspector;
    DeskPage *m_desk;
    NowPage *m_now;
    int m_skillsTab = 0, m_nowTab = 0; // their numbers in the tool bar
    StatusStrip *m_status;
    Palette *m_palette;
    QTimer *m_refresh;
    VisitHistory m_visits;
    int m_going = 0;             // the step whose session is being looked for
    bool m_restorePlace = false; // of the visit, when its session is there
    bool m_typingFilter = false; // the present visit is the filter being typed
};

} // namespace assay
