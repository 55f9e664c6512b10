// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The episodes of one project in the order all counting uses: by lineage, then by time. Any thread; the corpus outlives
// it.

#include "agent/facts/factcorpus.h"
#include "agent/mine/finding.h"

#include <span>

namespace assay {

class ProjectView {
public:
    ProjectView(const FactCorpus &corpus, std::uint32_t project);

    [[nodiscard]] const FactCorpus &corpus() const { return *m_corpus; }
    [[nodiscard]] std::uint32_t project() const { return m_project; }
    [[nodiscard]] std::span<const std::uint32_t> episodes() const { return m_episodes; } // indices
    [[nodiscard]] std::uint32_t lineages() const { return m_lineages; }
    [[nodiscard]] const FactEpisode &episode(std::uint32_t index) const { return m_corpus->episodes[index]; }
    [[nodiscard]] std::uint32_t lineageOf(std::uint32_t episode) const;
    [[nodiscard]] std::uint32_t ordinalOf(std::uint32_t episode) const; // within its session
    // The episode of the same session before; nothing for its first one.
    [[nodiscard]] const FactEpisode *before(std::uint32_t episode) const;

    // Lineages, days, people; the rest of a strength stays as it is.
    void count(const std::vector<Occurrence> &occurrences, Strength &strength) const;
    void count(std::span<const std::uint32_t> episodes, Strength &strength) const;

private:
    const FactCorpus *m_corpus;
    std::uint32_t m_project;
    std::vector<std::uint32_t> m_episodes;
    std::uint32_t m_lineages = 0;
};

} // namespace assay
