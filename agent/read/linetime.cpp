// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/linetime.h"

#include "agent/read/domaccess.h"
#include "agent/read/isotime.h"

namespace assay {

class LineTime::Parser {
public:
    dom::parser parser;
};

LineTime::LineTime()
    : m_parser(std::make_unique<Parser>())
{
}

LineTime::~LineTime() = default;

std::int64_t LineTime::of(std::string_view line)
{
    dom::object object;
    if (line.empty() || m_parser->parser.parse(line.data(), line.size(), false).get(object) != simdjson::SUCCESS)
        return -1;
    return parseIsoTime(stringAt(object, "timestamp"));
}

} // namespace assay
