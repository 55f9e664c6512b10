// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The right of the desk: every event behind the candidate, numbered, the person's own words first to be seen; and the
// one that is chosen, as it was said. GUI thread.

#include "models/data/query/candidatequery.h"
#include "views/widgets/evidenceframe.h"

namespace assay {

class EvidencePane final : public EvidenceFrame {
    Q_OBJECT

public:
    explicit EvidencePane(QWidget *parent = nullptr);

    void show(const QList<ClaimRow> &claims, int against);
    void clear();
    void choose(int number); // counted from 1
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const EvidenceRow *at(int number) const; // nullptr = none
    // Oldest, newest and the one with most words of the person: what a card shows.
    [[nodiscard]] QList<int> telling() const;

private:
    [[nodiscard]] Place placeAt(int row) const override;
    void showCurrent() override;

    QList<EvidenceRow> m_rows;
};

} // namespace assay
