// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The figures of one import, which may have been done in several runs: the agent lets small jobs go first and goes on
// after.

#include "agent/store/importer.h"

#include <QSet>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class ImportTotals final {
public:
    // The figures of the next run; what it found done already is not counted twice.
    void add(const ImportSummary &run);
    // The progress of the whole, from that of the run that is under way.
    [[nodiscard]] ImportProgress whole(const ImportProgress &run) const;
    [[nodiscard]] const ImportSummary &summary() const { return m_sum; }

private:
    ImportSummary m_sum;
    QSet<QString> m_told; // path and text of its problems
};

// The keys of docs/cli.md, import. Of the problems only the first hundred, so that the answer fits a frame of the
// socket; problems_total counts all.
[[nodiscard]] nlohmann::ordered_json toJson(const ImportSummary &summary);
[[nodiscard]] nlohmann::ordered_json toJson(const ImportProgress &progress);

// "redactions" of such a document, from whoever wrote it.
[[nodiscard]] RedactionCounts redactionCounts(const nlohmann::json &result);

} // namespace assay
