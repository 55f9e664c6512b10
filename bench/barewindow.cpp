// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/barewindow.h"

#include <nlohmann/json.hpp>

#include <QScrollBar>

#include "bench/childprocess.h"
#include "bench/scrollsteps.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QStringList lines(int rows)
{
    QStringList result;
    for (int i = 0; i < rows; ++i)
        result += u"row %1 of a plain list with a line of text in each of its rows"_s.arg(i);
    return result;
}

} // namespace

BareList::BareList(int rows)
    : m_model(lines(rows))
{
    m_view.setUniformItemSizes(true);
    m_view.setModel(&m_model);
    m_view.resize(1280, 800);
}

qint64 BareList::showRows()
{
    PaintWatch watch(m_view.viewport(), &m_model);
    m_view.show();
    return watch.wait([] { return true; });
}

json scrollBareList(int rows)
{
    const qint64 start = monotonicNs();
    BareList list(rows);
    const qint64 shown = list.showRows();
    ScrollSteps steps(&list.view(), &list.model(), [] { return true; });
    json answer{{"first_ms", static_cast<double>(shown - start) / 1e6}, {"end_ms", steps.press(Qt::Key_End)}};
    QList<double> times;
    const QScrollBar *bar = list.view().verticalScrollBar();
    if (steps.press(Qt::Key_Home) < 0)
        return answer;
    while (bar->value() < bar->maximum() && times.size() < 500)
        times += steps.press(Qt::Key_PageDown);
    answer["step_ms"] = spreadOf(times);
    return answer;
}

} // namespace assay
