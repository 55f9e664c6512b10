// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Every skill on disk with its state, cost and use; and what can be done to the chosen one. GUI thread; reads through
// the runner, asks through the door.

#include <QWidget>

#include "models/data/query/deskquery.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QTableWidget;
class QVBoxLayout;

namespace assay {

class DeskDoor;
class QueryRunner;

class InstalledPane final : public QWidget {
    Q_OBJECT

public:
    explicit InstalledPane(QueryRunner *runner, QWidget *parent = nullptr);

    void setDoor(DeskDoor *door) { m_door = door; }
    void refresh();
    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] int count() const { return static_cast<int>(m_skills.size()); }
    [[nodiscard]] qsizetype unseen() const { return m_unseen; } // of them, not looked at yet
    void perform(const QString &act);                           // archive, restore, revert, promote: of the current one
    // What must be looked at before the current one may be made personal.
    [[nodiscard]] QList<QCheckBox *> ticks() const { return m_ticks; }

Q_SIGNALS:
    void counted(int skills);
    void noted(const QString &what);
    void done(const QString &what, const QString &undoAct, const QString &path);

private:
    void take(const QList<InstalledSkill> &skills);
    void fill();
    void fitColumns();
    void showCurrent();
    void showTicks();
    void updateActs();
    [[nodiscard]] const InstalledSkill *current() const;
    void restyle();

    QueryRunner *m_runner;
    DeskDoor *m_door = nullptr;
    QList<InstalledSkill> m_skills;
    qsizetype m_unseen = 0; // of them; read on while they get fewer
    QTableWidget *m_table;
    QLabel *m_detail;
    QVBoxLayout *m_tickColumn;
    QList<QCheckBox *> m_ticks;
    QString m_ticksOf; // path and checksum
    QList<QPushButton *> m_acts;
};

} // namespace assay
