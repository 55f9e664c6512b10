// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a person can do with the selected sessions, as commands and as the menu of the list. What changes the store goes
// through the door; what a session is called there is read first.

#include <QList>
#include <QObject>

#include <functional>

#include "models/data/record.h"

class QAction;
class QMenu;

namespace assay {

class AgentDoor;
class QueryRunner;
class SessionTree;

class SessionActs final : public QObject {
    Q_OBJECT

public:
    // The commands belong to the tree. Runner, door and tree must outlive this.
    SessionActs(QueryRunner *runner, AgentDoor *door, SessionTree *tree);

    void showMenu(const QPoint &global);
    // To be told when what is selected changes.
    void selectionChanged();

Q_SIGNALS:
    void openRequested(); // the current one
    void exportRequested(const QList<qint64> &sessions);
    void filterRequested(const QString &term);
    void noted(const QString &what);

private:
    using Take = std::function<void(const QList<SessionRow> &)>;

    QAction *add(const QString &text, const QString &icon, const QList<QKeySequence> &keys, std::function<void()> act);
    void addCopies();
    void addCare();
    void addFilters();
    void withSelected(Take take);
    void tag();
    void writeNote();
    void remove();

    QueryRunner *m_runner;
    AgentDoor *m_door;
    SessionTree *m_tree;
    QMenu *m_menu;
    QList<QAction *> m_forOne;  // need one session
    QList<QAction *> m_forSome; // need at least one
};

} // namespace assay
