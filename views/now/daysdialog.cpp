// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/now/daysdialog.h"

#include <QDateEdit>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QFormLayout>

namespace assay {

DaysDialog::DaysDialog(const TimeSpan &span, QWidget *parent)
    : QDialog(parent)
    , m_first(new QDateEdit(QDateTime::fromMSecsSinceEpoch(span.from).date(), this))
    , m_last(new QDateEdit(QDateTime::fromMSecsSinceEpoch(span.to - 1).date(), this))
{
    setWindowTitle(tr("Days to tell of"));
    m_first->setCalendarPopup(true);
    m_last->setCalendarPopup(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto *form = new QFormLayout(this);
    form->addRow(tr("First day"), m_first);
    form->addRow(tr("Last day"), m_last);
    form->addRow(buttons);
    connect(m_first, &QDateEdit::dateChanged, m_last, &QDateEdit::setMinimumDate);
    m_last->setMinimumDate(m_first->date());
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen({m_first->date().startOfDay().toMSecsSinceEpoch(),
                       m_last->date().addDays(1).startOfDay().toMSecsSinceEpoch()});
        accept();
    });
}

} // namespace assay
