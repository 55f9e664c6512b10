// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Hits of a full-text search, grouped by session in the order asked for. A newer query cancels the one that runs.

#include <QAbstractListModel>

#include <memory>

#include "models/data/record.h"

namespace assay {

class QueryRunner;

class SearchModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Order { Newest, Best };
    enum Role { HitRole = Qt::UserRole, EventIdRole, SessionIdRole, FirstOfSessionRole };
    static constexpr int pageSize = 50;

    explicit SearchModel(QueryRunner *runner, QObject *parent = nullptr);
    ~SearchModel() override;

    // The same language as the filter line; empty text empties the model. Results replace the old ones when they
    // arrive.
    void search(const QString &text, Order order);
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isBusy() const;
    // Hits there are in all; -1 while not counted (counting never delays the first page).
    [[nodiscard]] qint64 total() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void finished(); // first page is in
    void totalChanged();
    void problems(const QStringList &problems);
    void failed(const QString &what);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
