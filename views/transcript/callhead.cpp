// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The one line of a call.
#include <QRegularExpression>

#include "views/text/visibletext.h"
#include "views/transcript/blockpieces.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Exit code of a failed shell call, where the client wrote it first: "Exit code 1", "Error: Exit code 1".
QString exitCode(const QString &output)
{
    static const QRegularExpression pattern(u"^(?:Error: )?Exit code (\\d{1,3})"_s);
    const QRegularExpressionMatch match = pattern.match(output.left(40));
    return match.hasMatch() ? match.captured(1) : QString();
}

// "mcp__linear-server__get_issue" as "linear-server get_issue".
QString shownName(const EventRow &event)
{
    if (event.kind == EventKind::Shell)
        return tr("Shell");
    if (event.tool.isEmpty())
        return tr("Result"); // of a call that is not here
    if (!event.tool.startsWith("mcp__"_L1))
        return visibleLine(event.tool.left(60));
    const QStringList parts = event.tool.mid(5).left(80).split("__"_L1);
    return visibleLine(parts.size() < 2 ? parts.join(u' ') : parts.first() + u' ' + parts.mid(1).join("__"_L1));
}

bool isWhole(const BlockInput &input)
{
    return input.detail != nullptr || input.event.output.toUtf8().size() >= input.event.outputBytes;
}

const QString &outputOf(const BlockInput &input)
{
    return input.detail != nullptr ? input.detail->output : input.event.output;
}

int lineCount(const QString &text)
{
    return static_cast<int>(text.count(u'\n')) + (text.isEmpty() || text.endsWith(u'\n') ? 0 : 1);
}

QString shellOutcome(const BlockInput &input)
{
    static const QRegularExpression background(u"^Command (?:was moved to|running in) (?:the )?background"_s);
    return background.match(input.event.output.left(60)).hasMatch() ? tr("in the background") : tr("exit 0");
}

QString sizeOutcome(const BlockInput &input)
{
    const EventRow &event = input.event;
    if (event.outputBytes <= 0)
        return {};
    if (event.tool == "Read"_L1 && input.detail != nullptr && !input.detail->content.isEmpty())
        return pluralText(lineCount(input.detail->content), tr("%1 line"), tr("%1 lines"));
    if (!isWhole(input))
        return bytesText(event.outputBytes);
    const QString found = searchOutcome(event.tool, outputOf(input));
    return !found.isEmpty() ? found : pluralText(lineCount(outputOf(input)), tr("%1 line"), tr("%1 lines"));
}

// Calls whose output only says that they worked.
bool isTalkative(const QString &tool)
{
    static const QSet<QString> silent{u"TodoWrite"_s,    u"TaskCreate"_s,    u"TaskUpdate"_s,     u"Skill"_s,
                                      u"ExitPlanMode"_s, u"EnterPlanMode"_s, u"AskUserQuestion"_s};
    return !silent.contains(tool);
}

void fillOutcome(HeadLine &line, const BlockInput &input)
{
    const EventRow &event = input.event;
    switch (event.outcome) {
    case Outcome::Failed: {
        const QString code = exitCode(event.output);
        line.failed = true;
        line.outcomeIcon = u"error"_s;
        line.outcomeTone = Tone::Error;
        line.outcome = code.isEmpty() ? tr("failed") : tr("exit %1").arg(code);
        return;
    }
    case Outcome::Denied:
        line.outcomeIcon = u"denied"_s;
        line.outcomeTone = Tone::Error;
        line.outcome = tr("denied");
        return;
    case Outcome::Interrupted:
        line.outcomeIcon = u"stop"_s;
        line.outcomeTone = Tone::Tool;
        line.outcome = tr("interrupted");
        return;
    case Outcome::Pending:
        line.outcome = input.live ? tr("running") : tr("no result");
        if (input.live) {
            line.outcomeIcon = u"live"_s;
            line.runningSince = event.at;
        }
        return;
    default:
        break;
    }
    if (event.tool == "Bash"_L1) {
        line.outcome = shellOutcome(input);
        line.outcomeIcon = line.outcome == tr("exit 0") ? u"check"_s : u"now"_s;
    } else if (line.linesAdded == 0 && line.linesRemoved == 0 && isTalkative(event.tool)) {
        line.outcome = sizeOutcome(input);
    }
}

// A search says where it looked behind what it looked for.
void fillArgument(HeadLine &line, const BlockInput &input)
{
    const EventRow &event = input.event;
    QString head = event.head;
    if (event.tool == "Grep"_L1 || event.tool == "Glob"_L1) {
        const qsizetype cut = head.lastIndexOf(u" \u00B7 "_s);
        if (cut >= 0) {
            const QString where = shortPath(head.mid(cut + 3), input.folder);
            line.rest = where.isEmpty() ? QString() : tr("in %1").arg(visibleLine(where));
            head.truncate(cut);
        }
    }
    if (event.tool == "ExitPlanMode"_L1) {
        while (head.startsWith(u'#') || head.startsWith(u' '))
            head.remove(0, 1);
    }
    line.argument = visibleLine(shortPath(head, input.folder));
    line.path = event.tool == "Read"_L1 || event.tool == "Edit"_L1 || event.tool == "MultiEdit"_L1 ||
                event.tool == "Write"_L1 || event.tool == "NotebookEdit"_L1;
}

} // namespace

QString toolIcon(const QString &tool)
{
    struct Known {
        QLatin1StringView tool;
        QLatin1StringView icon;
    };
    static constexpr std::array known = {
        Known{"Bash"_L1, "terminal"_L1},       Known{"BashOutput"_L1, "terminal"_L1},
        Known{"KillShell"_L1, "terminal"_L1},  Known{"TaskOutput"_L1, "terminal"_L1},
        Known{"TaskStop"_L1, "stop"_L1},       Known{"Read"_L1, "file"_L1},
        Known{"Edit"_L1, "edit"_L1},           Known{"MultiEdit"_L1, "edit"_L1},
        Known{"NotebookEdit"_L1, "edit"_L1},   Known{"Write"_L1, "file-new"_L1},
        Known{"Grep"_L1, "grep"_L1},           Known{"Glob"_L1, "folder"_L1},
        Known{"LS"_L1, "folder"_L1},           Known{"LSP"_L1, "search"_L1},
        Known{"ToolSearch"_L1, "search"_L1},   Known{"WebFetch"_L1, "web"_L1},
        Known{"WebSearch"_L1, "web"_L1},       Known{"Task"_L1, "subagent"_L1},
        Known{"Agent"_L1, "subagent"_L1},      Known{"TodoWrite"_L1, "list"_L1},
        Known{"TaskCreate"_L1, "list"_L1},     Known{"TaskUpdate"_L1, "list"_L1},
        Known{"TaskList"_L1, "list"_L1},       Known{"TaskGet"_L1, "list"_L1},
        Known{"Skill"_L1, "book"_L1},          Known{"SlashCommand"_L1, "prompt"_L1},
        Known{"AskUserQuestion"_L1, "ask"_L1}, Known{"ExitPlanMode"_L1, "tree"_L1},
        Known{"EnterPlanMode"_L1, "tree"_L1},
    };
    for (const Known &entry : known) {
        if (tool == entry.tool)
            return entry.icon;
    }
    return tool.startsWith("mcp__"_L1) ? u"plug"_s : u"json"_s;
}

HeadLine callHead(const BlockInput &input)
{
    const EventRow &event = input.event;
    HeadLine line;
    const bool open = isOpen(event, input.state);
    line.open = open || input.state.runOpen;
    line.icon = event.kind == EventKind::Shell ? u"terminal"_s : toolIcon(event.tool);
    line.name = shownName(event);
    fillArgument(line, input);
    line.linesAdded = event.linesAdded;
    line.linesRemoved = event.linesRemoved;
    line.duration = durationText(event.durationMs);
    if (line.icon == "subagent"_L1)
        line.iconTone = Tone::Subagent;
    static const QSet<QString> words{u"Task"_s,       u"Agent"_s,           u"TodoWrite"_s,    u"TaskCreate"_s,
                                     u"TaskUpdate"_s, u"AskUserQuestion"_s, u"ExitPlanMode"_s, u"WebSearch"_s};
    line.mono = !words.contains(event.tool);
    if (open)
        line.raw = input.state.raw;
    fillOutcome(line, input);
    if (event.childRunId != 0)
        tellRun(line, input);
    return line;
}

} // namespace assay
