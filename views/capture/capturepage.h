// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is captured: pause, which runs, which folders are left out, and the hooks. What is chosen is sent at once and
// shown as the agent keeps it.

#include <QScrollArea>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace assay {

class AgentDoor;
class WiringBox;
struct CaptureSettings;

class CapturePage final : public QScrollArea {
    Q_OBJECT

public:
    explicit CapturePage(AgentDoor *door, QWidget *parent = nullptr);

    [[nodiscard]] WiringBox *wiring() const { return m_wiring; }
    void showWiring(); // brings it into sight

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLabel *addHeading(QVBoxLayout *column, const QString &text);
    void buildState(QVBoxLayout *column);
    void buildRuns(QVBoxLayout *column);
    void buildNotices(QVBoxLayout *column);
    void buildFolders(QVBoxLayout *column);
    void change(const CaptureSettings &wanted);
    void addFolder();
    void removeFolder();
    void showState();
    void showSettings();
    void restyle();

    AgentDoor *m_door;
    QList<QLabel *> m_headings;
    QLabel *m_icon = nullptr;
    QLabel *m_state = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_resume = nullptr;
    QCheckBox *m_unpersisted = nullptr;
    QCheckBox *m_candidates = nullptr, *m_stopped = nullptr;
    QListWidget *m_folders = nullptr;
    QLineEdit *m_folder = nullptr;
    QLabel *m_refusal = nullptr; // why what was typed cannot be left out
    QPushButton *m_add = nullptr;
    QPushButton *m_browse = nullptr;
    QPushButton *m_remove = nullptr;
    WiringBox *m_wiring = nullptr;
};

} // namespace assay
