// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

// Any bytes as a transcript: nothing crashes, every line is counted once, and all decoded text is valid UTF-8 without
// NUL.

#include "agent/read/transcriptreader.h"

#include <QStringDecoder>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void requireText(const std::string &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    require(decoded.size() <= static_cast<qsizetype>(text.size()) && !decoder.hasError());
    require(text.find('\0') == std::string::npos);
}

void requirePiece(const assay::DecodedPiece &piece, const std::string &raw)
{
    const auto within = [&raw](const assay::LinePlace &place) {
        return place.rawPosition >= 0 && place.rawLength >= 0 &&
               place.rawPosition + place.rawLength < static_cast<std::int64_t>(raw.size());
    };
    for (const assay::DecodedEvent &event : piece.events) {
        for (const std::string *text : {&event.head, &event.text, &event.input, &event.output, &event.tool,
                                        &event.model, &event.toolUseId, &event.agentId})
            requireText(*text);
        require(event.head.size() <= 300 && event.block >= 0 && within(event.place));
    }
    for (const assay::DecodedResult &result : piece.results) {
        requireText(result.output);
        require(within(result.place));
    }
    for (const assay::DecodedTitle &title : piece.titles)
        requireText(title.text);
    require(piece.counts.lines == piece.counts.decoded + piece.counts.keptRaw + piece.counts.broken);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto redactor = assay::Redactor::create();
    require(redactor.has_value());
    std::string text(data, data + size);
    text.append(assay::TranscriptReader::padding(), '\0');

    assay::SourceContext context;
    context.fileSessionId = "5f0c7d0e-0000-4000-8000-000000000001";
    const auto reader = assay::TranscriptReader::create("claude", **redactor, context);
    assay::DecodedPiece piece;
    assay::RedactionCounts redactions;
    std::string raw;
    for (std::size_t start = 0; start < size;) {
        const std::size_t end = std::min(text.find('\n', start), size);
        reader->readLine(std::string_view(text).substr(start, end - start), static_cast<std::int64_t>(start), 0, raw,
                         piece, redactions);
        start = end + 1;
    }
    requirePiece(piece, raw);
    return 0;
}
