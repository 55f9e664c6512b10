// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/miningverbs.h"

#include "agent/verb/verbs.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Verb mineVerb()
{
    return {
        .name = u"mine"_s,
        .summary = u"look for habits worth keeping"_s,
        .details = u"Weighs what recurs in the sessions of each project against chance and against what is written "
                   u"down already, and makes candidates of what is left. It writes to the store only; nothing "
                   "reaches a project before you approve it."_s,
        .options =
            {{.name = u"full"_s, .help = u"also projects in which nothing has changed"_s},
             {.name = u"explain"_s,
              .value = u"WORDS"_s,
              .help =
                  u"what became of the patterns with these words, and why; stores nothing. With --full also of what "
                  "was never near to beating chance"_s}},
        .jsonKeys = {u"sessions_considered"_s, u"patterns_tested"_s, u"candidates_new"_s, u"candidates_changed"_s,
                     u"seconds"_s},
        .run = runMine};
}

} // namespace assay
