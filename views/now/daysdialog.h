// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Asks for the days a summary is to tell of, both included.

#include <QDialog>

#include "models/data/memory/timebuckets.h"

class QDateEdit;

namespace assay {

class DaysDialog final : public QDialog {
    Q_OBJECT

public:
    explicit DaysDialog(const TimeSpan &span, QWidget *parent = nullptr);

    [[nodiscard]] QDateEdit *first() const { return m_first; }
    [[nodiscard]] QDateEdit *last() const { return m_last; }

Q_SIGNALS:
    void chosen(const assay::TimeSpan &span);

private:
    QDateEdit *m_first;
    QDateEdit *m_last;
};

} // namespace assay
