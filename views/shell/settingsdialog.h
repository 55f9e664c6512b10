// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How the window looks, and where things lie. What is chosen holds at once and is kept.

#include <QDialog>

class QCheckBox;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace assay {

class AgentDoor;

class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(AgentDoor *door, QWidget *parent);

private:
    struct Choice {
        QToolButton *button;
        std::function<bool()> isChosen;
    };
    QWidget *buildAppearance();
    QWidget *buildPlaces();
    void addPage(QHBoxLayout *tabs, const QString &name, QWidget *page);
    void addChoices(QFormLayout *form, const QString &name,
                    const QList<std::pair<QString, std::function<void()>>> &choices,
                    const QList<std::function<bool()>> &chosen);
    QWidget *buildZoom();
    void addPlace(QFormLayout *form, const QString &name, const QString &path, const QString &note);
    void showChosen();

    AgentDoor *m_door;
    QStackedWidget *m_pages;
    QList<Choice> m_choices;
    QLabel *m_zoom = nullptr;
    QToolButton *m_smaller = nullptr;
    QToolButton *m_larger = nullptr;
    QCheckBox *m_motion = nullptr;
};

} // namespace assay
