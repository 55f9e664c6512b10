// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// An independent look at raw transcripts, one line at a time with another parser than the product's: what kind of line
// each is. Line types as in Claude Code transcripts.

#include "models/data/error.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <set>
#include <string>

namespace assay {

struct LineCensus {
    qint64 lines = 0; // without blank ones and without the one being written
    qint64 decoded = 0;
    qint64 keptRaw = 0;
    qint64 broken = 0;                // not an object of valid JSON
    qint64 torn = 0;                  // a last line without its newline that is no JSON yet: 0 or 1
    std::set<std::string> sessionIds; // told by lines that say something
    std::map<std::string, qint64> types;
};

// True for lines whose content the product decodes; others are kept as they are.
[[nodiscard]] bool isDecodedType(const nlohmann::json &line);
[[nodiscard]] Result<LineCensus> countLines(const QString &file);

} // namespace assay
