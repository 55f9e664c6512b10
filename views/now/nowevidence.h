// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The right of the Now page: the events behind the bullet that was chosen, and the one that is current as it was said.
// GUI thread.

#include "models/data/query/nowquery.h"
#include "views/widgets/evidenceframe.h"

namespace assay {

class NowEvidencePane final : public EvidenceFrame {
    Q_OBJECT

public:
    explicit NowEvidencePane(QWidget *parent = nullptr);

    void show(const QString &what, const QList<NowEvidence> &evidence, qint64 currentEvent);
    void clear();

private:
    [[nodiscard]] Place placeAt(int row) const override;
    void showCurrent() override;

    QList<NowEvidence> m_rows;
};

} // namespace assay
