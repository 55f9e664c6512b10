// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/linefolder.h"

#include "agent/read/domaccess.h"
#include "agent/read/isotime.h"

namespace assay {

namespace {

// Two lines that ran together, or one whose end is missing: better what some part says than nothing. What has to be
// escaped is not told this way.
std::string wordOfBrokenLine(std::string_view line, std::string_view key)
{
    const auto at = line.find(key);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = line.substr(at + key.size());
    const auto end = rest.find('"');
    const std::string_view word = end == std::string_view::npos ? std::string_view() : rest.substr(0, end);
    return word.find('\\') == std::string_view::npos ? std::string(word) : std::string();
}

} // namespace

class LineFolder::Parser {
public:
    dom::parser parser;
};

LineFolder::LineFolder()
    : m_parser(std::make_unique<Parser>())
{
}

LineFolder::~LineFolder() = default;

std::string LineFolder::of(std::string_view line)
{
    m_sessionId.clear();
    m_entrypoint.clear();
    m_uuid.clear();
    m_at = -1;
    dom::object object;
    if (line.empty())
        return {};
    if (m_parser->parser.parse(line.data(), line.size(), true).get(object) != simdjson::SUCCESS) {
        m_uuid = wordOfBrokenLine(line, "\"uuid\":\"");
        return wordOfBrokenLine(line, "\"cwd\":\"");
    }
    m_sessionId = stringAt(object, "sessionId");
    m_entrypoint = stringAt(object, "entrypoint");
    m_uuid = stringAt(object, "uuid");
    m_at = parseIsoTime(stringAt(object, "timestamp"));
    return std::string(stringAt(object, "cwd"));
}

} // namespace assay
