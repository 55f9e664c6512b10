// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/search/hitwalk.h"

#include "models/items/searchmodel.h"

namespace assay {

HitWalk::HitWalk(SearchModel *model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    connect(model, &QAbstractItemModel::modelReset, this, &HitWalk::end);
    connect(model, &SearchModel::totalChanged, this, [this] {
        if (m_at >= 0)
            Q_EMIT changed();
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (std::exchange(m_waiting, false))
            go(1);
    });
    connect(model, &SearchModel::failed, this, [this] { m_waiting = false; });
}

void HitWalk::begin(int number)
{
    m_waiting = false;
    m_at = number;
    Q_EMIT changed();
}

void HitWalk::end()
{
    m_waiting = false;
    if (m_at < 0)
        return;
    m_at = -1;
    Q_EMIT changed();
}

bool HitWalk::has(int step) const
{
    if (m_at < 0)
        return false;
    const int number = m_at + step;
    if (number < m_model->hitCount())
        return number >= 0;
    return m_model->canFetchMore({}) || m_model->isFetching();
}

void HitWalk::go(int step)
{
    if (!has(step))
        return;
    if (m_at + step >= m_model->hitCount()) {
        m_waiting = true;
        m_model->fetchMore({});
        return;
    }
    m_waiting = false;
    m_at += step;
    // The next page is there before it is needed.
    constexpr int ahead = 3;
    if (m_at + ahead >= m_model->hitCount())
        m_model->fetchMore({});
    Q_EMIT reached(m_at);
    Q_EMIT changed();
}

} // namespace assay
