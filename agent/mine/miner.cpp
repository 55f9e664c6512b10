// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mine/miner.h"

#include "agent/mine/findasks.h"
#include "agent/mine/findfixes.h"
#include "agent/mine/findrituals.h"
#include "agent/mine/findrules.h"

#include <future>
#include <iterator>

namespace assay {

MiningResult mineProject(const ProjectView &view, const KnownText &known, const MinerBounds &bounds)
{
    MiningResult result;
    result.tooFew = view.lineages() < bounds.fewestLineages;
    const auto add = [&result](std::vector<Finding> found) {
        result.findings.insert(result.findings.end(), std::make_move_iterator(found.begin()),
                               std::make_move_iterator(found.end()));
    };
    // The longest search, and the only one that asks the memory of null counts: beside the others, where a core is
    // free.
    auto rituals = std::async(std::launch::async, [&view, &bounds] { return findRituals(view, bounds); });
    const auto asks = findRepeatedAsks(view, bounds);
    add(findCorrections(view, bounds));
    add(findFixes(view, bounds));
    auto triggers = findTriggers(view, asks, bounds);
    auto orientation = findOrientation(view, bounds);
    auto denials = findDenials(view, bounds);
    auto waits = findWaits(view, bounds);
    auto settings = findSettings(view, bounds);
    add(rituals.get());
    add(std::move(triggers));
    add(asks);
    add(std::move(orientation));
    add(std::move(denials));
    add(std::move(waits));
    add(std::move(settings));
    result.candidates = Composer(view, result.findings, known, bounds).compose();
    return result;
}

} // namespace assay
