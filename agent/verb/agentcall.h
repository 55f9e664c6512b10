// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a verb reaches the store for writing: through the agent when one runs for the data directory, else in this
// process under the same lock. So there is never more than one writer.

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

// The agent's answer; nullopt when none runs, Busy when one is there and does not answer. Blocks; an interrupt cancels
// what the agent does for us, and nothing else.
[[nodiscard]] Result<std::optional<nlohmann::json>> askAgent(const VerbCall &call, const QString &request,
                                                             const nlohmann::json &args,
                                                             const OnJobProgress &onProgress = {});

// Performs a job (storejobs.h) with the settings of the call. Busy when another process holds the lock and serves no
// socket; NotFound when nothing was ever stored and the job is not one that begins to.
[[nodiscard]] Result<nlohmann::ordered_json>
performJob(const VerbCall &call, const QString &job, const nlohmann::json &args, const OnJobProgress &onProgress = {});

} // namespace assay
