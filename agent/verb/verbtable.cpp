// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/verbtable.h"

#include "agent/verb/deskverbs.h"
#include "agent/verb/keepingverbs.h"
#include "agent/verb/miningverbs.h"
#include "agent/verb/summaryverbs.h"
#include "agent/verb/verbs.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

VerbOption onlyOption()
{
    return {.name = u"only"_s,
            .value = u"AGENT"_s,
            .help = u"of this coding agent only (default: all that are known); codex is for a later version"_s,
            .choices = {u"claude"_s, u"codex"_s}};
}

Verb runVerb()
{
    return {.name = u"run"_s,
            .summary = u"the agent in the foreground"_s,
            .details = u"Holds the data directory as its only writer and serves the window and the other verbs. Ends "
                       u"on SIGTERM or "
                       "SIGINT; an import that was running goes on at the next start of one."_s,
            .run = runAgent};
}

Verb installVerb()
{
    return {
        .name = u"install"_s,
        .summary = u"capture sessions from now on: wire the hooks, start the service"_s,
        .details = u"Shows what it changes, then changes it: hooks in Claude Code's settings.json, merged into what is "
                   "there, and a service of the user that runs the agent (systemd, else an autostart entry). The "
                   "settings are kept as they were; uninstall puts them back. Where all is as it should be, nothing "
                   "is done."_s,
        .options = {{.name = u"dry-run"_s, .help = u"only show what would change"_s},
                    {.name = u"headless"_s, .help = u"for a worker without a desktop: no autostart entry"_s},
                    {.name = u"mcp"_s, .help = u"register the MCP server with Claude Code too (see mcp)"_s},
                    onlyOption(),
                    {.name = u"capture-unpersisted"_s,
                     .help =
                         u"capture runs with --no-session-persistence too, from the hooks (on a terminal: asked)"_s}},
        .jsonKeys = {u"changes"_s, u"remarks"_s, u"hash"_s, u"applied"_s},
        .run = runInstall};
}

Verb uninstallVerb()
{
    return {.name = u"uninstall"_s,
            .summary = u"undo install; what was captured stays"_s,
            .details =
                u"Takes Assay's entries out of the settings, byte for byte as they were when nobody changed them "
                "since, and ends and removes the service. The data directory stays."_s,
            .options = {{.name = u"dry-run"_s, .help = u"only show what would change"_s}, onlyOption()},
            .jsonKeys = {u"changes"_s, u"remarks"_s, u"hash"_s, u"applied"_s},
            .run = runUninstall};
}

Verb importVerb()
{
    return {
        .name = u"import"_s,
        .summary = u"read all history found; incremental, resumable"_s,
        .details =
            u"Reads the transcripts below the coding agents' folders, or below the given ones. What was read before is "
            "not read again. Interrupted (Ctrl+C), it keeps what it has and goes on where it stopped the next time."_s,
        .options = {{.name = u"from"_s,
                     .value = u"DIR"_s,
                     .help = u"a folder of transcripts, a folder like ~/.claude, or one file"_s,
                     .repeats = true},
                    {.name = u"agent"_s,
                     .value = u"NAME"_s,
                     .help = u"whose transcripts they are (default auto); codex is for a later version"_s,
                     .choices = {u"claude"_s, u"codex"_s, u"auto"_s}}},
        .jsonKeys = {u"files_seen"_s, u"files_parsed"_s, u"files_unchanged"_s, u"bytes"_s, u"lines"_s,
                     u"events_added"_s, u"events_total"_s, u"sessions_total"_s, u"lines_kept_raw"_s, u"lines_broken"_s,
                     u"redactions"_s, u"seconds"_s},
        .run = runImport};
}

Verb sessionsVerb()
{
    return {.name = u"sessions"_s,
            .arguments = u"[FILTER…]"_s,
            .summary = u"list sessions, newest first"_s,
            .details = u"FILTER is the language of the window's filter line: project:NAME tool:Bash is:error after:2d "
                       "before:yesterday model:opus branch:main file:src/a.cpp session:ID skill:deploy tag:keep "
                       "has:subagent \"exact "
                       "words\" words -not"_s,
            .maxArguments = -1,
            .options = {{.name = u"limit"_s, .value = u"N"_s, .help = u"at most so many (default: all)"_s}},
            .jsonKeys = {u"sessions"_s},
            .run = runSessions};
}

Verb showVerb()
{
    return {.name = u"show"_s,
            .arguments = u"SESSION"_s,
            .summary = u"one session, event by event"_s,
            .details = u"SESSION is the start of a session's id, as long as only one begins so. Sub-agents' events "
                       u"follow the main "
                       "thread's, told apart by agent_id."_s,
            .minArguments = 1,
            .maxArguments = 1,
            .options = {{.name = u"events"_s,
                         .value = u"FROM:TO"_s,
                         .help = u"only these, counted from 1; either side may be left out"_s},
                        {.name = u"event"_s,
                         .value = u"ID"_s,
                         .help = u"only this one, by the number that search and show print"_s}},
            .jsonKeys = {u"session"_s, u"events"_s},
            .run = runShow};
}

Verb searchVerb()
{
    return {.name = u"search"_s,
            .arguments = u"QUERY…"_s,
            .summary = u"full text over everything"_s,
            .details = u"QUERY is words, \"exact words\" and the terms of the filter language (see sessions). Calls of "
                       u"Assay itself "
                       "are left out unless is:self asks for them."_s,
            .minArguments = 1,
            .maxArguments = -1,
            .options = {{.name = u"limit"_s, .value = u"N"_s, .help = u"at most so many hits (default 50)"_s},
                        {.name = u"order"_s,
                         .value = u"ORDER"_s,
                         .help = u"best match or newest first (default newest)"_s,
                         .choices = {u"best"_s, u"newest"_s}}},
            .jsonKeys = {u"total"_s, u"hits"_s},
            .run = runSearch};
}

Verb exportVerb()
{
    return {
        .name = u"export"_s,
        .arguments = u"SESSION"_s,
        .summary = u"write a session in another format"_s,
        .details =
            u"To standard output, or to a file with --output. trajectory is one chat message per line, as JSON, for "
            "evaluation and training. Secrets were masked before they were stored and stay masked."_s,
        .minArguments = 1,
        .maxArguments = 1,
        .options = {{.name = u"format"_s,
                     .value = u"FORMAT"_s,
                     .help = u"what to write (default md)"_s,
                     .choices = {u"md"_s, u"html"_s, u"json"_s, u"trajectory"_s}},
                    {.name = u"output"_s, .value = u"FILE"_s, .help = u"write to this file; it must not exist yet"_s}},
        .run = runExport};
}

Verb statusVerb()
{
    return {
        .name = u"status"_s,
        .summary = u"whether the agent runs, and what the store holds"_s,
        .details = u"What is not known, or not built yet, is null. With --path only whether what runs in that folder "
                   u"is captured, and which file or setting decides."_s,
        .options = {{.name = u"path"_s, .value = u"DIR"_s, .help = u"which gate applies to this folder, and why"_s}},
        .jsonKeys = {u"agent"_s, u"hooks"_s, u"capture"_s, u"store"_s, u"summaries"_s, u"mining"_s},
        .run = runStatus};
}

Verb doctorVerb()
{
    return {.name = u"doctor"_s,
            .summary = u"check the store, and save what can be saved"_s,
            .details = u"Checks only, unless an option says more. Repair writes a new file from what can still be "
                       u"read, tells from the raw "
                       "lines and the transcripts again what was lost, and keeps the damaged file beside it. Such "
                       "copies may hold sessions that were deleted since."_s,
            .options = {{.name = u"repair"_s, .help = u"save a damaged store into a new file"_s},
                        {.name = u"remove-copies"_s,
                         .help = u"remove the copies that repairs and migrations left beside the store"_s}},
            .jsonKeys = {u"findings"_s, u"repaired"_s},
            .run = runDoctor};
}

Verb redactVerb()
{
    return {.name = u"redact"_s,
            .summary = u"mask secrets in what is stored already"_s,
            .details = u"Secrets are masked before anything is stored; this applies today's rules to older rows."_s,
            .options = {{.name = u"recheck"_s, .help = u"apply the rules to every stored line"_s}},
            .jsonKeys = {u"sessions"_s, u"lines_scanned"_s, u"lines_changed"_s, u"redactions"_s},
            .run = runRedact};
}

Verb exclusionsVerb()
{
    return {.name = u"exclusions"_s,
            .summary = u"what must not come back"_s,
            .details = u"Deleted sessions are remembered by a keyed hash, so that no import brings them back. Lifting "
                       u"an exclusion "
                       "restores nothing; the next import may read the session again."_s,
            .options = {{.name = u"lift"_s, .value = u"ID"_s, .help = u"forget this exclusion"_s}},
            .jsonKeys = {u"exclusions"_s},
            .run = runExclusions};
}

Verb deleteVerb()
{
    return {.name = u"delete"_s,
            .arguments = u"SESSION"_s,
            .summary = u"delete a session for good"_s,
            .details = u"It is hidden at once and removed from every byte of the store ten minutes later; until then "
                       u"--undo brings it "
                       "back. The coding agent's own transcript is not touched."_s,
            .minArguments = 1,
            .maxArguments = 1,
            .options = {{.name = u"now"_s, .help = u"remove it at once, without the ten minutes"_s},
                        {.name = u"undo"_s, .help = u"bring back a session deleted less than ten minutes ago"_s}},
            .jsonKeys = {u"session"_s, u"state"_s, u"purge_at"_s, u"remains_in"_s},
            .run = runDelete};
}

Verb tagVerb()
{
    return {.name = u"tag"_s,
            .arguments = u"SESSION TAG…"_s,
            .summary = u"give a session tags, or take them away"_s,
            .details = u"TAG or +TAG adds, -TAG removes. A tag is one word of at most 64 characters without commas "
                       u"and quotation "
                       "marks; it is compared without regard to case. \"assay-agent sessions tag:TAG\" lists the "
                       "sessions that have it."_s,
            .minArguments = 2,
            .maxArguments = -1,
            .jsonKeys = {u"session"_s, u"tags"_s},
            .run = runTag};
}

Verb noteVerb()
{
    return {.name = u"note"_s,
            .arguments = u"SESSION [TEXT]"_s,
            .summary = u"write a note to a session, or print it"_s,
            .details =
                u"TEXT replaces the note; an empty one (\"\") removes it. Without TEXT the note is printed. Your "
                u"own text is kept "
                "as it is, secrets in it too; it is deleted with the session."_s,
            .minArguments = 1,
            .maxArguments = 2,
            .jsonKeys = {u"session"_s, u"note"_s},
            .run = runNote};
}

Verb bookmarkVerb()
{
    return {.name = u"bookmark"_s,
            .arguments = u"EVENT"_s,
            .summary = u"mark an event to find it again"_s,
            .details = u"EVENT is the number that search and show print."_s,
            .minArguments = 1,
            .maxArguments = 1,
            .options = {{.name = u"remove"_s, .help = u"take the bookmark away"_s}},
            .jsonKeys = {u"event"_s, u"session"_s, u"bookmarked"_s},
            .run = runBookmark};
}

Verb samplesVerb()
{
    return {.name = u"samples"_s,
            .summary = u"import an invented history to try things with"_s,
            .details = u"Goes to the workspace \"samples\", so that it never mixes with your own sessions."_s,
            .options = {{.name = u"to"_s,
                         .value = u"DIR"_s,
                         .help = u"only write the transcripts there, import nothing"_s}},
            .jsonKeys = {u"workspace"_s, u"files"_s, u"sessions"_s},
            .run = runSamples};
}

} // namespace

const QList<Verb> &verbTable()
{
    static const QList<Verb> table =
        QList<Verb>{runVerb(),    installVerb(), uninstallVerb(),  importVerb(),  sessionsVerb(), showVerb(),
                    searchVerb(), exportVerb(),  statusVerb(),     captureVerb(), settingsVerb(), workspacesVerb(),
                    doctorVerb(), redactVerb(),  exclusionsVerb(), deleteVerb(),  pruneVerb(),    backupVerb(),
                    tagVerb(),    noteVerb(),    bookmarkVerb(),   samplesVerb(), mineVerb(),     reviewVerb(),
                    skillsVerb(), lintVerb()} +
        summaryVerbs();
    return table;
}

const QList<VerbOption> &globalOptions()
{
    static const QList<VerbOption> options = {
        {.name = u"data-dir"_s,
         .value = u"DIR"_s,
         .help = u"where Assay keeps everything it writes ($ASSAY_DATA_DIR, else $XDG_DATA_HOME/assay)"_s},
        {.name = u"workspace"_s,
         .value = u"NAME"_s,
         .help = u"one isolated database ($ASSAY_WORKSPACE_ID, else default)"_s},
        {.name = u"claude-dir"_s,
         .value = u"DIR"_s,
         .help = u"Claude Code's folder ($CLAUDE_CONFIG_DIR, else ~/.claude)"_s},
        {.name = u"codex-dir"_s, .value = u"DIR"_s, .help = u"Codex's folder (for a later version, which reads it)"_s},
        {.name = u"config"_s,
         .value = u"FILE"_s,
         .help =
             u"settings (default: config.json in the data directory if one is given, else in $XDG_CONFIG_HOME/assay)"_s},
        {.name = u"project-aliases"_s,
         .value = u"FILE"_s,
         .help = u"JSON: project → folder prefixes that belong to it"_s},
        {.name = u"json"_s, .help = u"one JSON document on standard output, nothing else"_s},
        {.name = u"quiet"_s, .help = u"no progress, no remarks; only what went wrong"_s},
        {.name = u"verbose"_s, .help = u"more remarks on standard error"_s},
        {.name = u"help"_s, .help = u"this text"_s},
        {.name = u"version"_s, .help = u"the version of this program"_s},
    };
    return options;
}

const Verb *findVerb(const QString &name)
{
    for (const Verb &verb : verbTable()) {
        if (verb.name == name)
            return &verb;
    }
    return nullptr;
}

} // namespace assay
