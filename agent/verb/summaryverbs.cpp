// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/summaryverbs.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

QList<Verb> summaryVerbs()
{
    return {
        {.name = u"summary"_s,
         .summary = u"what was asked, done, failed, decided, and what is open"_s,
         .details = u"Told from recorded facts; every line names the events it comes from (show SESSION --event ID). "
                    "\"--window yesterday --format md\" is the digest of a day."_s,
         .options = {{.name = u"format"_s,
                      .value = u"FORMAT"_s,
                      .help = u"what to print (default text)"_s,
                      .choices = {u"text"_s, u"md"_s, u"json"_s}},
                     {.name = u"scope"_s,
                      .value = u"SCOPE"_s,
                      .help = u"workspace, project:NAME or session:ID (default workspace)"_s},
                     {.name = u"window"_s,
                      .value = u"TIME"_s,
                      .help = u"15m, 1h, 7d, today, yesterday, \"last week\", 2026-11-02 (default 24h; a session: all "
                              u"of it)"_s}},
         .jsonKeys = {u"scope"_s, u"from"_s, u"to"_s, u"current_to"_s, u"bullets"_s},
         .run = runSummary},
        {.name = u"where"_s,
         .arguments = u"[PROJECT]"_s,
         .summary = u"where you were: what is open and what is next, by project"_s,
         .details =
             u"From the last sessions of each project: the last ask, checks that still fail, questions that wait "
             u"for an answer, the next step."_s,
         .maxArguments = -1,
         .jsonKeys = {u"projects"_s},
         .run = runWhere},
        {.name = u"ask"_s,
         .arguments = u"QUESTION…"_s,
         .summary = u"a question about a window of time, in plain words"_s,
         .details =
             u"For example: \"Summarize the last 15 minutes of payments-api failures across the fleet\", \"git "
             "failures since yesterday noon\", \"refused calls this week in project payments\". It says first how "
             "the question was understood; then counts, the same window before, groups and sessions. Nothing "
             "outside the window is counted."_s,
         .minArguments = 1,
         .maxArguments = -1,
         .jsonKeys = {u"understood"_s, u"count"_s, u"groups"_s, u"examples"_s, u"narrative"_s},
         .run = runAsk},
        {.name = u"mcp"_s,
         .summary = u"the MCP server for coding agents, on standard input and output"_s,
         .details =
             u"Read only. Tools: search, summary, ask, read_session, read_event, list_skills. They see the project of "
             "$CLAUDE_PROJECT_DIR and nothing else. What they return goes to the coding agent's model. \"install "
             "--mcp\" registers it."_s,
         .options = {{.name = u"all-projects"_s, .help = u"they see every project of the workspace"_s}},
         .run = runMcp},
    };
}

} // namespace assay
