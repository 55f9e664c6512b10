// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/now/nowevidence.h"

#include <QDateTime>
#include <QListWidget>
#include <QSignalBlocker>

#include "views/text/visibletext.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

NowEvidencePane::NowEvidencePane(QWidget *parent)
    : EvidenceFrame(tr("Open session"), Face::Mono, parent)
{
    clear();
}

void NowEvidencePane::show(const QString &what, const QList<NowEvidence> &evidence, qint64 currentEvent)
{
    m_rows = evidence;
    {
        const QSignalBlocker quiet(list());
        list()->clear();
        for (const NowEvidence &each : evidence) {
            const bool isToday = QDateTime::fromMSecsSinceEpoch(each.at).date() == QDate::currentDate();
            addRow({.lead = timeText(each.at),
                    .text = visibleLine(each.title),
                    .age = isToday ? QString() : relativeText(each.at, QDateTime::currentMSecsSinceEpoch()),
                    .tip = tipText(isoText(each.at))});
            if (each.event == currentEvent)
                list()->setCurrentRow(list()->count() - 1);
        }
        if (list()->currentRow() < 0 && !evidence.isEmpty())
            list()->setCurrentRow(0);
    }
    setHead(tr("Evidence   %1").arg(countText(evidence.size())), visibleLine(what));
    showCurrent();
}

void NowEvidencePane::clear()
{
    show({}, {}, 0);
    setHead(tr("Evidence"), tr("Choose a numeral behind a line to see what it was told by."));
}

NowEvidencePane::Place NowEvidencePane::placeAt(int row) const
{
    return {m_rows[row].event, m_rows[row].session};
}

void NowEvidencePane::showCurrent()
{
    const int row = list()->currentRow();
    if (row < 0 || row >= m_rows.size()) {
        setSaid(false, {}, {});
        return;
    }
    const NowEvidence &each = m_rows[row];
    setSaid(true, tr("%1 · %2\n%3").arg(visibleLine(each.project), isoText(each.at), visibleLine(each.head)),
            visibleText(each.text));
}

} // namespace assay
