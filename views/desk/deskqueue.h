// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The left of the desk: the groups with their counts, and the candidates of the one that is chosen. GUI thread.

#include <QStyledItemDelegate>
#include <QWidget>

#include "models/items/desklist.h"

class QLabel;
class QListView;
class QListWidget;

namespace assay {

// Icon and name, and the count at the right edge.
class DeskGroupDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    static constexpr int CountRole = Qt::UserRole + 1; // text
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

class CandidateDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    CandidateDelegate(const DeskList *list, QObject *parent);
    void setDrafts(const QStringList &keys) { m_drafts = keys; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const DeskList *m_list;
    QStringList m_drafts;
};

class DeskQueue final : public QWidget {
    Q_OBJECT

public:
    DeskQueue(DeskList *list, QWidget *parent = nullptr);

    [[nodiscard]] QListWidget *groups() const { return m_groups; }
    [[nodiscard]] QListView *candidates() const { return m_view; }
    [[nodiscard]] DeskGroup group() const;
    void setGroup(DeskGroup group);
    void setInstalledCount(int count);
    void setDrafts(const QStringList &candidates); // with words that are not saved
    [[nodiscard]] QString currentKey() const;      // empty = none
    void setCurrentKey(const QString &key);        // the first one, where it is not in the group
    void step(int rows);
    [[nodiscard]] int currentRow() const;

Q_SIGNALS:
    void groupChanged(assay::DeskGroup group);
    void candidateChosen(const QString &key);

private:
    void showCounts();
    void restyle();

    DeskList *m_list;
    QListWidget *m_groups;
    QLabel *m_head;
    QListView *m_view;
    CandidateDelegate *m_delegate;
    QString m_wanted; // to be current again after a reset
    int m_wantedRow = 0;
    int m_installed = 0;
};

} // namespace assay
