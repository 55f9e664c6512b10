// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A JSON tree as lines that fold. Only what is open is walked, and only `most` of its lines are made.

#include <QSet>

#include "views/text/jsontree.h"
#include "views/transcript/codepart.h"

namespace assay {

// A text of an event as a tree. Not ready = it is being read, the block is made again when it is; no tree = not JSON.
struct JsonAnswer {
    bool ready = true;
    std::shared_ptr<const JsonTree> tree = {};
};

// What the reader did to the trees of a row.
struct JsonFolds {
    int levels = -1;        // open down to this depth; -1 = small things are open
    QSet<int> flipped = {}; // items that are not as the rule has them

    bool operator==(const JsonFolds &) const = default;
};

// Which text of an event a tree was made of; part of its items, so that two trees of a row fold apart.
enum class JsonSource { Input, Output, Line };
[[nodiscard]] int jsonItem(JsonSource source, int node);

// The lines. The value itself has a line only when nothing is inside it.
[[nodiscard]] std::vector<CodeLine> jsonLines(const JsonTree &tree, JsonSource source, const JsonFolds &folds, int most,
                                              int &total);
// "{ id, title, state … 12 }", "[ 3 items ]"
[[nodiscard]] QString jsonGist(const JsonTree &tree, int node);

} // namespace assay
