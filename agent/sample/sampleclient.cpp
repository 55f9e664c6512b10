// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/sampleclient.h"

#include <algorithm>
#include <array>

namespace assay {

const SampleClient &sampleClient(std::string_view version)
{
    using Subagents = SampleClient::Subagents;
    static const std::array<SampleClient, 4> clients{
        SampleClient{"2.0.76", Subagents::Beside, true, true, false, false, false, true, true, "Task"},
        SampleClient{"2.1.44", Subagents::Inline, true, false, false, false, true, true, true, "Task"},
        SampleClient{"2.1.120", Subagents::Folder, false, true, true, false, true, true, false, "Agent"},
        SampleClient{"2.1.330", Subagents::Folder, false, true, true, true, true, false, false, "Agent"},
    };
    const auto *found = std::find_if(clients.begin(), clients.end(),
                                     [version](const SampleClient &client) { return client.version == version; });
    return found != clients.end() ? *found : clients.back();
}

} // namespace assay
