// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// "Narrow": what could narrow the list further, in two columns below it. Folds to its heading; whether it is open is
// kept in the settings. One tab stop: the arrow keys walk the values.

#include <QWidget>

#include <array>

#include "models/data/query/facets.h"

class QAbstractButton;
class QScrollArea;

namespace assay {

class FacetGroup;

class FacetPanel final : public QWidget {
    Q_OBJECT

public:
    explicit FacetPanel(QWidget *parent = nullptr);

    // The counts, and the filter they are counted under; the filter alone, at once, while new counts are read.
    void setFacets(const QList<Facet> &facets);
    void setFilter(const QString &filter);

    [[nodiscard]] bool isOpen() const { return m_open; }
    void setOpen(bool open);
    [[nodiscard]] int headHeight() const;
    [[nodiscard]] QSize sizeHint() const override; // as it opens first

Q_SIGNALS:
    void openChanged(bool open);
    void filterEdited(const QString &filter); // the whole text, as a person's choice makes it

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showAll();
    void giveTabStop();
    [[nodiscard]] bool step(const QAbstractButton *from, int key);
    void restyle();

    QAbstractButton *m_head;
    QScrollArea *m_body;
    QList<FacetGroup *> m_groups; // by kind
    std::array<QList<FacetGroup *>, 2> m_columns;
    QList<Facet> m_facets;
    QString m_filter;
    QAbstractButton *m_stop = nullptr; // has the tab stop
    bool m_open = true;
};

} // namespace assay
