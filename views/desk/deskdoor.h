// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the desk asks of the agent: jobs of agent/verb/deskjobs.h by their names, and where things lie. GUI thread; no
// call blocks.

#include "models/data/error.h"

#include <functional>

#include <nlohmann/json_fwd.hpp>

class QObject;

namespace assay {

class DeskDoor {
public:
    DeskDoor() = default;
    virtual ~DeskDoor() = default;
    DeskDoor(const DeskDoor &) = delete;
    DeskDoor &operator=(const DeskDoor &) = delete;

    using Answer = std::function<void(const Result<nlohmann::json> &)>;
    // Answered once, on this thread, unless the context is gone by then.
    virtual void perform(const QString &job, const nlohmann::json &args, QObject *context, Answer answer) = 0;
    [[nodiscard]] virtual QString claudeFolder() const = 0; // ~/.claude; empty = unknown
    [[nodiscard]] virtual QString draftsFolder() const = 0;
};

} // namespace assay
