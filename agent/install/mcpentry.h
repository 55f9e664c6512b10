// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Our entry among the MCP servers of Claude Code (.claude.json), as an edit of its text: mcpServers.assay. It is ours
// when its command runs a program named assay-agent; nothing else is ever touched.

#include "agent/install/installplan.h"

#include <optional>

namespace assay {

struct InstallPlaces;
struct InstallRecord;

// Where the client keeps the servers of a person.
[[nodiscard]] QString mcpFile(const InstallPlaces &places);

// With an entry that runs these words; equal bytes when it is so already. Failed when another server has the name.
[[nodiscard]] Result<QByteArray> withMcpServer(const QByteArray &bytes, const QStringList &words);
// Without it; of servers that are empty then, `emptyObject` stays, and nothing if that is empty. Equal bytes when there
// is no such entry.
[[nodiscard]] Result<QByteArray> withoutMcpServer(const QByteArray &bytes, const QByteArray &emptyObject = {});

// The step that registers it, and what the record has to know to undo it. None when all is as it should be.
[[nodiscard]] Result<std::optional<InstallStep>> mcpEntryStep(const InstallPlaces &places, InstallRecord &record);
// Takes it away, wherever the client may look for it; a file that cannot be read is told of. The record forgets it.
void addMcpRemoval(InstallPlan &plan, const InstallPlaces &places, InstallRecord &record);

} // namespace assay
