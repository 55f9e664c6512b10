// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the agent is doing and what its store is, with what can be done about it.

#include "models/data/query/storeglance.h"
#include "views/shell/popuppanel.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace assay {

class AgentDoor;

class AgentPanel final : public PopupPanel {
    Q_OBJECT

public:
    AgentPanel(AgentDoor *door, QWidget *parent);

    void setGlance(const StoreGlance &glance);

    // What a row says, by its name; for tests.
    [[nodiscard]] QString figure(const QString &name) const;

private:
    QLabel *addRow(QGridLayout *grid, const QString &name);
    void addButtons();
    void refresh();

    AgentDoor *m_door;
    StoreGlance m_glance;
    QLabel *m_title;
    QLabel *m_state;
    QLabel *m_process;
    QLabel *m_running;
    QLabel *m_store;
    QLabel *m_size;
    QLabel *m_schema;
    QLabel *m_faults;
    QPushButton *m_restart = nullptr;
    QPushButton *m_import = nullptr;
};

} // namespace assay
