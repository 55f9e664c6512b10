// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/keepingverbs.h"

#include "agent/verb/verbs.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Verb captureVerb()
{
    return {.name = u"capture"_s,
            .arguments = u"pause|resume"_s,
            .summary = u"pause capture, and go on with it"_s,
            .details = u"What sessions do while capture is paused is not captured, then or later, whoever reads their "
                       u"transcripts. A pause outlives restarts of the agent and of the machine."_s,
            .minArguments = 1,
            .maxArguments = 1,
            .options = {{.name = u"for"_s,
                         .value = u"TIME"_s,
                         .help = u"pause: go on by itself after 90s, 30m, 1h, 2d … (default: until resumed)"_s},
                        {.name = u"include-missed"_s,
                         .help = u"resume: read what transcripts tell of the pause after all"_s}},
            .jsonKeys = {u"state"_s, u"paused_until"_s},
            .run = runCapture};
}

Verb settingsVerb()
{
    return {
        .name = u"settings"_s,
        .summary = u"show the settings, or change some"_s,
        .details = u"Shows every setting with its value; docs/cli.md says what each does. A change is written to "
                   u"the settings file as a whole, which keeps what it holds besides."_s,
        .options = {{.name = u"set"_s,
                     .value = u"JSON"_s,
                     .help =
                         u"what to change, e.g. {\"capture\": {\"unpersisted\": true}}; null: back to the default"_s}},
        .jsonKeys = {u"file"_s, u"settings"_s, u"unknown"_s},
        .run = runSettings};
}

Verb workspacesVerb()
{
    return {.name = u"workspaces"_s,
            .summary = u"list workspaces, and who may choose one"_s,
            .details =
                u"A .assay file comes with a cloned repository, so the workspace it names counts only after your "
                u"consent, for this file and this name. .assay.local files need none. A session stays in the "
                "workspace that its first run went to."_s,
            .options = {{.name = u"consent"_s,
                         .value = u"DIR"_s,
                         .help = u"let the .assay that holds for this folder choose the workspace"_s},
                        {.name = u"to"_s,
                         .value = u"NAME"_s,
                         .help = u"with --consent: only if it still asks for this workspace"_s},
                        {.name = u"revoke"_s, .value = u"FILE"_s, .help = u"take that back, for this .assay"_s}},
            .jsonKeys = {u"workspaces"_s, u"consents"_s},
            .run = runWorkspaces};
}

Verb pruneVerb()
{
    return {.name = u"prune"_s,
            .summary = u"delete sessions that are older or larger than is kept"_s,
            .details = u"By the limits of the settings (\"retention\"), or by age. They are hidden at once and removed "
                       u"from every byte of the store ten minutes later. Sessions with a bookmark, a note, or the tag "
                       "\"keep\" or \"pinned\" stay. Transcripts are not touched."_s,
            .options = {{.name = u"older-than"_s,
                         .value = u"D"_s,
                         .help = u"sessions whose last event is older: days, or 12w (default: the settings)"_s},
                        {.name = u"project"_s, .value = u"P"_s, .help = u"only of this project, by key or name"_s},
                        {.name = u"dry-run"_s, .help = u"only show what would go"_s},
                        {.name = u"undo"_s, .help = u"bring back what was pruned less than ten minutes ago"_s}},
            .jsonKeys = {u"sessions"_s, u"total"_s, u"bytes"_s, u"spared"_s},
            .run = runPrune};
}

Verb backupVerb()
{
    return {.name = u"backup"_s,
            .arguments = u"FILE"_s,
            .summary = u"write the whole store into one file"_s,
            .details = u"FILE must not exist. It opens like a store: put it into the folder workspaces/ of a data "
                       u"directory. What is deleted later stays in it; delete tells where backups are."_s,
            .minArguments = 1,
            .maxArguments = 1,
            .jsonKeys = {u"file"_s, u"bytes"_s},
            .run = runBackup};
}

} // namespace assay
