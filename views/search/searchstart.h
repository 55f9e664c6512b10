// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the search page shows while nothing is searched: what can be found, the searches there were, and some to try.

#include <QWidget>

class QListView;

namespace assay {

class EmptyState;
class FilterRows;

class SearchStart final : public QWidget {
    Q_OBJECT

public:
    explicit SearchStart(QWidget *parent = nullptr);

    void setRecent(const QStringList &recent); // newest first; a few are shown
    [[nodiscard]] QListView *list() const { return m_list; }

Q_SIGNALS:
    void chosen(const QString &text);

private:
    void restyle();

    EmptyState *m_head;
    FilterRows *m_rows;
    QListView *m_list;
};

} // namespace assay
