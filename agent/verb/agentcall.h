// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a verb reaches the store for writing (decision 21): through the agent when one runs for the data directory, else
// in this process under the same lock.

#include "agent/ipc/hello.h"
#include "models/data/error.h"

#include <functional>
#include <optional>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class DataDir;
struct VerbCall;

// What the programs of this version say about themselves.
[[nodiscard]] Hello ownHello(const DataDir &dataDir);

using OnJobProgress = std::function<void(const nlohmann::ordered_json &)>;

// The agent's answer; nullopt when none runs. Blocks; an interrupt cancels what the agent does for us.
[[nodiscard]] Result<std::optional<nlohmann::json>> askAgent(const VerbCall &call, const QString &request,
                                                             const nlohmann::json &args,
                                                             const OnJobProgress &onProgress = {});

// Performs a job (storejobs.h). Busy when another process holds the lock and serves no socket.
[[nodiscard]] Result<nlohmann::ordered_json>
performJob(const VerbCall &call, const QString &job, const nlohmann::json &args, const OnJobProgress &onProgress = {});

} // namespace assay
