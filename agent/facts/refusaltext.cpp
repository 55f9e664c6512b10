// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/refusaltext.h"

#include "agent/facts/characters.h"

namespace assay {

namespace {

std::string_view trimmedBoth(std::string_view text)
{
    while (!text.empty() && isBlankCharacter(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlankCharacter(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace

RefusalKind refusalKindOf(std::string_view output)
{
    const std::string_view text = trimmedBoth(output);
    if (text.starts_with("PreToolUse:"))
        return RefusalKind::Hook;
    if (text.starts_with("Permission to use "))
        return RefusalKind::Rule;
    return text.starts_with("Claude requested permissions to ") ? RefusalKind::Nobody : RefusalKind::User;
}

std::string_view refusalReason(std::string_view output)
{
    const std::string_view text = trimmedBoth(output);
    if (text.starts_with("PreToolUse:")) {
        // PreToolUse:Bash hook error: [command]: message
        const std::size_t command = text.find("]: ");
        return command == std::string_view::npos ? std::string_view() : trimmedBoth(text.substr(command + 3));
    }
    for (const std::string_view mark :
         {"the user said:", "the user provided the following reason for the rejection:"}) {
        const std::size_t at = text.find(mark);
        if (at == std::string_view::npos)
            continue;
        std::string_view reason = trimmedBoth(text.substr(at + mark.size()));
        // Newer clients tell the model behind it how to take it.
        const std::size_t note = reason.find("\n\nNote: The user's next message");
        return trimmedBoth(reason.substr(0, note));
    }
    return {};
}

} // namespace assay
