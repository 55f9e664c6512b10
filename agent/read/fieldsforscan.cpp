// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/fieldsforscan.h"

#include "agent/redact/exempt.h"

#include <algorithm>

namespace assay {

namespace {

void appendField(std::string_view key, std::string_view value, std::string &text)
{
    text += '"';
    text += key;
    text += "\": \"";
    text += value;
    text += "\"\n";
}

// Strings that follow each other in an array are lines of one text (a patch, a command's words): a secret and its name
// may stand on two of them.
bool appendLines(std::string_view key, const dom::array &items, std::string &text)
{
    const auto isString = [](const dom::element &item) { return item.is_string(); };
    if (items.size() < 2 || !std::all_of(items.begin(), items.end(), isString))
        return false;
    std::string joined;
    for (const dom::element item : items) {
        joined += item.get_string().value_unsafe();
        joined += '\n';
    }
    appendField(key, joined, text);
    return true;
}

void appendObject(const dom::object &object, std::string &text);

// The parser limits the depth of nesting, and so of this recursion.
void appendElement(std::string_view key, const dom::element &element, std::string &text)
{
    switch (element.type()) {
    case dom::element_type::STRING:
        appendField(key, element.get_string().value_unsafe(), text);
        break;
    case dom::element_type::ARRAY: {
        const dom::array items = element.get_array().value_unsafe();
        if (!appendLines(key, items, text)) {
            for (const dom::element item : items)
                appendElement(key, item, text);
        }
        break;
    }
    case dom::element_type::OBJECT:
        appendField(key, {}, text);
        appendObject(element.get_object().value_unsafe(), text);
        break;
    default:
        break;
    }
}

void appendObject(const dom::object &object, std::string &text)
{
    bool declared = false;
    for (const dom::key_value_pair field : object) {
        if (!field.value.is_string()) {
            appendElement(field.key, field.value, text);
            continue;
        }
        const std::string_view value = field.value.get_string().value_unsafe();
        declared = declared || declaresBase64(field.key, value);
        if (!isExemptIdentifier(field.key, value) && !isExemptBulk(field.key, value, declared))
            appendField(field.key, value, text);
    }
}

} // namespace

void fieldsForScan(const dom::object &line, std::string &text)
{
    text.clear();
    appendObject(line, text);
}

} // namespace assay
