// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace assay {

// Sends log lines to standard error, with the "<3>" prefixes of the journal when that is where it goes. Log lines name
// files and counts, never what a transcript says. `verbose` lets debug lines through.
void installAgentLog(bool verbose);

} // namespace assay
