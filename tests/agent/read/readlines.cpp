// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/read/readlines.h"

namespace assay {

ReadLines readLines(const std::vector<std::string> &lines, const SourceContext &context, std::string_view userRules)
{
    ReadLines result;
    const auto redactor = Redactor::create(userRules);
    if (!redactor)
        qFatal("%s", qPrintable(redactor.error().what));
    std::string file;
    for (const std::string &line : lines)
        file += line + '\n';
    const std::size_t size = file.size();
    file.append(TranscriptReader::padding(), '\0');

    const auto reader = TranscriptReader::create("claude", **redactor, context);
    std::size_t start = 0;
    for (const std::string &line : lines) {
        reader->readLine(std::string_view(file).substr(start, line.size()), static_cast<std::int64_t>(start), 0,
                         result.raw, result.piece, result.redactions);
        start += line.size() + 1;
    }
    Q_ASSERT(start == size);
    result.occurrences = reader->takeOccurrences();
    return result;
}

} // namespace assay
