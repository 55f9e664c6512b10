// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/claudeusertext.h"

#include "agent/read/plaintext.h"

#include <array>

namespace assay {

namespace {

struct Marker {
    std::string_view start;
    EventKind kind;
};

constexpr std::array Markers{
    Marker{"<command-name>", EventKind::Command},
    Marker{"<command-message>", EventKind::Command},
    Marker{"<local-command-stdout>", EventKind::LocalOutput},
    Marker{"<local-command-stderr>", EventKind::LocalOutput},
    Marker{"<local-command-caveat>", EventKind::Injected},
    Marker{"Caveat: The messages below", EventKind::Injected},
    Marker{"<bash-input>", EventKind::Shell},
    Marker{"<bash-stdout>", EventKind::Shell},
    Marker{"<bash-stderr>", EventKind::Shell},
    Marker{"<task-notification>", EventKind::MachineTurn},
    Marker{"<bash-notification>", EventKind::MachineTurn},
    Marker{"<system-reminder>", EventKind::Injected},
    Marker{"<user-memory-input>", EventKind::Injected},
    Marker{"[Request interrupted by user", EventKind::Interruption},
    Marker{"This session is being continued from a previous conversation", EventKind::Summary},
};

EventKind kindByMarker(std::string_view text)
{
    for (const Marker &marker : Markers) {
        if (text.starts_with(marker.start))
            return marker.kind;
    }
    return EventKind::Prompt;
}

EventKind kindOf(std::string_view text, const UserTextFlags &flags)
{
    if (flags.compactSummary)
        return EventKind::Summary;
    if (flags.meta)
        return EventKind::Injected;
    const EventKind marked = kindByMarker(text);
    if (flags.machine)
        return marked == EventKind::Interruption ? marked : EventKind::MachineTurn;
    if (marked == EventKind::Prompt && flags.subagent && !flags.runStart)
        return EventKind::Injected;
    return marked;
}

// "/name args", from tags in either order.
std::string commandText(std::string_view text)
{
    std::string_view name = trimmed(insideTag(text, "command-name"));
    if (name.empty())
        name = trimmed(insideTag(text, "command-message"));
    std::string result = name.starts_with('/') ? std::string() : std::string("/");
    result += plainText(name);
    appendPart(result, trimmed(insideTag(text, "command-args")), " ");
    return result;
}

std::string joinedTags(std::string_view text, std::string_view first, std::string_view second)
{
    std::string result = plainText(insideTag(text, first));
    appendPart(result, insideTag(text, second), "\n");
    return result;
}

} // namespace

UserText classifyUserText(std::string_view text, const UserTextFlags &flags)
{
    const std::string_view bare = trimmed(text);
    UserText result;
    result.kind = kindOf(bare, flags);
    switch (result.kind) {
    case EventKind::Command:
        result.text = commandText(bare);
        break;
    case EventKind::Shell:
        result.input = plainText(trimmed(insideTag(bare, "bash-input")));
        result.output = withoutEscapes(joinedTags(bare, "bash-stdout", "bash-stderr"));
        result.head = headLine(result.input.empty() ? result.output : result.input);
        return result;
    case EventKind::LocalOutput:
        result.text = withoutEscapes(joinedTags(bare, "local-command-stdout", "local-command-stderr"));
        break;
    case EventKind::MachineTurn:
        result.text = plainText(text);
        result.head = headLine(insideTag(bare, "summary"));
        break;
    default:
        result.text = plainText(text);
        break;
    }
    if (result.head.empty())
        result.head = headLine(result.text);
    return result;
}

bool isContextBlock(std::string_view text)
{
    const std::string_view bare = trimmed(text);
    return bare.starts_with("<system-reminder>") || bare.starts_with("<ide_");
}

} // namespace assay
