// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/healthreport.h"

#include <QCoreApplication>
#include <QDateTime>

#include "views/capture/figurerows.h"
#include "views/capture/headline.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

QString healthReport(const CaptureHeadline &headline, const QList<FigureRows *> &sections)
{
    QString report = u"Assay "_s + QCoreApplication::applicationVersion() + u", "_s +
                     isoText(QDateTime::currentMSecsSinceEpoch()) + u'\n' + headline.text + u". "_s +
                     headline.sentence + u'\n';
    for (const FigureRows *section : sections) {
        const auto lines = section->lines();
        if (lines.isEmpty())
            continue;
        report += u'\n' + section->heading() + u'\n';
        for (const auto &[name, value] : lines)
            report += u"  "_s + name + u": "_s + QString(value).replace(u'\n', u"\n    "_s) + u'\n';
    }
    return report;
}

} // namespace assay
