// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/jsonmasker.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

#include "agent/redact/exempt.h"

namespace assay {

namespace {

using Json = nlohmann::json;

constexpr int maximumDepth = 8;

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

class Rewriter final : public nlohmann::json_sax<Json> {
public:
    Rewriter(const TextMasker &masker, RedactionCounts &counts, int depth, bool secretDocument)
        : m_masker(masker)
        , m_counts(counts)
        , m_depth(depth)
        , m_secretDocument(secretDocument)
    {
    }

    [[nodiscard]] bool masked() const { return m_masked; }
    [[nodiscard]] std::string take() { return std::move(m_out); }

    bool null() override { return plain("null"); }
    bool boolean(bool value) override { return plain(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return plain(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return plain(std::to_string(value)); }
    bool number_float(number_float_t /*value*/, const string_t &spelling) override { return plain(spelling); }
    bool binary(binary_t & /*value*/) override { return false; }
    bool string(string_t &value) override;
    bool start_object(std::size_t /*size*/) override { return open('{', false); }
    bool end_object() override { return close('}'); }
    bool start_array(std::size_t /*size*/) override { return open('[', true); }
    bool end_array() override { return close(']'); }
    bool key(string_t &name) override;
    bool parse_error(std::size_t /*at*/, const std::string & /*token*/,
                     const nlohmann::detail::exception & /*error*/) override
    {
        return false;
    }

private:
    struct Frame {
        bool array = false;
        bool first = true;
        bool encoded = false; // an object that says its content is base64
        std::string key;      // the last one read; in an array, the one the array stands under
        std::string name;     // what {"name": …, "value": …} calls its value
        std::string under;    // the key this object stands under
    };

    bool plain(std::string_view text);
    bool open(char bracket, bool array);
    bool close(char bracket);
    void separate();
    void flush();
    void write(const std::string &text) { m_out += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

    const TextMasker &m_masker;
    RedactionCounts &m_counts;
    int m_depth;
    bool m_secretDocument;
    bool m_masked = false;
    std::string m_out;
    std::vector<Frame> m_frames;
    std::vector<std::string> m_lines; // strings of the innermost array that are not written yet
};

// Strings in a row are often the lines of one text: a key may begin in one and end in another.
void Rewriter::flush()
{
    if (m_lines.empty())
        return;
    std::vector<std::string> lines = std::move(m_lines);
    m_lines.clear();
    Frame &frame = m_frames.back();
    m_masked |= lines.size() > 1 && m_masker.maskLines(lines, m_counts);
    for (std::string &line : lines) {
        m_masked |= maskValue(m_masker, frame.key, line, m_counts, m_depth + 1);
        separate();
        write(line);
    }
}

void Rewriter::separate()
{
    flush();
    if (m_frames.empty() || !m_frames.back().array)
        return;
    if (!m_frames.back().first)
        m_out += ',';
    m_frames.back().first = false;
}

bool Rewriter::plain(std::string_view text)
{
    separate();
    m_out += text;
    return true;
}

bool Rewriter::open(char bracket, bool array)
{
    separate();
    m_out += bracket;
    Frame frame;
    frame.array = array;
    if (!m_frames.empty()) {
        frame.under = m_frames.back().key;
        if (array)
            frame.key = m_frames.back().key;
    }
    m_frames.push_back(std::move(frame));
    return true;
}

bool Rewriter::close(char bracket)
{
    flush();
    m_out += bracket;
    m_frames.pop_back();
    return true;
}

bool Rewriter::key(string_t &name)
{
    Frame &frame = m_frames.back();
    if (!frame.first)
        m_out += ',';
    frame.first = false;
    frame.key = name;
    m_masked |= m_masker.mask(name, m_counts);
    write(name);
    m_out += ':';
    return true;
}

bool Rewriter::string(string_t &value)
{
    if (!m_frames.empty() && m_frames.back().array) {
        m_lines.push_back(std::move(value));
        return true;
    }
    separate();
    if (m_frames.empty()) {
        m_masked |= maskValue(m_masker, {}, value, m_counts, m_depth + 1);
        write(value);
        return true;
    }
    Frame &frame = m_frames.back();
    if (isOneOf(frame.key, {"name", "Name", "key", "Key", "variable", "env"}))
        frame.name = value;
    frame.encoded = frame.encoded || declaresBase64(frame.key, value);
    if (isExemptIdentifier(frame.key, value) || isExemptBulk(frame.key, value, frame.encoded)) {
        write(value);
        return true;
    }
    const bool valueOfPair = !frame.name.empty() && isOneOf(frame.key, {"value", "Value", "val", "default"});
    if (m_secretDocument && isOneOf(frame.under, {"data", "stringData"}) && value.size() >= 4 &&
        !value.starts_with("[redacted:")) {
        value = TextMasker::wholeMask("kubernetes-secret", m_counts);
        m_masked = true;
    } else {
        m_masked |= maskValue(m_masker, valueOfPair ? frame.name : frame.key, value, m_counts, m_depth + 1);
    }
    write(value);
    return true;
}

bool looksLikeJson(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return first != text.npos &&
           ((text[first] == '{' && text[last] == '}') || (text[first] == '[' && text[last] == ']'));
}

// Keys that say something to the rules for text without making every value a secret.
bool isHeaderName(std::string_view key)
{
    const auto endsWith = [key](std::string_view end) {
        return key.size() >= end.size() &&
               std::equal(end.begin(), end.end(), key.end() - static_cast<std::ptrdiff_t>(end.size()),
                          [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
    };
    return endsWith("cookie") || endsWith("auth");
}

bool maskUnderHeader(const TextMasker &masker, std::string_view key, std::string &value, RedactionCounts &counts)
{
    const std::string before = '"' + std::string(key) + "\": \"";
    std::string text = before + value + '"';
    if (!masker.mask(text, counts) || !text.starts_with(before) || !text.ends_with('"'))
        return false;
    value = text.substr(before.size(), text.size() - before.size() - 1);
    return true;
}

// "kind": "Secret" anywhere makes a document one of Kubernetes' secrets; its data may stand before that.
bool isSecretDocument(std::string_view text)
{
    for (std::size_t at = text.find("\"kind\""); at != text.npos; at = text.find("\"kind\"", at + 6)) {
        const std::size_t value = text.find_first_not_of(" \t\r\n:", at + 6);
        if (value != text.npos && text.substr(value, 8) == "\"Secret\"")
            return true;
    }
    return false;
}

} // namespace

JsonOutcome maskJson(const TextMasker &masker, std::string &document, RedactionCounts &counts, int depth)
{
    RedactionCounts added;
    Rewriter rewriter(masker, added, depth, isSecretDocument(document));
    if (!Json::sax_parse(document.begin(), document.end(), &rewriter))
        return JsonOutcome::NotJson;
    if (!rewriter.masked())
        return JsonOutcome::Unchanged;
    for (const auto &[rule, count] : added)
        counts[rule] += count;
    document = rewriter.take();
    return JsonOutcome::Masked;
}

bool maskValue(const TextMasker &masker, std::string_view key, std::string &value, RedactionCounts &counts, int depth)
{
    if (masker.isNamedSecret(key, value)) {
        value = TextMasker::wholeMask("key-value", counts);
        return true;
    }
    if (isHeaderName(key) && maskUnderHeader(masker, key, value, counts))
        return true;
    if (!masker.mayContainSecret(value))
        return false;
    if (depth <= maximumDepth && looksLikeJson(value)) {
        const JsonOutcome outcome = maskJson(masker, value, counts, depth);
        if (outcome != JsonOutcome::NotJson)
            return outcome == JsonOutcome::Masked;
    }
    return masker.mask(value, counts);
}

} // namespace assay
