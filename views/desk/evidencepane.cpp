// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/evidencepane.h"

#include <algorithm>

#include <QDateTime>
#include <QListWidget>
#include <QSignalBlocker>

#include "views/desk/deskwords.h"
#include "views/text/visibletext.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

EvidencePane::EvidencePane(QWidget *parent)
    : EvidenceFrame(tr("O   Open in the transcript"), Face::Base, parent)
{
    clear();
}

void EvidencePane::show(const QList<ClaimRow> &claims, int against)
{
    m_rows.clear();
    const QSignalBlocker quiet(list());
    list()->clear();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const ClaimRow &claim : claims) {
        for (const EvidenceRow &each : claim.evidence) {
            m_rows.append(each);
            const QString what = each.excerpt.isEmpty() ? visibleLine(claim.text) : visibleLine(each.excerpt);
            addRow({.lead = roleWords(each.role),
                    .text = what.left(120),
                    .age = relativeText(each.at, now),
                    .tip = tipText(what)});
        }
    }
    setHead(tr("Evidence   %1 for · %2 against").arg(countText(m_rows.size()), countText(against)), {});
    list()->setCurrentRow(m_rows.isEmpty() ? -1 : 0);
    showCurrent();
}

void EvidencePane::clear()
{
    show({}, 0);
    setHead(tr("Evidence"), tr("Choose a candidate to see what it was made from."));
}

const EvidenceRow *EvidencePane::at(int number) const
{
    return number >= 1 && number <= m_rows.size() ? &m_rows[number - 1] : nullptr;
}

void EvidencePane::choose(int number)
{
    list()->setCurrentRow(number - 1);
}

QList<int> EvidencePane::telling() const
{
    QList<int> numbers;
    for (int i = 1; i <= m_rows.size(); ++i)
        numbers.append(i);
    // The person's own words first, then the newest.
    std::stable_sort(numbers.begin(), numbers.end(), [this](int a, int b) {
        const EvidenceRow &x = m_rows[a - 1];
        const EvidenceRow &y = m_rows[b - 1];
        const bool xs = x.trust == 0 && !x.excerpt.isEmpty();
        const bool ys = y.trust == 0 && !y.excerpt.isEmpty();
        return xs != ys ? xs : x.at > y.at;
    });
    QList<int> chosen;
    QList<qint64> sessions;
    for (const int number : numbers) {
        if (chosen.size() == 3)
            break;
        if (sessions.contains(m_rows[number - 1].sessionId))
            continue;
        sessions.append(m_rows[number - 1].sessionId);
        chosen.append(number);
    }
    return chosen;
}

EvidencePane::Place EvidencePane::placeAt(int row) const
{
    return {m_rows[row].eventId, m_rows[row].sessionId};
}

void EvidencePane::showCurrent()
{
    const EvidenceRow *row = at(list()->currentRow() + 1);
    if (row == nullptr) {
        setSaid(false, {}, {});
        return;
    }
    setSaid(true, tr("%1 · session %2 · %3").arg(roleWords(row->role), row->sessionUuid.left(8), isoText(row->at)),
            row->excerpt.isEmpty() ? tr("What a tool gave out is not quoted here. Open it in the transcript.")
                                   : visibleText(row->excerpt));
}

} // namespace assay
