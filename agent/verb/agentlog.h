// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/verb/console.h"

namespace assay {

// Sends log lines to standard error, with the "<3>" prefixes of the journal when that is where it goes. Log lines name
// files and counts, never what a transcript says. Verbose lets debug lines through, Quiet only warnings and worse.
void installAgentLog(Console::Talk talk);

} // namespace assay
