// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a tool hands back: recorded text within a fence that the text cannot close, each piece labelled with how far it
// is to be trusted; and the arguments a tool takes.

#include "agent/facts/facts.h"
#include "models/data/error.h"
#include "models/data/eventkind.h"

#include <QString>

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace assay {

// "typed by the person", "written by the agent", "from the repository", "output of a program".
[[nodiscard]] std::string trustName(Trust trust);
[[nodiscard]] Trust trustOf(EventKind kind, BodyPart part);

// Each bullet of a summary, by its section.
void labelBullets(nlohmann::ordered_json &bullets);

// A result whose data stands in a fence with an unguessable name.
[[nodiscard]] nlohmann::ordered_json fencedAnswer(const nlohmann::ordered_json &data);
// Where the next page begins, or null where there is none.
void addCursor(nlohmann::ordered_json &data, qint64 next, bool more);

// An honest failure: isError, and what to do.
[[nodiscard]] nlohmann::ordered_json failedAnswer(const Error &error);

// Arguments by name; what is wrong with them is noted once, in words for the caller.
class ToolArguments {
public:
    explicit ToolArguments(const nlohmann::json &arguments)
        : m_arguments(arguments)
    {
    }
    [[nodiscard]] QString text(const char *name, bool required = false);
    // Within the bounds; beyond them is wrong.
    [[nodiscard]] qint64 number(const char *name, qint64 otherwise, qint64 least, qint64 most);
    [[nodiscard]] qint64 requiredNumber(const char *name);
    // Where a page begins, as the page before told.
    [[nodiscard]] qint64 cursor();
    void fault(const std::string &what);
    [[nodiscard]] const std::string &fault() const { return m_fault; }

private:
    const nlohmann::json &m_arguments;
    std::string m_fault;
};

} // namespace assay
