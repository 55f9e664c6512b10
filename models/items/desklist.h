// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The candidates of one group of the desk, best first. All of them are read at once: they are few hundreds. GUI thread.

#include <QAbstractListModel>

#include "models/data/query/candidatequery.h"

namespace assay {

class QueryRunner;

enum class DeskGroup { Candidates, Watch, Snoozed, Approved, Rejected, Installed };
inline constexpr int deskGroups = 5; // that this model has; Installed is a list of its own

class DeskList final : public QAbstractListModel {
    Q_OBJECT

public:
    explicit DeskList(QueryRunner *runner, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    void refresh(); // cheap to call; rows are told only when something changed
    void setGroup(DeskGroup group);
    [[nodiscard]] DeskGroup group() const { return m_group; }
    [[nodiscard]] int count(DeskGroup group) const;
    [[nodiscard]] const CandidateRow *at(int row) const; // nullptr = none; until the next reset
    [[nodiscard]] int rowOf(const QString &key) const;   // -1 = not in this group
    [[nodiscard]] const CandidateRow *find(const QString &key) const;
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    [[nodiscard]] QString problem() const { return m_problem; } // why nothing could be read

Q_SIGNALS:
    void loaded(); // after every read that brought something else

private:
    void regroup();

    QueryRunner *m_runner;
    QList<CandidateRow> m_all;
    QList<qsizetype> m_rows; // of the group, indices into m_all
    DeskGroup m_group = DeskGroup::Candidates;
    QString m_problem;
    bool m_loaded = false;
};

} // namespace assay
