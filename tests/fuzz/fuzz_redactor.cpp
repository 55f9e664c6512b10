// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes are: no crash, JSON stays JSON, masking twice is masking once, and what masks something was
// announced by the scan.
#include "agent/redact/redactor.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::shared_ptr<const assay::Redactor> redactor = *assay::Redactor::create();
    const std::string input(data, data + size);
    assay::RedactionCounts counts;

    std::string value = input;
    if (redactor->redact({}, value, counts) && !redactor->mayContainSecret(input))
        std::abort();

    std::string line = input;
    const bool masked = redactor->redactJsonLine(line, counts);
    if (!masked && line != input)
        std::abort();
    if (nlohmann::json::accept(input) && !nlohmann::json::accept(line))
        std::abort();
    std::string again = line;
    if (masked && redactor->redactJsonLine(again, counts) && again == line)
        std::abort();
    return 0;
}
