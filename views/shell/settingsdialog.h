// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How the window looks, what is captured, kept and masked, and where things lie. What is chosen holds at once.

#include <QDialog>

class QCheckBox;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace assay {

class AgentDoor;
class CapturePage;
class QueryRunner;

class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Page { Appearance, Capture, Kept, Masked, Places };

    SettingsDialog(QueryRunner *runner, AgentDoor *door, QWidget *parent);

    void showPage(Page page);
    void showWiring(); // the change to the coding agent's settings
    [[nodiscard]] QWidget *page(Page page) const;

Q_SIGNALS:
    void sessionRequested(qint64 sessionId, qint64 runId);

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
    void fit();

    AgentDoor *m_door;
    QStackedWidget *m_pages;
    QList<QToolButton *> m_tabs;
    CapturePage *m_capture;
    QList<Choice> m_choices;
    QLabel *m_zoom = nullptr;
    QToolButton *m_smaller = nullptr;
    QToolButton *m_larger = nullptr;
    QCheckBox *m_motion = nullptr;
};

} // namespace assay
