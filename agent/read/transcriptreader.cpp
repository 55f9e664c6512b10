// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/transcriptreader.h"

#include "agent/read/claudereader.h"

namespace assay {

std::unique_ptr<TranscriptReader> TranscriptReader::create(std::string_view agent, const Redactor &redactor,
                                                           SourceContext context)
{
    if (agent == "claude")
        return std::make_unique<ClaudeReader>(redactor, std::move(context));
    return nullptr;
}

std::size_t TranscriptReader::padding()
{
    return simdjson::SIMDJSON_PADDING;
}

} // namespace assay
