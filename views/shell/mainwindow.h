// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The window: puts the panes together, keeps what was visited, follows the store. Reads through the runner, asks
// through the door; both must outlive it.

#include <QMainWindow>

#include "views/shell/toolstrip.h"
#include "views/transcript/transcriptview.h"

class QSplitter;
class QStackedWidget;
class QTimer;

namespace assay {

class AgentDoor;
class InspectorPane;
class QueryRunner;
class SearchPane;
class SessionListPane;
class StatusStrip;
class TranscriptPane;
class WelcomePane;

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(QueryRunner *runner, AgentDoor *door, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] SessionListPane *sessions() const { return m_list; }
    [[nodiscard]] TranscriptPane *transcript() const { return m_transcript; }
    [[nodiscard]] SearchPane *search() const { return m_search; }
    [[nodiscard]] InspectorPane *inspector() const { return m_inspector; }
    [[nodiscard]] WelcomePane *welcome() const { return m_welcome; }
    [[nodiscard]] bool isWelcomeShown() const;

    void showWelcome();
    void openSession(qint64 sessionId, qint64 runId = 0);
    void openEvent(qint64 eventId, qint64 sessionId, const QStringList &terms);
    void openSearch(const QString &text = {});
    void goBack();
    void goForward();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Document { Nothing, Welcome, Transcript, Search };
    struct Visit {
        Document document = Document::Nothing;
        qint64 sessionId = 0;
        qint64 runId = 0;
        TranscriptView::Place place;
        QString search;
    };

    QMenu *buildMenu();
    void buildPages();
    void connectPanes();
    void visit(const Visit &where);
    void showVisit(const Visit &where);
    void rememberPlace();
    void showSessions();
    [[nodiscard]] bool isOpen(qint64 sessionId, qint64 runId) const;
    [[nodiscard]] bool isTranscriptShown() const;
    void go(int step);
    void storeChanged();
    void countsChanged(int shown, int total);
    void updateTitle();
    void restore();

    ToolStrip *m_tools = nullptr;
    QStackedWidget *m_pages = nullptr;
    QSplitter *m_splitter = nullptr;
    SessionListPane *m_list;
    QStackedWidget *m_documents = nullptr;
    WelcomePane *m_welcome;
    TranscriptPane *m_transcript;
    SearchPane *m_search;
    InspectorPane *m_inspector;
    StatusStrip *m_status;
    QTimer *m_refresh;
    QList<Visit> m_visits;
    qsizetype m_at = -1;
    bool m_restorePlace = false;
};

} // namespace assay
