// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/deskwords.h"

#include <algorithm>

#include <QHash>
#include <QLocale>

#include "models/data/query/candidatequery.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

int strengthOf(const CandidateRow &row)
{
    const int level = row.lineages >= 10 ? 4 : row.lineages >= 6 ? 3 : row.lineages >= 4 ? 2 : 1;
    return std::max(1, level - (row.expected * 3 > row.lineages || row.against * 3 > row.lineages ? 1 : 0));
}

QString strengthWord(const CandidateRow &row)
{
    switch (strengthOf(row)) {
    case 4:
        return tr("very strong");
    case 3:
        return tr("strong");
    case 2:
        return tr("fair");
    default:
        return tr("weak");
    }
}

QString strengthLine(const CandidateRow &row, qint64 now)
{
    QString word = strengthWord(row);
    word[0] = word[0].toUpper();
    return tr("%1. Seen in %2 on %3; expected by chance %4; last seen %5; %6 against.")
        .arg(word, pluralText(row.lineages, tr("%1 session"), tr("%1 sessions")),
             pluralText(row.days, tr("%1 day"), tr("%1 days")), QLocale().toString(row.expected, 'f', 1),
             agoText(dayTime(row.lastDay), now), countText(row.against));
}

QString formIcon(const QString &form)
{
    return form == "rule"_L1         ? u"rule"_s
           : form == "hook"_L1       ? u"hook"_s
           : form == "permission"_L1 ? u"sliders"_s
           : form == "note"_L1       ? u"note"_s
                                     : u"book"_s;
}

QString formWord(const QString &form)
{
    return form == "rule"_L1         ? tr("Rule line")
           : form == "hook"_L1       ? tr("Hook")
           : form == "permission"_L1 ? tr("Setting")
           : form == "note"_L1       ? tr("Note")
                                     : tr("Skill");
}

QString roleWords(const QString &role)
{
    return role == "ask"_L1       ? tr("you asked")
           : role == "refusal"_L1 ? tr("you refused")
           : role == "failure"_L1 ? tr("failed")
           : role == "remedy"_L1  ? tr("fixed a failure")
           : role == "success"_L1 ? tr("led to success")
                                  : tr("the agent did");
}

QString flagWords(const QString &flag)
{
    static const QHash<QString, const char *> words = {
        {u"dangerous"_s, "A step was done that can destroy work"},
        {u"tool-output"_s, "A line came from tool output"},
        {u"came from tool output"_s, "A line came from tool output"},
        {u"contradicted"_s, "Of late it went the other way"},
        {u"missing-file"_s, "A script of a step is gone"},
        {u"shadowed"_s, "A personal skill of this name hides it"},
        {u"hides another"_s, "Hides a skill of the project of this name"},
        {u"network-command"_s, "A line reaches the network"},
        {u"pipe-to-shell"_s, "A line runs what it fetched, unseen"},
        {u"destructive-command"_s, "A line destroys without a question"},
        {u"exfiltration"_s, "A line sends something away"},
        {u"credential-path"_s, "A line names where credentials lie"},
        {u"disabled-check"_s, "A line leaves out a check"},
        {u"persistence"_s, "A line changes what runs by itself"},
        {u"privilege"_s, "A line runs with more rights"},
        {u"secret"_s, "A line looks like a secret"},
        {u"absolute-path"_s, "A line names a path of this machine"},
        {u"parent-path"_s, "A line leads out of the skill's folder"},
        {u"hidden-unicode"_s, "There are characters that are not seen"},
        {u"lookalike-letters"_s, "A word mixes alphabets"},
        {u"control-characters"_s, "There are control characters"},
        {u"html-comment"_s, "A comment that only the model reads"},
        {u"hidden-markup"_s, "Text that a page does not show"},
        {u"instruction-like"_s, "A line speaks to the agent against its instructions"},
        {u"shell-injection"_s, "A command runs when it is loaded"},
        {u"file-reference"_s, "A file is pulled in when it is loaded"},
        {u"widened-tools"_s, "Grants tools without a question"},
        {u"environment"_s, "Sets variables for everything that runs"},
        {u"unseen"_s, "The end of the file is not shown here: read it in the editor (E)"},
        {u"hooks"_s, "Registers commands that run by themselves"},
        {u"other-agent"_s, "Runs elsewhere than expected"},
        {u"encoded-text"_s, "A coded text that nobody can read"},
        {u"front-matter"_s, "The front matter is not strict YAML"},
    };
    const auto it = words.find(flag);
    return it == words.end() ? flag : tr(*it);
}

QString takenBackWords(const QString &verdict)
{
    return verdict == "approve"_L1  ? tr("The approval is taken back.")
           : verdict == "merge"_L1  ? tr("The merge is taken back.")
           : verdict == "rule"_L1   ? tr("The line is taken back.")
           : verdict == "reject"_L1 ? tr("The rejection is taken back.")
           : verdict == "snooze"_L1 ? tr("It is no longer put off.")
           : verdict == "edit"_L1   ? tr("The edit is taken back.")
                                    : tr("It is taken back.");
}

QString rejectWords(const QString &reason)
{
    static const QHash<QString, const char *> words = {
        {u"already known"_s, "Already known or documented"},
        {u"one-off"_s, "One-off, not a habit"},
        {u"wrong or outdated"_s, "Wrong or outdated: never again"},
        {u"other form"_s, "Right, but in another form: proposed so once"},
        {u"too broad"_s, "Too broad, bad trigger: drafted anew"},
        {u"private"_s, "Private or sensitive: texts are purged, final"},
        {u"dangerous"_s, "Dangerous: never again"},
        {u"not yet convincing"_s, "Not yet convincing: back with twice the evidence"},
    };
    const auto it = words.find(reason);
    return it == words.end() ? reason : tr(*it);
}

qint64 dayTime(int day)
{
    return qint64{day} * 86'400'000;
}

QString withoutMnemonics(const QString &text)
{
    QString plain = text;
    return plain.replace(u'&', u"&&"_s);
}

} // namespace assay
