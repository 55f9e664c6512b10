// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/desklist.h"

#include <algorithm>

#include "models/items/ask.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool belongs(const QString &state, DeskGroup group)
{
    switch (group) {
    case DeskGroup::Candidates:
        return state == "new"_L1 || state == "edited"_L1;
    case DeskGroup::Watch:
        return state == "watch"_L1;
    case DeskGroup::Snoozed:
        return state == "snoozed"_L1;
    case DeskGroup::Approved:
        return state == "approved"_L1;
    case DeskGroup::Rejected:
        return state == "rejected"_L1;
    case DeskGroup::Installed:
        break;
    }
    return false;
}

} // namespace

DeskList::DeskList(QueryRunner *runner, QObject *parent)
    : QAbstractListModel(parent)
    , m_runner(runner)
{
}

int DeskList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant DeskList::data(const QModelIndex &index, int role) const
{
    const CandidateRow *row = at(index.row());
    if (row == nullptr)
        return {};
    if (role == Qt::DisplayRole)
        return row->sentence;
    if (role == Qt::AccessibleTextRole)
        return tr("%1, %2, %3").arg(row->sentence, row->form, row->projectName);
    return {};
}

void DeskList::refresh()
{
    ask<QList<CandidateRow>>(
        *m_runner, QueryRunner::Lane::Paging, this, true, [](Database &db) { return readCandidates(db); },
        [this](const Result<QList<CandidateRow>> &read) {
            const bool same = m_loaded && read && *read == m_all && m_problem.isEmpty();
            if (same)
                return;
            m_loaded = true;
            m_problem = read || read.error().code == Error::Code::NotFound ? QString() : read.error().what;
            beginResetModel();
            m_all = read.value_or(QList<CandidateRow>());
            regroup();
            endResetModel();
            Q_EMIT loaded();
        });
}

void DeskList::setGroup(DeskGroup group)
{
    if (m_group == group)
        return;
    beginResetModel();
    m_group = group;
    regroup();
    endResetModel();
}

void DeskList::regroup()
{
    m_rows.clear();
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        if (belongs(m_all[i].state, m_group))
            m_rows.append(i);
    }
}

int DeskList::count(DeskGroup group) const
{
    return static_cast<int>(std::count_if(m_all.begin(), m_all.end(),
                                          [group](const CandidateRow &row) { return belongs(row.state, group); }));
}

const CandidateRow *DeskList::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_all[m_rows[row]] : nullptr;
}

int DeskList::rowOf(const QString &key) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_all[m_rows[row]].key == key)
            return row;
    }
    return -1;
}

const CandidateRow *DeskList::find(const QString &key) const
{
    const auto it =
        std::find_if(m_all.begin(), m_all.end(), [&key](const CandidateRow &row) { return row.key == key; });
    return it == m_all.end() ? nullptr : &*it;
}

} // namespace assay
