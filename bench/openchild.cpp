// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/openchild.h"

#include <algorithm>

#include <unistd.h>

#include <nlohmann/json.hpp>

#include <QElapsedTimer>

#include "bench/benchwindow.h"
#include "bench/childprocess.h"
#include "bench/scrollsteps.h"
#include "models/items/transcriptmodel.h"
#include "views/transcript/transcriptpane.h"

namespace assay {

using nlohmann::json;

namespace {

constexpr int settleMs = 1'000;
constexpr qint64 scrollLimitMs = 600'000;
constexpr int stepsPerMemory = 25; // reading it takes as long as a step

class OpenSession final {
public:
    explicit OpenSession(const DataDir &dataDir)
        : m_window(dataDir)
    {
    }

    json run(qint64 sessionId, bool scroll)
    {
        if (m_window.showList() == 0)
            return nullptr;
        letPass(settleMs);
        m_before = privateBytes(getpid());
        ScrollSteps steps(view(), model(), [this] { return isComplete(); });
        const qint64 start = monotonicNs();
        m_window.window().openSession(sessionId);
        const double first = steps.settle(start);
        json answer{{"first_ms", first}, {"rows", model()->rowCount()}, {"growth_open", growth()}};
        const double end = steps.press(Qt::Key_End);
        answer["end_ms"] = end;
        answer["at_end"] = isAtEnd();
        answer["growth_end"] = growth();
        if (first < 0 || end < 0)
            return nullptr;
        if (scroll)
            answer["scroll"] = scrollThrough(steps);
        letPass(settleMs);
        answer["growth_after"] = growth();
        answer["growth_peak"] = m_peak;
        return answer;
    }

private:
    TranscriptView *view() { return m_window.window().transcript()->view(); }
    TranscriptModel *model() { return m_window.window().transcript()->model(); }

    bool isComplete()
    {
        if (model()->rowCount() == 0 || view()->laidOutBlocks() == 0)
            return false;
        const int first = view()->place().row;
        for (int row = first; row < model()->rowCount() && !view()->rowRect(row).isNull(); ++row) {
            if (model()->eventAt(row) == nullptr)
                return false;
        }
        return !view()->rowRect(first).isNull();
    }

    bool isAtEnd()
    {
        const QRect last = view()->rowRect(model()->rowCount() - 1);
        return !last.isNull() && last.bottom() <= view()->viewport()->height() + 1;
    }

    qint64 growth()
    {
        const qint64 grown = privateBytes(getpid()) - m_before;
        m_peak = std::max(m_peak, grown);
        return grown;
    }

    json scrollThrough(ScrollSteps &steps)
    {
        QList<double> times;
        QList<double> layouts;
        QList<double> statements;
        QList<double> bytes;
        int blocks = 0;
        QElapsedTimer limit;
        limit.start();
        if (steps.press(Qt::Key_Home) < 0)
            return nullptr;
        QueryRunner &runner = m_window.runner();
        while (!isAtEnd() && !limit.hasExpired(scrollLimitMs)) {
            const qint64 layoutsBefore = view()->layoutsMade();
            const qint64 statementsBefore = runner.statements();
            const qint64 bytesBefore = runner.bytes();
            const double ms = steps.press(Qt::Key_PageDown);
            if (ms < 0)
                break;
            times += ms;
            layouts += static_cast<double>(view()->layoutsMade() - layoutsBefore);
            statements += static_cast<double>(runner.statements() - statementsBefore);
            bytes += static_cast<double>(runner.bytes() - bytesBefore);
            blocks = std::max(blocks, view()->laidOutBlocks());
            if (times.size() % stepsPerMemory == 0)
                growth();
        }
        return {{"complete", isAtEnd()},         {"rows_reached", view()->place().row},
                {"ms", spreadOf(times)},         {"layouts", spreadOf(layouts)},
                {"blocks_kept_at_most", blocks}, {"statements", spreadOf(statements)},
                {"bytes", spreadOf(bytes)}};
    }

    BenchWindow m_window;
    qint64 m_before = 0;
    qint64 m_peak = 0;
};

} // namespace

json openSession(const DataDir &dataDir, qint64 sessionId, bool scroll)
{
    return OpenSession(dataDir).run(sessionId, scroll);
}

} // namespace assay
