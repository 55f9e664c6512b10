// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The first run: import what is there, capture from now on, or try sample sessions. Not a wizard: each step works by
// itself, at any time.

#include <QScrollArea>

#include "views/shell/agentdoor.h"
#include "views/widgets/theme.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace assay {

class WiringBox;

class WelcomePane final : public QScrollArea {
    Q_OBJECT

public:
    explicit WelcomePane(AgentDoor *door, QWidget *parent = nullptr);

private:
    struct Step {
        QLabel *number = nullptr;
        QLabel *title = nullptr;
        QLabel *icon = nullptr;
        QLabel *state = nullptr;
        QVBoxLayout *body = nullptr;
    };

    QWidget *buildHead();
    void addLine(QVBoxLayout *column);
    void buildFoot(QVBoxLayout *column);
    Step addStep(QVBoxLayout *column, const QString &number, const QString &title, const QString &text);
    void buildImport(QVBoxLayout *column);
    void buildCapture(QVBoxLayout *column);
    void buildSamples(QVBoxLayout *column);
    void refresh();
    void showFound();
    void showProgress();
    void showCapture();
    void showImportState();
    void showState(const Step &step, const QString &icon, const QString &text, Tone tone) const;
    void restyle();

    AgentDoor *m_door;
    QString m_error;
    QString m_summary;
    QList<Step> m_steps;
    QList<QLabel *> m_texts;
    QList<QWidget *> m_lines;
    QLabel *m_mark = nullptr;
    QLabel *m_heading = nullptr;
    QLabel *m_subheading = nullptr;
    QLabel *m_found = nullptr;
    QLabel *m_figures = nullptr;
    QLabel *m_shield = nullptr;
    QLabel *m_promise = nullptr;
    QLabel *m_keys = nullptr;
    QWidget *m_start = nullptr;
    QPushButton *m_import = nullptr;
    QLabel *m_hint = nullptr;
    QWidget *m_running = nullptr;
    QLabel *m_done = nullptr;
    QLabel *m_rest = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_cancel = nullptr;
    QLabel *m_keeps = nullptr;
    WiringBox *m_wiring = nullptr;
    QPushButton *m_samples = nullptr;
    QWidget *m_sheet = nullptr;
};

} // namespace assay
