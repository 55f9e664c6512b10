// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads transcripts of Claude Code, every version from 1.0.98 to 2.1.330 that was seen.
//
// How a line counts (a separate count can follow this): broken, when it is no JSON even after mending (linemend.h);
// decoded, when it is an object of type user, assistant, system, attachment, summary, pr-link, custom-title,
// agent-name, ai-title, cost-state, or progress with data.type agent_progress; keptRaw otherwise. A line that holds
// several objects counts once, as the best of them. Of the lines kept raw, those of a type known as bookkeeping yield
// nothing; all others an Unknown event, so that they can be seen.

#include "agent/read/claudeline.h"

namespace assay {

class ClaudeReader final : public TranscriptReader {
public:
    ClaudeReader(const Redactor &redactor, SourceContext context);

    void readLine(std::string_view line, std::int64_t sourceOffset, std::int64_t rawBase, std::string &raw,
                  DecodedPiece &piece, RedactionCounts &redactions) override;
    [[nodiscard]] std::map<LineKey, int> takeOccurrences() override { return std::exchange(m_memory.counted, {}); }

private:
    enum class Part { Broken, KeptRaw, Decoded };
    struct Target {
        DecodedPiece &piece;
        RedactionCounts &redactions;
        std::string &raw;
    };

    Part readText(std::string_view text, Target &target);
    Part readMended(std::string_view text, Target &target);
    Part readTorn(std::string_view text, bool replaced, Target &target);
    Part readParsed(std::string_view inFile, std::string_view parsed, bool replaced, Target &target);
    Part keepBroken(std::string_view text, Target &target);
    Part decode(ClaudeLine &line);
    void decodeProgress(ClaudeLine &line);
    bool parse(std::string_view text);
    bool parseCopy(std::string_view text);

    const Redactor &m_redactor;
    const SourceContext m_context;
    ClaudeMemory m_memory;
    dom::parser m_parser;
    dom::element m_root;
    dom::parser m_nothingParser;
    dom::object m_nothing; // stands for lines that are no object
    std::string m_scan;
    std::string m_copy;     // padded copy of text that is not the caller's
    std::string m_redacted; // the same, after masking
};

} // namespace assay
