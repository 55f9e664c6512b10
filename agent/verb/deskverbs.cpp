// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/deskverbs.h"

#include "agent/verb/verbs.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString rejectReasonsHelp()
{
    return u"reject: already-known, one-off, wrong-or-outdated, other-form, too-broad, private, dangerous or "
           "not-yet-convincing"_s;
}

QList<VerbOption> approveOptions()
{
    return {{.name = u"scope"_s,
             .value = u"SCOPE"_s,
             .help = u"where the file goes (default: as the candidate says)"_s,
             .choices = {u"project"_s, u"personal"_s}},
            {.name = u"tick"_s,
             .value = u"FLAG"_s,
             .help = u"approve although diff says this; one for each flag"_s,
             .repeats = true},
            {.name = u"give-up"_s,
             .value = u"LINE"_s,
             .help = u"approve although this line, written by hand, goes"_s,
             .repeats = true},
            {.name = u"sha256"_s, .value = u"HASH"_s, .help = u"approve only the draft whose checksum begins so"_s},
            {.name = u"git-add"_s, .help = u"add exactly this file to git's index; never a commit"_s},
            {.name = u"own-file"_s, .help = u"rule: into .claude/rules/NAME.md instead of CLAUDE.md"_s}};
}

QList<VerbOption> verdictOptions()
{
    return {{.name = u"reason"_s, .value = u"REASON"_s, .help = rejectReasonsHelp()},
            {.name = u"sessions"_s, .value = u"N"_s, .help = u"snooze: until seen in so many more (3)"_s},
            {.name = u"days"_s, .value = u"N"_s, .help = u"snooze: for so many days"_s},
            {.name = u"note"_s, .value = u"TEXT"_s, .help = u"kept with the decision"_s},
            {.name = u"file"_s, .value = u"FILE"_s, .help = u"edit: the text; import: the export"_s},
            {.name = u"into"_s, .value = u"SKILL"_s, .help = u"merge: the name of the installed skill"_s}};
}

} // namespace

Verb reviewVerb()
{
    return {
        .name = u"review"_s,
        .arguments = u"[list | ACT KEY | export | import]"_s,
        .summary = u"weigh, edit and approve what was mined"_s,
        .details =
            u"KEY is what list prints first, or the beginning of it. show prints the claims behind each line of the "
            u"draft and the events behind each claim; diff what approving would write, where, and what to look at "
            u"first. approve writes exactly the bytes of the stored draft, or nothing when the file is not what it "
            u"was. edit stores another text, merge makes the draft what an installed skill would be with it, rule "
            u"makes it a line of CLAUDE.md instead. snooze lets a candidate sleep until it was seen in more sessions, "
            u"or for some days; reject says why it shall not come back: only \"not-yet-convincing\" does by itself, "
            u"with twice the evidence, and \"private\" removes its texts for good; reopen puts one back among the "
            u"new. undo takes the last decision back; a file only while it is as it was written. export prints every "
            u"decision, import repeats rejections and snoozes of an export."_s,
        .maxArguments = 2,
        .options = approveOptions() + verdictOptions(),
        .jsonKeys = {u"candidates"_s},
        .run = runReview};
}

Verb skillsVerb()
{
    return {
        .name = u"skills"_s,
        .arguments = u"[list | show|archive|restore|revert|promote|demote NAME]"_s,
        .summary = u"the skills that are installed, and their use"_s,
        .details =
            u"Every skill of the personal folder and of the projects that Assay knows, whoever wrote it: ours, edited "
            u"outside, foreign, shadowed (a personal one of that name is chosen instead), invalid. archive moves one "
            u"beside the folder that the client reads, restore back; revert puts the version before back; promote "
            u"makes a project's skill a personal one, and demote takes that back. NAME is a path where several have "
            u"it."_s,
        .maxArguments = 2,
        .options = {{.name = u"project"_s, .value = u"DIR"_s, .help = u"also the skills of this folder"_s},
                    {.name = u"tick"_s,
                     .value = u"RULE"_s,
                     .help = u"promote although the check says this; one for each rule"_s,
                     .repeats = true}},
        .jsonKeys = {u"skills"_s},
        .run = runSkills};
}

Verb lintVerb()
{
    return {.name = u"lint"_s,
            .arguments = u"PATH…"_s,
            .summary = u"check SKILL.md files"_s,
            .details =
                u"Against the open specification, what Claude Code makes of a file, and for the safety of whoever "
                u"loads it: hidden characters, comments, text that speaks to the agent against its instructions, "
                u"commands that run on loading, widened tools, hooks, destructive and network commands, secrets, "
                u"paths of one machine. A folder stands for every SKILL.md below it. Ends with 1 when something is "
                u"an error or a danger."_s,
            .minArguments = 1,
            .maxArguments = -1,
            .jsonKeys = {u"findings"_s},
            .run = runLint};
}

} // namespace assay
