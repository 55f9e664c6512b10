// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Files, commands, errors and sub-agents in words.
#include "views/inspector/inspectorlines.h"

#include <algorithm>

#include "models/data/filter/filterterm.h"
#include "views/text/visibletext.h"
#include "views/timeline/timelinewords.h"
#include "views/transcript/blockbuilder.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// What was said, as words to look for: the beginning of its first line. Empty = it has no words.
QString phraseTerm(const QString &text)
{
    constexpr qsizetype longest = 80;
    QString line = text.trimmed().section(u'\n', 0, 0).simplified();
    if (line.size() > longest)
        line = line.left(line.lastIndexOf(u' ', longest) > 0 ? line.lastIndexOf(u' ', longest) : longest);
    const bool hasWords = std::any_of(line.cbegin(), line.cend(), [](QChar c) { return c.isLetterOrNumber(); });
    return hasWords ? filterTerm({}, line) : QString();
}

// A click goes to the last one first.
QList<qint64> newestFirst(QList<qint64> events)
{
    std::reverse(events.begin(), events.end());
    return events;
}

QList<LineFigure> changeFigures(int added, int removed)
{
    return {{u"+%1"_s.arg(countText(added)), Tone::Ok, {}, true},
            {u"\u2212%1"_s.arg(countText(removed)), Tone::Error, {}, true}};
}

QString fileTip(const FileTouched &file)
{
    QStringList lines = {visibleLine(file.path)};
    if (file.changes > 0)
        lines.append(file.changes == 1 ? tr("changed once") : tr("changed %1 times").arg(countText(file.changes)));
    if (file.failedChanges > 0)
        lines.append(
            pluralText(file.failedChanges, tr("%1 change did not come about"), tr("%1 changes did not come about")));
    if (file.untoldChanges > 0)
        lines.append(pluralText(file.untoldChanges, tr("of %1 change the client did not tell how many lines it was"),
                                tr("of %1 changes the client did not tell how many lines they were")));
    if (file.reads > 0)
        lines.append(file.reads == 1 ? tr("read once") : tr("read %1 times").arg(countText(file.reads)));
    return lines.join(u'\n');
}

InspectorLine fileLine(const FileTouched &file, const QString &folder)
{
    const bool changed = file.changes > 0;
    const QString inside =
        !folder.isEmpty() && file.path.startsWith(folder + u'/') ? file.path.mid(folder.size() + 1) : file.path;
    const QString name = inside.section(u'/', -1);
    InspectorLine line{.key = file.path, .icon = changed && file.isNew ? u"file-new"_s : u"file"_s};
    line.iconTone = changed ? Tone::Text2 : Tone::Text3;
    line.lead = visibleLine(inside.left(inside.size() - name.size()));
    line.text = visibleLine(name);
    line.isPath = true;
    line.tone = changed ? Tone::Text : Tone::Text3;
    line.mono = true;
    line.copy = file.path;
    line.tip = fileTip(file);
    line.term = filterTerm("file"_L1, inside);
    line.events = newestFirst(file.changeEvents.isEmpty() ? file.readEvents : file.changeEvents);
    if (changed && file.untoldChanges == file.changes)
        line.figures = {{pluralText(file.changes, tr("%1 change"), tr("%1 changes"))}};
    else if (changed)
        line.figures = changeFigures(file.linesAdded, file.linesRemoved);
    else if (file.failedChanges > 0)
        line.figures = {{countText(file.failedChanges), Tone::Error, u"error"_s}};
    else
        line.figures = {{file.reads > 1 ? tr("read ×%1").arg(file.reads) : tr("read")}};
    return line;
}

QString commandTip(const CommandRun &command)
{
    QStringList lines = {visibleText(command.command.left(600))};
    QStringList ends;
    for (const auto &[count, outcome] :
         {std::pair(command.failed, Outcome::Failed), std::pair(command.denied, Outcome::Denied),
          std::pair(command.interrupted, Outcome::Interrupted), std::pair(command.pending, Outcome::Pending)}) {
        if (count > 0)
            ends.append(tr("%1 %2").arg(countText(count), outcomeWords(outcome)));
    }
    lines.append(tr("run %1×").arg(command.runs) + (ends.isEmpty() ? QString() : u": "_s + ends.join(u", "_s)));
    if (command.durationMs > 0)
        lines.append(tr("%1 in all").arg(durationText(command.durationMs)));
    return lines.join(u'\n');
}

InspectorLine commandLine(const CommandRun &command)
{
    InspectorLine line{.key = command.command + (command.byPerson ? u"!"_s : QString())};
    const bool failed = command.lastOutcome == Outcome::Failed;
    line.icon = failed                                        ? u"error"_s
                : command.lastOutcome == Outcome::Denied      ? u"denied"_s
                : command.lastOutcome == Outcome::Interrupted ? u"stop"_s
                : command.lastOutcome == Outcome::Ok          ? u"check"_s
                                                              : u"terminal"_s;
    line.iconTone = failed || command.lastOutcome == Outcome::Denied ? Tone::Error
                    : command.lastOutcome == Outcome::Ok             ? Tone::Ok
                                                                     : Tone::Tool;
    line.lead = command.byPerson ? u"! "_s : QString();
    line.text = visibleLine(command.command.left(400));
    line.mono = true;
    line.copy = command.command;
    line.tip = commandTip(command);
    line.events = newestFirst(command.events);
    if (command.runs > 1)
        line.figures.append({u"×%1"_s.arg(countText(command.runs)), Tone::Text, {}, true});
    line.term = phraseTerm(command.command);
    line.figures.append({durationText(command.lastDurationMs)});
    return line;
}

} // namespace

SectionContent fileLines(const QList<FileTouched> &files, const QString &folder)
{
    SectionContent content;
    int changed = 0;
    int added = 0;
    int removed = 0;
    for (const FileTouched &file : files) {
        content.lines.append(fileLine(file, folder));
        changed += file.changes > 0 ? 1 : 0;
        added += file.linesAdded;
        removed += file.linesRemoved;
    }
    if (changed > 0)
        content.figure = u"%1 · +%2 \u2212%3"_s.arg(countText(changed), countText(added), countText(removed));
    else if (!files.isEmpty())
        content.figure = tr("%1 read").arg(countText(files.size()));
    return content;
}

SectionContent commandLines(const QList<CommandRun> &commands)
{
    SectionContent content;
    int runs = 0;
    int failed = 0;
    for (const CommandRun &command : commands) {
        content.lines.append(commandLine(command));
        runs += command.runs;
        failed += command.failed;
    }
    if (runs > 0)
        content.figure = failed > 0 ? tr("%1 · %2 failed").arg(countText(runs), countText(failed)) : countText(runs);
    return content;
}

namespace {

// The error needs the room more than the server of a tool.
QString shortToolName(const QString &tool)
{
    return visibleLine(tool.startsWith("mcp__"_L1) ? tool.section("__"_L1, -1) : tool);
}

} // namespace

SectionContent errorLines(const QList<ErrorGroup> &groups)
{
    SectionContent content;
    qsizetype kinds = 0;
    qsizetype failures = 0;
    qsizetype denials = 0;
    for (const ErrorGroup &group : groups) {
        const bool denied = group.outcome == Outcome::Denied;
        InspectorLine line{.key = group.tool + u'\n' + (denied ? group.head : group.line)};
        line.icon = denied ? u"denied"_s : u"error"_s;
        line.iconTone = Tone::Error;
        line.text = denied ? tr("Denied: %1").arg(visibleLine(group.head)) : visibleLine(group.line);
        if (line.text.isEmpty())
            line.text = tr("(no output)");
        line.tip = visibleLine(group.tool) + u'\n' + visibleLine(group.line);
        line.copy = group.line;
        line.term = denied ? filterTerm("tool"_L1, group.tool) : phraseTerm(group.line);
        line.events = group.events;
        line.figures = {{shortToolName(group.tool)},
                        {u"×%1"_s.arg(countText(group.events.size())), Tone::Text, {}, true}};
        content.lines.append(line);
        (denied ? denials : failures) += group.events.size();
        kinds += denied ? 0 : 1;
    }
    QStringList figure;
    if (failures > 0)
        figure = {pluralText(kinds, tr("%1 kind"), tr("%1 kinds")), countText(failures)};
    if (denials > 0)
        figure.append(tr("%1 denied").arg(countText(denials)));
    content.figure = figure.join(u" · "_s);
    return content;
}

SectionContent runLines(const QList<RunFacts> &runs, qint64 sessionId)
{
    SectionContent content;
    QHash<qint64, int> depths;
    for (const RunFacts &run : runs) {
        const int depth = run.parentRunId != 0 ? depths.value(run.parentRunId, 0) + 1 : 0;
        depths.insert(run.runId, depth);
        InspectorLine line{.key = QString::number(run.runId), .icon = u"subagent"_s, .iconTone = Tone::Subagent};
        const QString type = visibleLine(run.agentType);
        const QString what = visibleLine(run.description);
        line.text = type.isEmpty()   ? (what.isEmpty() ? tr("Sub-agent") : what)
                    : what.isEmpty() ? type
                                     : tr("%1: %2").arg(type, what);
        line.indent = std::min(depth, 6);
        line.tip = line.text + u'\n' + pluralText(run.toolCalls, tr("%1 tool"), tr("%1 tools"));
        if (!run.ended)
            line.tip += u'\n' + tr("no result was written");
        if (run.errors > 0)
            line.figures.append({countText(run.errors), Tone::Error, u"error"_s});
        if (run.tokens.total() > 0) {
            line.figures.append({roundedText(run.tokens.total()), Tone::Text3, u"coins"_s});
            line.tip += u'\n' + tokensText(run.tokens, run.outputIsLowerBound);
        }
        line.figures.append({durationText(run.durationMs)});
        line.sessionId = sessionId;
        line.runId = run.runId;
        if (run.callEvent != 0)
            line.events = {run.callEvent};
        content.lines.append(line);
    }
    if (!runs.isEmpty())
        content.figure = countText(runs.size());
    return content;
}

} // namespace assay
