// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/argumentform.h"

#include "agent/facts/characters.h"
#include "agent/facts/homes.h"

#include <algorithm>
#include <array>

namespace assay {

namespace {

constexpr std::size_t longestValue = 120;
constexpr std::size_t longestWord = 48;

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !isHexDigit(text[i]))
            return false;
    }
    return true;
}

bool isSha(std::string_view text)
{
    return text.size() >= 7 && text.size() <= 64 && std::ranges::all_of(text, isHexDigit) &&
           std::ranges::any_of(text, isDigit);
}

// A long mix of letters and digits is a key, an id or random; nothing to say again.
bool looksRandom(std::string_view text)
{
    std::size_t run = 0, digits = 0, letters = 0;
    for (const char c : text) {
        if (!isDigit(c) && !isLetter(c)) {
            run = digits = letters = 0;
            continue;
        }
        ++run;
        (isDigit(c) ? digits : letters) += 1;
        if (run >= 20 && digits >= 3 && letters >= 3)
            return true;
    }
    return false;
}

bool isVersion(std::string_view text)
{
    if (text.starts_with('v') || text.starts_with('^') || text.starts_with('~'))
        text.remove_prefix(1);
    const std::size_t numbers = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::string_view rest = text.substr(numbers);
    return numbers >= 3 && isDigit(text[0]) && text.substr(0, numbers).find('.') != std::string_view::npos &&
           (rest.empty() || rest[0] == '-' || rest[0] == '+');
}

bool isDuration(std::string_view text)
{
    const std::size_t numbers = std::min(text.find_first_not_of("0123456789."), text.size());
    constexpr std::array<std::string_view, 6> Units{"s", "m", "h", "d", "ms", "us"};
    return numbers > 0 && std::ranges::find(Units, text.substr(numbers)) != Units.end();
}

bool isEmail(std::string_view text)
{
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
           text.find_first_of("/: ") == std::string_view::npos;
}

std::string_view extensionOf(std::string_view path)
{
    const std::size_t dot = path.rfind('.');
    const std::size_t slash = path.rfind('/');
    if (dot == std::string_view::npos || dot == 0 || (slash != std::string_view::npos && dot <= slash + 1))
        return {};
    const std::string_view extension = path.substr(dot + 1);
    const bool good = !extension.empty() && extension.size() <= 6 && std::ranges::all_of(extension, isWordCharacter) &&
                      std::ranges::any_of(extension, isLetter);
    return good ? extension : std::string_view();
}

std::string urlSlot(std::string_view url)
{
    std::string_view host = url.substr(url.find("://") + 3);
    host = host.substr(0, host.find_first_of("/?#"));
    if (const std::size_t user = host.rfind('@'); user != std::string_view::npos)
        host.remove_prefix(user + 1);
    const bool plain = !host.empty() && std::ranges::all_of(host, [](char c) {
        return isWordCharacter(c) || c == '.' || c == ':' || c == '-';
    });
    return slotText("url", plain && !looksRandom(host) ? host : std::string_view());
}

// "name:8080"
bool isHostPort(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon + 1 == text.size() || text.size() - colon > 6)
        return false;
    const std::string_view host = text.substr(0, colon);
    return std::ranges::all_of(text.substr(colon + 1), isDigit) &&
           std::ranges::all_of(host, [](char c) { return isWordCharacter(c) || c == '.' || c == '-'; });
}

std::string pathSlot(std::string_view path, bool globs, const FactPlace &place)
{
    const std::string placed = placedPath(path, place);
    if (placed == "./..." || placed == ".")
        return placed;
    const std::string type = globs                         ? "glob"
                             : extensionOf(placed).empty() ? "path"
                                                           : "path:" + std::string(extensionOf(placed));
    return slotText(type, looksRandom(placed) ? std::string_view() : std::string_view(placed));
}

bool isPath(std::string_view text)
{
    return text.find('/') != std::string_view::npos || text.starts_with('.') || text.starts_with('~') ||
           !extensionOf(text).empty();
}

std::string expandedSlot(std::string_view text)
{
    if (text == "$()")
        return "<sub>";
    if (text.starts_with('$') && text.find_first_of(" /") == std::string_view::npos)
        return "<var>";
    return text.find_first_of(" \n") == std::string_view::npos && text.find('/') != std::string_view::npos ? "<path>"
                                                                                                           : "<string>";
}

bool isPlainWord(std::string_view text)
{
    return text.size() <= longestWord && std::ranges::any_of(text, isLetter) && std::ranges::all_of(text, [](char c) {
               return isWordCharacter(c) || c == '.' || c == ':' || c == '@' || c == '+' || c == ',' || c == '-' ||
                      c == '/' || c == '^' || c == '|';
           });
}

std::string refSlot(std::string_view text)
{
    constexpr std::array<std::string_view, 4> Known{"HEAD", "origin", "upstream", "FETCH_HEAD"};
    if (std::ranges::find(Known, text) != Known.end())
        return std::string(text);
    if (isSha(text))
        return "<sha>";
    const bool plain = text.size() <= longestWord && std::ranges::all_of(text, [](char c) {
                           return isWordCharacter(c) || std::string_view("./:~^@-").find(c) != std::string_view::npos;
                       });
    return slotText("ref", plain && !looksRandom(text) ? text : std::string_view());
}

std::string numberSlot(std::string_view text, ArgumentRole role)
{
    const bool port = role == ArgumentRole::Port && text.size() >= 2;
    return slotText(port ? "port" : "int", text.size() <= 5 ? text : std::string_view());
}

} // namespace

std::string slotText(std::string_view type, std::string_view value)
{
    std::string text = "<";
    text += type;
    if (!value.empty() && value.size() <= longestValue) {
        constexpr std::string_view Digits = "0123456789ABCDEF";
        text += '=';
        for (const char c : value) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte <= 0x20 || byte == 0x7F || c == '<' || c == '>' || c == '%') {
                text += '%';
                text += Digits[byte >> 4U];
                text += Digits[byte & 15U];
            } else {
                text += c;
            }
        }
    }
    text += '>';
    return text;
}

std::string slotValue(std::string_view encoded)
{
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
    std::string value;
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        if (encoded[i] == '%' && i + 2 < encoded.size() && isHexDigit(encoded[i + 1]) && isHexDigit(encoded[i + 2])) {
            value += static_cast<char>(digit(encoded[i + 1]) * 16 + digit(encoded[i + 2]));
            i += 2;
        } else {
            value += encoded[i];
        }
    }
    return value;
}

std::string placedPath(std::string_view path, const FactPlace &place)
{
    while (path.starts_with("./") && path.size() > 2 && path != "./...")
        path.remove_prefix(2);
    const std::string_view root = place.root;
    if (root.size() > 1 && path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/')) {
        path.remove_prefix(root.size());
        path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
        return path.empty() ? std::string(".") : std::string(path);
    }
    return withoutHomes(path);
}

std::string slotOf(const ShellWord &word, ArgumentRole role, const FactPlace &place)
{
    const std::string_view text = word.text;
    if (text.empty())
        return "<string>";
    if (text.find("[redacted:") != std::string_view::npos)
        return "<secret>";
    if (word.expands)
        return expandedSlot(text);
    if (role == ArgumentRole::Message || text.size() > longestValue ||
        text.find_first_of(" \t\n") != std::string_view::npos || !std::ranges::all_of(text, isPrintable))
        return "<string>";
    if (text.find("://") != std::string_view::npos)
        return urlSlot(text);
    if (isUuid(text))
        return "<uuid>";
    if (std::ranges::all_of(text, isDigit))
        return numberSlot(text, role);
    if (isEmail(text))
        return "<email>";
    if (role == ArgumentRole::Ref && !word.globs && extensionOf(text).empty())
        return refSlot(text);
    if (isSha(text))
        return "<sha>";
    if (role == ArgumentRole::Package && isPlainWord(text))
        return slotText("package", looksRandom(text) ? std::string_view() : text);
    if (isVersion(text))
        return slotText("version", text);
    if (isDuration(text))
        return slotText("duration", text);
    if (isHostPort(text))
        return slotText("port", looksRandom(text) ? std::string_view() : text);
    if (word.globs || isPath(text))
        return pathSlot(text, word.globs || text.find('*') != std::string_view::npos, place);
    if (looksRandom(text))
        return "<token>";
    return isPlainWord(text) ? slotText("word", text) : std::string("<string>");
}

} // namespace assay
