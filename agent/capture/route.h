// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where what is captured goes: the seam between following files and the policy of gates and workspaces.

#include "models/data/error.h"

#include <QString>

#include <functional>
#include <string>

namespace assay {

// What is known of a run when its first line or hook call arrives; empty = not known.
struct ClientRun {
    std::string agent = "claude";
    std::string sessionUuid; // lower case
    std::string cwd;
    std::string entrypoint;
    std::string transcriptPath; // bytes as the file system gave them
    std::string workspace;      // asked for by the environment of the run; a valid name
};

struct Route {
    bool collect = true;
    QString workspace; // of a session that is known nowhere yet; empty = the agent's own
    QString reason;    // why it is not collected, one word or the name of a file; goes into the exclusions
};

// Asked on the writer thread, for each folder of a file that moves and each hook call. After an error the drain is
// tried again later: nobody guesses what a gate would have said.
using Router = std::function<Result<Route>(const ClientRun &)>;

} // namespace assay
