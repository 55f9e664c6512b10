// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The sessions under a filter line (models/data/filter), as project → session or flat, in one of several orders. Groups
// and ids are read at once; the rows of sessions come in pages when they are looked at. Lives on the GUI thread, does
// no I/O there.

#include <QAbstractItemModel>

#include <memory>

#include "models/data/error.h"
#include "models/data/filter/filter.h"
#include "models/data/query/facets.h"
#include "models/data/record.h"
#include "models/items/sessionoutline.h"

namespace assay {

class QueryRunner;

class SessionTreeModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role {
        IsProjectRole = Qt::UserRole, // bool
        ProjectRole,                  // ProjectRow
        SessionRole,                  // SessionRow; invalid while its page is on the way
        SessionIdRole,                // qint64, 0 for projects
        SessionCountRole,             // int, of a project, under the filter
    };

    explicit SessionTreeModel(QueryRunner *runner, QObject *parent = nullptr);
    ~SessionTreeModel() override;

    // The text of the filter line; wrong terms are left out of the filter and told by filterProblems().
    void setFilter(const QString &text);
    // Reads again in another shape; rows are told as a reset when the grouping changes. Does nothing before the first
    // setFilter() or refresh() but remember it.
    void setShape(SessionShape shape);
    [[nodiscard]] SessionShape shape() const; // the one asked for last
    // Reads again. Indexes persist by project and session id; where very much changed at once, rows of sessions (or
    // all, when it is projects that changed) go and come back instead.
    void refresh();
    // Whether facets are read behind each list; they are dropped for a newer question like the list itself.
    void setFacetsWanted(bool wanted);

    // Shown under the filter, and all there are.
    [[nodiscard]] int shown() const;
    [[nodiscard]] int total() const;
    [[nodiscard]] bool isFlat() const; // as it is shown now
    // Position of a session that the filter leaves, whether its page is loaded or not; else invalid.
    [[nodiscard]] QModelIndex indexOf(qint64 sessionId) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void loaded();                                                    // after setFilter or refresh: counts are current
    void filterProblems(const QList<assay::FilterProblem> &problems); // of the wrong terms; empty = none
    void failed(const assay::Error &error);                           // NotFound: there is no store yet
    void facetsRead(const QList<assay::Facet> &facets);               // of the list that loaded() told last

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
