// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The health of the capture as a page: the one thing that is wrong with what can be done about it, then every figure.
// Figures are asked for every few seconds while it is to be seen, never else.

#include <QScrollArea>

#include "models/data/query/storeglance.h"
#include "views/capture/headline.h"

class QLabel;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace assay {

class AgentDoor;
class FigureRows;

class HealthPane final : public QScrollArea {
    Q_OBJECT

public:
    static constexpr int lookMs = 3'000;
    static constexpr qsizetype faultsShown = 50;

    explicit HealthPane(AgentDoor *door, QWidget *parent = nullptr);

    void setGlance(const StoreGlance &glance);
    // What a row says, by its name; for tests.
    [[nodiscard]] QString figure(const QString &name) const;
    [[nodiscard]] QString headlineText() const;
    [[nodiscard]] QPushButton *actButton() const { return m_act; }
    [[nodiscard]] QPushButton *pauseButton() const { return m_pause; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }

Q_SIGNALS:
    void wiringRequested(); // where the change to the settings is shown
    void settingsRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildHead(QVBoxLayout *column);
    void buildCapture();
    void buildStore();
    FigureRows *addSection(QVBoxLayout *column, const QString &heading);
    QPushButton *addButton(const QString &text, const QString &icon);
    void connectAll();
    void act();
    void refresh();
    void showHead();
    void showCapture();
    void showHooks();
    void showFaults();
    void showAgent();
    void restyle();

    AgentDoor *m_door;
    StoreGlance m_glance;
    CaptureHeadline m_headline;
    QTimer *m_tick;
    QTimer *m_look;
    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_sentence = nullptr;
    QWidget *m_buttons = nullptr;
    QPushButton *m_act = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_copy = nullptr;
    QList<FigureRows *> m_sections;
    FigureRows *m_capture = nullptr;
    FigureRows *m_hooks = nullptr;
    FigureRows *m_faults = nullptr;
    FigureRows *m_agent = nullptr;
    FigureRows *m_store = nullptr;
    QList<QLabel *> m_captureRows; // in the order they are built
    QList<QLabel *> m_hookRows;
    QList<QLabel *> m_faultRows;
    QList<QLabel *> m_agentRows;
    QList<QLabel *> m_storeRows;
};

} // namespace assay
