// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/factbuilder.h"

#include "agent/facts/characters.h"
#include "agent/facts/checkkind.h"
#include "agent/facts/episodemarks.h"
#include "agent/facts/errorsign.h"
#include "agent/facts/refusaltext.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace assay {

namespace {

ActOutcome outcomeOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Ok:
        return ActOutcome::Ok;
    case Outcome::Failed:
        return ActOutcome::Failed;
    case Outcome::Denied:
        return ActOutcome::Denied;
    case Outcome::Interrupted:
        return ActOutcome::Interrupted;
    case Outcome::None:
    case Outcome::Pending:
        break;
    }
    return ActOutcome::Unknown;
}

std::string lowered(std::string_view text)
{
    std::string result(text.substr(0, 60));
    std::ranges::transform(result, result.begin(), lowerCase);
    return result;
}

// The text of the command, and whether it was put into the background.
std::pair<std::string, bool> shellInput(const std::string &input)
{
    const auto json = nlohmann::json::parse(input, nullptr, false);
    if (!json.is_object())
        return {};
    const auto command = json.find("command");
    const auto background = json.find("run_in_background");
    return {command != json.end() && command->is_string() ? command->get<std::string>() : std::string(),
            background != json.end() && background->is_boolean() && background->get<bool>()};
}

// Which of the commands of a call that failed is to blame: the check whose class the error has, else the last. What
// stands before an "&&" went well if a later one failed; of what stands elsewhere nothing is known.
std::size_t blamed(const std::vector<NormalCommand> &commands, const FactError &error)
{
    for (std::size_t i = commands.size(); i-- > 0;) {
        const CheckKind kind = checkKindOf(commands[i]);
        const bool fits = (kind == CheckKind::Test && error.kind == ErrorClass::Test) ||
                          (kind == CheckKind::Build && error.kind == ErrorClass::Build) ||
                          ((kind == CheckKind::Lint || kind == CheckKind::Format) && error.kind == ErrorClass::Lint);
        if (fits)
            return i;
    }
    return commands.size() - 1;
}

ActOutcome partOutcome(const std::vector<NormalCommand> &commands, std::size_t i, std::size_t culprit, ActOutcome whole)
{
    if (whole != ActOutcome::Failed || i == culprit)
        return whole;
    const bool before = i < culprit && std::all_of(commands.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                                   commands.begin() + static_cast<std::ptrdiff_t>(culprit) + 1,
                                                   [](const NormalCommand &c) { return c.join == ShellJoin::And; });
    return before ? ActOutcome::Ok : ActOutcome::Unknown;
}

struct ToolKind {
    std::string_view tool;
    ActKind kind;
};

constexpr std::array Tools{
    ToolKind{"Edit", ActKind::Edit},         ToolKind{"MultiEdit", ActKind::Edit},
    ToolKind{"Write", ActKind::Edit},        ToolKind{"NotebookEdit", ActKind::Edit},
    ToolKind{"Read", ActKind::Read},         ToolKind{"Grep", ActKind::Search},
    ToolKind{"Glob", ActKind::Search},       ToolKind{"LS", ActKind::Search},
    ToolKind{"Skill", ActKind::Skill},       ToolKind{"SlashCommand", ActKind::Skill},
    ToolKind{"Task", ActKind::Subagent},     ToolKind{"Agent", ActKind::Subagent},
    ToolKind{"ExitPlanMode", ActKind::Plan}, ToolKind{"TodoWrite", ActKind::Plan},
    ToolKind{"TaskCreate", ActKind::Plan},   ToolKind{"TaskUpdate", ActKind::Plan},
    ToolKind{"TaskList", ActKind::Plan},     ToolKind{"EnterPlanMode", ActKind::Plan},
    ToolKind{"WebFetch", ActKind::Web},      ToolKind{"WebSearch", ActKind::Web},
};

ActKind kindOfTool(std::string_view tool)
{
    const auto found = std::ranges::find(Tools, tool, &ToolKind::tool);
    if (found != Tools.end())
        return found->kind;
    return tool.starts_with("mcp__") ? ActKind::Mcp : ActKind::Other;
}

} // namespace

bool FactBuilder::readsText(EventKind kind)
{
    return kind == EventKind::Prompt || kind == EventKind::Command || kind == EventKind::Interruption;
}

bool FactBuilder::readsInput(std::string_view tool)
{
    return tool == "Bash";
}

EpisodeOfSession &FactBuilder::episode(const FactEvent &event)
{
    if (m_facts.episodes.empty()) {
        EpisodeOfSession &first = m_facts.episodes.emplace_back();
        first.key = event.key;
        first.at = event.at;
    }
    return m_facts.episodes.back();
}

void FactBuilder::add(const FactEvent &event)
{
    switch (event.kind) {
    case EventKind::Prompt:
        ask(event);
        break;
    case EventKind::Command:
        // What the client answers itself (/clear, /model) asks the agent for nothing.
        if (!event.skill.empty()) {
            ask(event);
            useSkill(event, event.skill);
        }
        break;
    case EventKind::Interruption:
        interruption(event);
        break;
    case EventKind::ToolCall:
        if ((event.flags & EventFlagSelf) == 0 && !event.tool.empty())
            call(event);
        break;
    default:
        break;
    }
}

void FactBuilder::ask(const FactEvent &event)
{
    if (!m_facts.episodes.empty())
        closeEpisode(m_facts, isPushback(event.text));
    EpisodeOfSession &next = m_facts.episodes.emplace_back();
    next.key = event.key;
    next.at = event.at;
    next.ask = event.id;
    next.command = event.kind == EventKind::Command;
    next.queued = (event.flags & EventFlagQueued) != 0;
    next.sign = askSign(event.text);
    next.askBytes = static_cast<std::uint32_t>(std::min<std::size_t>(event.text.size(), 0xFFFFFFFFU));
    next.firstAct = static_cast<std::uint32_t>(m_facts.acts.size());
}

void FactBuilder::interruption(const FactEvent &event)
{
    EpisodeOfSession &current = episode(event);
    // The client writes this line for a refusal too.
    const bool refusal = event.text.find("for tool use") != std::string::npos && !m_facts.refusals.empty() &&
                         !m_facts.acts.empty() && m_facts.acts.back().act.event == m_facts.refusals.back().event;
    if (current.interruption == 0 && !refusal)
        current.interruption = event.id;
}

void FactBuilder::useSkill(const FactEvent &event, std::string_view skill)
{
    std::vector<std::string> &skills = episode(event).skills;
    const auto place = std::ranges::lower_bound(skills, skill);
    if (place == skills.end() || *place != skill)
        skills.insert(place, std::string(skill));
}

ActOfSession &FactBuilder::act(const FactEvent &event, ActKind kind)
{
    EpisodeOfSession &current = episode(event);
    ++current.acts;
    ActOfSession &made = m_facts.acts.emplace_back();
    made.act.event = event.id;
    made.act.at = event.at;
    made.act.durationMs = static_cast<std::int32_t>(std::clamp<std::int64_t>(event.durationMs, -1, 0x7FFFFFFF));
    made.act.kind = kind;
    made.act.outcome = outcomeOf(event.outcome);
    return made;
}

void FactBuilder::call(const FactEvent &event)
{
    const ActKind kind = kindOfTool(event.tool);
    const std::size_t first = m_facts.acts.size();
    if (event.tool == "Bash")
        shellCall(event);
    else if (kind == ActKind::Edit || kind == ActKind::Read)
        fileCall(event, kind, kind == ActKind::Edit ? "edit" : "read");
    else if (kind == ActKind::Skill && !event.skill.empty())
        otherCall(event, kind, "skill", "skill " + slotText("word", event.skill));
    else if (kind == ActKind::Mcp)
        otherCall(event, kind, "mcp " + event.tool.substr(5, 60), "mcp " + event.tool.substr(5, 60));
    else
        otherCall(event, kind, lowered(event.tool), lowered(event.tool));
    if (kind == ActKind::Skill && !event.skill.empty())
        useSkill(event, event.skill);
    if (!event.followedSkill.empty())
        useSkill(event, event.followedSkill);
    if (event.outcome == Outcome::Denied && m_facts.acts.size() > first)
        m_facts.refusals.push_back({event.id, static_cast<std::uint32_t>(first), refusalKindOf(event.output)});
}

void FactBuilder::shellCall(const FactEvent &event)
{
    const auto [text, background] = shellInput(event.input);
    const std::vector<NormalCommand> commands = normalCommands(text, m_place);
    if (commands.empty())
        return;
    FactError error;
    std::size_t culprit = commands.size() - 1;
    if (event.outcome == Outcome::Failed) {
        culprit = blamed(commands, errorOf(event.tool, commands.back().head, event.output));
        error = errorOf(event.tool, commands[culprit].head, event.output);
    }
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const NormalCommand &command = commands[i];
        ActOfSession &made = act(event, command.file.empty() ? ActKind::Command : ActKind::Edit);
        made.head = command.file.empty() ? command.head : "edit";
        made.form = command.file.empty()
                        ? command.form
                        : "edit " + slotOf({command.file, true, false, false}, ArgumentRole::Plain, m_place);
        made.file = command.file;
        made.act.check = command.file.empty() ? checkKindOf(command) : CheckKind::None;
        made.act.outcome = partOutcome(commands, i, culprit, outcomeOf(event.outcome));
        made.act.flags = static_cast<std::uint8_t>(
            (command.piped ? ActFlagPiped : 0) | (background || command.background ? ActFlagBackground : 0) |
            (makesCommit(command) ? ActFlagCommit : 0) | (commands.size() > 1 ? ActFlagChained : 0) |
            (command.head == unparsedHead ? ActFlagUnparsed : 0) | (command.risky ? ActFlagRisky : 0));
        const bool hidden = command.piped || i + 1 < commands.size();
        if (made.act.check != CheckKind::None && made.act.outcome == ActOutcome::Ok && hidden &&
            tellsFailure(event.output)) {
            made.act.outcome = ActOutcome::Failed;
            made.error = errorOf(event.tool, command.head, event.output);
        } else if (made.act.outcome == ActOutcome::Failed) {
            made.error = error;
        }
    }
}

void FactBuilder::fileCall(const FactEvent &event, ActKind kind, std::string_view name)
{
    ActOfSession &made = act(event, kind);
    made.head = name;
    made.file = excerptOf(placedPath(event.head, m_place), 200);
    made.form = std::string(name) + ' ' + slotOf({event.head, true, false, false}, ArgumentRole::Plain, m_place);
    if (made.act.outcome == ActOutcome::Failed)
        made.error = errorOf(event.tool, {}, event.output);
}

void FactBuilder::otherCall(const FactEvent &event, ActKind kind, std::string head, std::string form)
{
    ActOfSession &made = act(event, kind);
    made.head = std::move(head);
    made.form = std::move(form);
    if (made.act.outcome == ActOutcome::Failed)
        made.error = errorOf(event.tool, {}, event.output);
}

FactsOfSession FactBuilder::finish()
{
    if (!m_facts.episodes.empty())
        closeLastEpisode(m_facts);
    return std::move(m_facts);
}

} // namespace assay
