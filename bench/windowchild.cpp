// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/barewindow.h"
#include "bench/benchwindow.h"
#include "bench/deskchild.h"
#include "bench/measures.h"
#include "bench/openchild.h"

#include <cstdio>

#include <unistd.h>

#include <QApplication>
#include <QElapsedTimer>

#include "models/data/heap.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int settleMs = 2'000;
constexpr int idleMs = 5'000;
constexpr int agentPatienceMs = 10'000;

int tell(const json &answer)
{
    std::fputs(answer.dump().c_str(), stdout);
    return 0;
}

int complain(const QString &what)
{
    std::fprintf(stderr, "assay-bench child: %s\n", qUtf8Printable(what));
    return 1;
}

// An agent that this process had to start must not stay behind.
void endOwnAgent(AgentLink &link)
{
    if (!link.startedAgent())
        return;
    QElapsedTimer patience;
    patience.start();
    while (link.status().state != AgentStatus::State::Running && !patience.hasExpired(agentPatienceMs))
        letPass(50);
    link.stopAgent();
    letPass(300);
}

int firstList(const DataDir &dataDir, qint64 startedNs)
{
    BenchWindow window(dataDir);
    window.link().open();
    const qint64 at = window.showList();
    if (at == 0)
        return complain(u"The list was never painted."_s);
    const bool started = window.link().startedAgent();
    endOwnAgent(window.link());
    return tell({{"ms", static_cast<double>(at - startedNs) / 1e6},
                 {"statements", window.runner().statements()},
                 {"bytes", window.runner().bytes()},
                 {"started_agent", started}});
}

json idleFigures()
{
    letPass(settleMs);
    const double cpu = processCpu(getpid());
    letPass(idleMs);
    return {{"private", privateBytes(getpid())},
            {"resident", residentBytes(getpid())},
            {"cpu_percent", (processCpu(getpid()) - cpu) * 1e5 / idleMs}};
}

int idleWindow(const DataDir &dataDir)
{
    BenchWindow window(dataDir);
    window.link().open();
    if (window.showList() == 0)
        return complain(u"The list was never painted."_s);
    json answer{{"list", idleFigures()}};
    window.window().openSession(window.newestSession());
    answer["session"] = idleFigures();
    endOwnAgent(window.link());
    return tell(answer);
}

} // namespace

int runWindowChild(const QString &name, const QStringList &arguments)
{
    char program[] = "assay-bench";
    char *argv[] = {program, nullptr};
    int argc = 1;
    const qint64 number = arguments.value(1).toLongLong();
    if (name == "bare-core"_L1) {
        const QCoreApplication application(argc, argv);
        return tell(idleFigures());
    }
    giveLargeBlocksBack(); // as the window does
    const QApplication application(argc, argv);
    QApplication::setApplicationName(u"assay"_s);
    if (name == "bare-window"_L1) {
        BareList list(0);
        const qint64 at = list.showRows();
        json answer{{"ms", static_cast<double>(at - number) / 1e6}};
        if (arguments.contains(u"idle"_s))
            answer.update(idleFigures());
        return tell(answer);
    }
    if (name == "bare-scroll"_L1)
        return tell(scrollBareList(arguments.value(0).toInt()));

    const auto dataDir = DataDir::locate(arguments.value(0));
    if (!dataDir)
        return complain(dataDir.error().what);
    Theme::instance()->apply(Theme::Scheme::System);
    if (name == "first-list"_L1)
        return firstList(*dataDir, number);
    if (name == "idle-window"_L1)
        return idleWindow(*dataDir);
    if (name == "open"_L1) {
        const json answer = openSession(*dataDir, number, arguments.contains(u"scroll"_s));
        return answer.is_object() ? tell(answer) : complain(u"The session was never painted."_s);
    }
    if (name == "desk"_L1) {
        const json answer = weighCandidates(*dataDir, number);
        return answer.is_object() ? tell(answer) : complain(u"The desk was never painted."_s);
    }
    return complain(u"There is no child \"%1\"."_s.arg(name));
}

} // namespace assay
