// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lines of a transcript in, decoded and redacted values out: the only way content enters Assay.
// For each line: parse once, scan its decoded strings for secrets, mask and re-serialise if there are any, decode what
// is then left. Everything downstream, raw bytes included, has been through the redactor. One reader serves one source
// file, on one thread; it keeps its parser's buffers between lines.

#include "agent/read/transcript.h"
#include "agent/redact/redactor.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace assay {

// What the reader must know about the file before its first line.
struct SourceContext {
    enum class Layout {
        Session,        // <uuid>.jsonl
        SubagentFolder, // <session-uuid>/subagents/**/agent-<id>.jsonl
        SubagentBeside, // agent-<id>.jsonl beside the sessions (2.0.x)
    };
    Layout layout = Layout::Session;
    std::string fileSessionId; // uuid in the file name or its folder; empty = none there
    std::string agentId;       // of a sub-agent file's name
    // How often each line without a uuid occurred before the first one given here (resumed files); see LineKey.
    std::map<LineKey, int> earlierOccurrences;
};

// Decodes the lines of one coding agent. The line is valid JSON and redacted.
class TranscriptReader {
public:
    // `agent`: "claude". Unknown agents: nullptr.
    [[nodiscard]] static std::unique_ptr<TranscriptReader> create(std::string_view agent, const Redactor &redactor,
                                                                  SourceContext context);
    virtual ~TranscriptReader() = default;

    // Reads one line (without its newline). `padded` bytes beyond its end must be readable (see padding()).
    // Appends the redacted line plus '\n' to `raw` and what it says to `piece`; rawPosition of the places is
    // rawBase + the offset in `raw`. Never fails: a line that is not JSON is counted as broken and kept.
    virtual void readLine(std::string_view line, std::int64_t sourceOffset, std::int64_t rawBase, std::string &raw,
                          DecodedPiece &piece, RedactionCounts &redactions) = 0;

    // Lines without uuid since the last call, with their counts from the start of the file: to be kept with the cursor
    // when the file may grow.
    [[nodiscard]] virtual std::map<LineKey, int> takeOccurrences() = 0;

    // Bytes that must be readable behind each line.
    [[nodiscard]] static std::size_t padding();
};

} // namespace assay
