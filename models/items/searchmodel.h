// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Hits of a full-text search, grouped by session in the order asked for. A newer query cancels the one that runs.

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
        HitRole = Qt::UserRole,
        EventIdRole,
        SessionIdRole,
        FirstOfSessionRole, // bool: the first of its session in a row
        ContinuedRole,      // bool: hits of its session stand further above already, from an earlier page
    };
    static constexpr int pageSize = 50;

    explicit SearchModel(QueryRunner *runner, QObject *parent = nullptr);
    ~SearchModel() override;

    // The same language as the filter line; empty text empties the model. Results replace the old ones when they
    // arrive.
    void search(const QString &text, Order order);
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isBusy() const;
    // Hits there are in all; -1 while not known (counting never delays a page).
    [[nodiscard]] qint64 total() const;
    [[nodiscard]] bool isCounting() const;
    // Whether further pages end before total(): only the last searchRanked hits are ranked.
    [[nodiscard]] bool isRankLimited() const;

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
