// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Hits of a full-text search, grouped by session in the order asked for, each group below a row that heads it. A newer
// query cancels the one that runs. Hits have numbers from 0 in the order of the rows; those of a text that is searched
// stay what they are while further pages come.

#include <QAbstractListModel>

#include <memory>

#include "models/data/error.h"
#include "models/data/filter/filter.h"
#include "models/data/record.h"

namespace assay {

class QueryRunner;

class SearchModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Order { Newest, Best };
    enum Role {
        HitRole = Qt::UserRole, // of a head: the first hit below it
        EventIdRole,            // 0 for a head
        SessionIdRole,
        HeadRole,        // bool: heads a group
        ContinuedRole,   // bool: hits of its session stand further above already, from an earlier page
        SessionHitsRole, // qint64: how many hits the session has; -1 while not known
    };
    static constexpr int pageSize = 50;

    explicit SearchModel(QueryRunner *runner, QObject *parent = nullptr);
    ~SearchModel() override;

    // The same language as the filter line; empty text empties the model. Results replace the old ones when they
    // arrive.
    void search(const QString &text, Order order);
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isBusy() const;
    // Hits there are in all, and the sessions they are in; -1 while not known (counting never delays a page).
    [[nodiscard]] qint64 total() const;
    [[nodiscard]] qint64 sessions() const;
    [[nodiscard]] bool isCounting() const;
    // Whether further pages end before total(): only the last searchRanked hits are ranked.
    [[nodiscard]] bool isRankLimited() const;

    [[nodiscard]] int hitCount() const; // read so far
    [[nodiscard]] SearchHit hit(int number) const;
    [[nodiscard]] int rowOfHit(int number) const;
    [[nodiscard]] int hitOfRow(int row) const; // -1 for a head
    [[nodiscard]] bool isFetching() const;     // a further page is on its way

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void finished();     // first page is in
    void totalChanged(); // also when counting begins or fails
    void problems(const QList<assay::FilterProblem> &problems);
    void failed(const assay::Error &error); // NotFound: there is no store yet

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
