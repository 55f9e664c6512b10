// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The values of one kind under a heading: the first few, the others on demand. What the filter has of the kind is
// always there, so that it can be taken off.

#include <QWidget>

#include "models/data/query/facets.h"

class QLabel;
class QAbstractButton;
class QVBoxLayout;

namespace assay {

class FacetButton;

class FacetGroup final : public QWidget {
    Q_OBJECT

public:
    static constexpr int few = 5;

    FacetGroup(FacetKind kind, const QString &title, QWidget *parent = nullptr);

    // Hides itself when there is nothing to choose.
    void show(const Facet &facet, const QString &filter);
    [[nodiscard]] QList<QAbstractButton *> buttons() const; // those to be seen, from the top

Q_SIGNALS:
    void chosen(const assay::FacetValue &value, bool exclude);
    void buttonsChanged();

private:
    void arrange();
    void align();
    void restyle();
    [[nodiscard]] FacetButton *button(qsizetype at);

    FacetKind m_kind;
    QLabel *m_title;
    QVBoxLayout *m_column;
    QAbstractButton *m_more;
    QList<FacetButton *> m_buttons;
    Facet m_facet;
    QString m_filter;
    bool m_all = false;
};

} // namespace assay
