// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One open session or sub-agent run: a head with what it is, the transcript below.

#include <QWidget>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace assay {

class EmptyState;
class LoadingBar;
class QueryRunner;
class TranscriptModel;
class TranscriptView;

class TranscriptPane final : public QWidget {
    Q_OBJECT

public:
    explicit TranscriptPane(QueryRunner *runner, QWidget *parent = nullptr);
    ~TranscriptPane() override;

    [[nodiscard]] TranscriptModel *model() const { return m_model; }
    [[nodiscard]] TranscriptView *view() const { return m_view; }

    void open(qint64 sessionId, qint64 runId = 0);
    void reveal(qint64 eventId, const QStringList &terms);
    void refresh();
    // Between open() or reveal() and its answer: what the model tells is not what was asked for.
    [[nodiscard]] bool isLoading() const { return m_loading; }
    [[nodiscard]] QString title() const; // what is open, for the window's title; empty = nothing

Q_SIGNALS:
    void opened();
    void runRequested(qint64 sessionId, qint64 runId);
    void sessionRequested(qint64 sessionId);
    void noted(const QString &note);

private:
    void buildHead();
    void showHead();
    void showContent();
    void setLoading(bool loading);
    void restyle();

    TranscriptModel *m_model;
    QWidget *m_head;
    QToolButton *m_back;
    QLabel *m_title;
    QLabel *m_branchIcon;
    QLabel *m_branch;
    QLabel *m_figures;
    LoadingBar *m_bar;
    TranscriptView *m_view;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    bool m_loading = false;
};

} // namespace assay
