// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The command that goes on with a session in its coding agent, to be pasted into a POSIX shell. Folder and id come from
// a transcript, so they are quoted: whatever they hold, the shell reads them as one word each. Pure, any thread.

#include <QString>

namespace assay {

struct SessionRow;

// cd '<cwd>' && claude --resume <uuid>; without a known folder only the second half. Empty when the session's agent
// cannot go on with a session that way.
[[nodiscard]] QString resumeCommand(const SessionRow &session);

// One word for the shell, quoted where that is needed. Quotation marks and line feeds stand in '…', as every POSIX
// shell reads it. Other control characters would be keys to a terminal that they are pasted into (Ctrl+C ends the line,
// and what follows is a command), so a word with those is written as $'\003…', which bash, zsh, ksh and POSIX.1-2024
// read. Zero bytes, which no name holds, are left out.
[[nodiscard]] QString shellWord(const QString &word);

} // namespace assay
