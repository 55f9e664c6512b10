// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One object of a Claude Code transcript on its way to a DecodedPiece: the fields every line has, and the values it
// adds.

#include "agent/read/domaccess.h"
#include "agent/read/transcriptreader.h"

#include <set>

namespace assay {

// What is kept of a block whose kind is not known.
constexpr std::size_t UnknownBlockBytes = 2000;

// What a reader remembers from line to line of its file.
struct ClaudeMemory {
    std::map<LineKey, int> occurrences;
    std::map<LineKey, int> counted; // those of them that were not taken yet
    std::map<std::string, int, std::less<>> sessionIds;
    std::string sessionId; // the best of sessionIds so far
    std::set<std::string, std::less<>> runsTold;
    std::set<std::string, std::less<>> originCalls; // calls that ask git for the remotes of the session's folder
    bool titled = false;                            // the first prompt was seen
};

class ClaudeLine {
public:
    // `text`: the line as it stands in the file, of which keys of lines without uuid are made.
    ClaudeLine(const dom::object &object, std::string_view text, const SourceContext &context, ClaudeMemory &memory,
               DecodedPiece &piece, bool replaced);
    // A message of a sub-agent that stands within a line of the parent; what it does not tell is the outer line's.
    ClaudeLine(const ClaudeLine &outer, const dom::object &object, std::string_view agentId, bool startsRun);

    [[nodiscard]] const dom::object &object() const { return m_object; }
    [[nodiscard]] const std::string &agentId() const { return m_agentId; }
    [[nodiscard]] std::string_view version() const { return m_version; }
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] std::int64_t at() const { return m_at; }
    [[nodiscard]] bool isRoot() const { return m_isRoot; } // the first line of its thread
    [[nodiscard]] DecodedPiece &piece() { return m_piece; }

    // References last until the next add.
    DecodedEvent &addEvent(EventKind kind, int block);
    DecodedEvent &addEvent(EventKind kind, int block, std::string_view text); // with text and head
    DecodedResult &addResult(int block);
    // Tells a run once, later only when there is something beside its id to tell.
    void addRun(DecodedRun run);
    // The first typed prompt of a file names the session.
    void offerTitle(std::string_view prompt);
    void noteFacts();
    // The result of this call tells the repository, when it names an origin.
    void expectOrigin(const std::string &toolUseId);
    void readOrigin(const std::string &toolUseId, std::string_view output);

private:
    const LineKey &key();
    void noteSessionId(std::string_view id);

    dom::object m_object;
    std::string_view m_text;
    std::string_view m_version;
    const SourceContext &m_context;
    ClaudeMemory &m_memory;
    DecodedPiece &m_piece;
    std::string m_agentId;
    LineKey m_key{};
    bool m_keyIsUuid = false;
    bool m_keyIsMade = false;
    bool m_replaced = false;
    bool m_isRoot = false;
    std::int64_t m_at = -1;
};

} // namespace assay
