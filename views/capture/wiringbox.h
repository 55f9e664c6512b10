// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Wires the hooks, or takes them out again: shows the whole change first, and writes exactly that. Asks for the change
// when it is shown; reads and writes no file itself.

#include <QList>
#include <QWidget>

#include "views/capture/capturedoor.h"
#include "views/widgets/tones.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace assay {

class AgentDoor;
class ChangeView;

class WiringBox final : public QWidget {
    Q_OBJECT

public:
    explicit WiringBox(AgentDoor *door, QWidget *parent = nullptr);

    // Where it stands, in a few words.
    struct State {
        QString icon;
        QString text;
        Tone tone = Tone::Text3;
    };
    [[nodiscard]] State state() const;
    [[nodiscard]] QList<ChangeView *> changes() const { return m_changes; }

Q_SIGNALS:
    void stateChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void lookAgain();
    void planFor(CaptureDoor::Wiring which);
    void turn();
    void taken(const Result<ChangePlan> &plan);
    void write();
    void written(const Result<ChangePlan> &done);
    void showPlan();
    void tell(const QString &text, Tone tone);
    [[nodiscard]] QString planText() const;
    [[nodiscard]] bool isWired() const;
    [[nodiscard]] bool canAsk() const;
    void restyle();

    AgentDoor *m_door;
    CaptureDoor::Wiring m_which = CaptureDoor::Wiring::Install;
    ChangePlan m_plan;
    bool m_hasPlan = false;
    bool m_asking = false;
    bool m_failed = false;
    bool m_done = false; // what came of it is shown until somebody looks again
    Tone m_tone = Tone::Text3;
    QVBoxLayout *m_list;
    QList<ChangeView *> m_changes;
    QLabel *m_text;
    QPushButton *m_write;
    QPushButton *m_copy;
    QPushButton *m_other; // the way back, or looking again
};

} // namespace assay
