// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads of a parsed line that expect nothing: a missing key and a value of another type are the same as nothing.
// The string views live as long as the parser's document.

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace assay {

namespace dom = simdjson::dom;

[[nodiscard]] inline std::string_view stringAt(const dom::object &object, std::string_view key)
{
    std::string_view value;
    return object.at_key(key).get(value) == simdjson::SUCCESS ? value : std::string_view();
}

[[nodiscard]] inline bool boolAt(const dom::object &object, std::string_view key)
{
    bool value = false;
    return object.at_key(key).get(value) == simdjson::SUCCESS && value;
}

[[nodiscard]] inline bool objectAt(const dom::object &object, std::string_view key, dom::object &value)
{
    return object.at_key(key).get(value) == simdjson::SUCCESS;
}

[[nodiscard]] inline bool arrayAt(const dom::object &object, std::string_view key, dom::array &value)
{
    return object.at_key(key).get(value) == simdjson::SUCCESS;
}

[[nodiscard]] inline bool elementAt(const dom::object &object, std::string_view key, dom::element &value)
{
    return object.at_key(key).get(value) == simdjson::SUCCESS;
}

// True for a number; fractions and exponents included.
[[nodiscard]] inline bool numberAt(const dom::object &object, std::string_view key, double &value)
{
    return object.at_key(key).get(value) == simdjson::SUCCESS;
}

// Whole numbers up to 2^53 in size, however they are written; the fallback for all else.
[[nodiscard]] inline std::int64_t integerAt(const dom::object &object, std::string_view key, std::int64_t fallback)
{
    constexpr double Limit = 9007199254740992.0;
    double value = 0;
    if (!numberAt(object, key, value) || !(value >= -Limit && value <= Limit))
        return fallback;
    return static_cast<std::int64_t>(value);
}

// Token counts and the like: never negative.
[[nodiscard]] inline std::int64_t countAt(const dom::object &object, std::string_view key)
{
    const std::int64_t value = integerAt(object, key, 0);
    return value > 0 ? value : 0;
}

template<typename Value>
[[nodiscard]] std::string compactJson(const Value &value)
{
    return simdjson::minify(value);
}

} // namespace assay
