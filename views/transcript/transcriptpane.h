// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One open session or sub-agent run: a head with what it is and what can be done with it, the transcript beside its
// timeline, and the waterfall of the current turn when it is wanted.

#include <QWidget>

class QAction;
class QSplitter;
class QStackedLayout;
class QTimer;

namespace assay {

class AgentDoor;
class DeletedDocument;
class DocumentHeader;
class EmptyState;
class LoadingBar;
class QueryRunner;
class RunningCalls;
class TimelineReader;
class TimelineStrip;
class TranscriptModel;
class TranscriptView;
class WaterfallPane;

class TranscriptPane final : public QWidget {
    Q_OBJECT

public:
    TranscriptPane(QueryRunner *runner, AgentDoor *door, QWidget *parent = nullptr);
    ~TranscriptPane() override;

    [[nodiscard]] TranscriptModel *model() const { return m_model; }
    [[nodiscard]] TranscriptView *view() const { return m_view; }
    [[nodiscard]] TimelineStrip *strip() const { return m_strip; }
    [[nodiscard]] TimelineReader *timeline() const { return m_timeline; }
    [[nodiscard]] WaterfallPane *waterfall() const { return m_waterfall; }
    [[nodiscard]] RunningCalls *runningCalls() const { return m_calls; }
    [[nodiscard]] DocumentHeader *header() const { return m_head; }

    void open(qint64 sessionId, qint64 runId = 0);
    void reveal(qint64 eventId, const QStringList &terms);
    void refresh();
    void setWaterfallShown(bool shown);
    // Between open() or reveal() and its answer: what the model tells is not what was asked for.
    [[nodiscard]] bool isLoading() const { return m_loading; }
    [[nodiscard]] QString title() const; // what is open, for the window's title; empty = nothing

Q_SIGNALS:
    void opened();
    void closed();                            // its session was deleted: it shows that
    void currentEventChanged(qint64 eventId); // 0 = none, or not known yet
    void runRequested(qint64 sessionId, qint64 runId);
    void sessionRequested(qint64 sessionId);
    void noteRequested(); // on the session that is open
    void exportRequested(const QList<qint64> &sessionIds);
    void noted(const QString &note);

private:
    void buildContent();
    void buildCommands();
    void connectModel();
    void connectLinks();
    QAction *command(const QString &group, const QString &text, const QString &icon, const QString &key,
                     std::function<void()> act);
    void showHead();
    void showLive();
    void showContent();
    void showActs();
    void lookForFolder();
    void setLoading(bool loading);
    void currentChanged(int row);
    void goTo(qint64 eventId);
    void goToThreadRow(int row);
    [[nodiscard]] qint64 currentEvent() const; // 0 = none
    void restyle();

    AgentDoor *m_door;
    TranscriptModel *m_model;
    TimelineReader *m_timeline;
    DocumentHeader *m_head;
    LoadingBar *m_bar;
    QSplitter *m_splitter;
    TranscriptView *m_view;
    RunningCalls *m_calls;
    TimelineStrip *m_strip;
    WaterfallPane *m_waterfall;
    EmptyState *m_empty;
    DeletedDocument *m_deleted = nullptr;
    QStackedLayout *m_stack;
    QAction *m_bookmark = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_folder = nullptr;
    QAction *m_showWaterfall = nullptr;
    QList<QAction *> m_ofSession; // need one
    QTimer *m_liveEnds;           // when no event comes until then
    QString m_folderLookedFor;
    qint64 m_told = 0; // the current event as it was told last
    bool m_folderThere = false;
    bool m_loading = false;
};

} // namespace assay
