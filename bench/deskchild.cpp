// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/deskchild.h"

#include <nlohmann/json.hpp>

#include <QEventLoop>
#include <QTableWidget>
#include <QTimer>

#include "bench/benchwindow.h"
#include "bench/childprocess.h"
#include "models/items/desklist.h"
#include "views/desk/deskpage.h"
#include "views/desk/deskqueue.h"
#include "views/desk/installedpane.h"

namespace assay {

using nlohmann::json;

namespace {

constexpr int limitMs = 30'000;
constexpr int cards = 20;

class DeskRun final {
public:
    explicit DeskRun(const DataDir &dataDir)
        : m_window(dataDir)
    {
        m_window.link().open();
        page()->setDoor(&m_window.link());
    }

    json run(qint64 startedNs)
    {
        m_window.window().openSkills();
        m_window.window().show();
        const qint64 first = painted([this] { return page()->isPlanned() && page()->list()->rowCount() > 0; });
        json answer{{"first_ms", since(startedNs, first)}, {"candidates", page()->list()->rowCount()}};
        json next = json::array();
        for (int i = 0; i < cards; ++i) {
            const QString before = page()->currentKey();
            const qint64 start = monotonicNs();
            page()->snooze();
            const qint64 at = painted([&] { return page()->currentKey() != before && page()->isPlanned(); });
            next.push_back(since(start, at));
            if (at == 0)
                return nullptr;
        }
        answer["next_ms"] = next;
        const qint64 start = monotonicNs();
        page()->queue()->setGroup(DeskGroup::Installed);
        const qint64 installed = painted([this] { return page()->installed()->count() > 0; });
        const qint64 lookedAt = painted([this] { return page()->installed()->unseen() == 0; });
        if (first == 0 || installed == 0 || lookedAt == 0)
            return nullptr;
        answer["installed_ms"] = since(start, installed);
        answer["looked_at_ms"] = since(startedNs, lookedAt);
        answer["skills"] = page()->installed()->count();
        answer["statements"] = m_window.runner().statements();
        return answer;
    }

private:
    DeskPage *page() { return m_window.window().desk(); }

    static double since(qint64 startNs, qint64 endNs) { return static_cast<double>(endNs - startNs) / 1e6; }

    // When the whole window was painted with what is waited for; 0 = never.
    qint64 painted(const std::function<bool()> &ready)
    {
        QTimer limit;
        limit.setSingleShot(true);
        limit.start(limitMs);
        QEventLoop loop;
        while (!ready() && limit.isActive())
            loop.processEvents(QEventLoop::WaitForMoreEvents);
        PaintWatch watch(&m_window.window(), page()->list());
        return watch.wait(ready);
    }

    BenchWindow m_window;
};

} // namespace

json weighCandidates(const DataDir &dataDir, qint64 startedNs)
{
    return DeskRun(dataDir).run(startedNs);
}

} // namespace assay
