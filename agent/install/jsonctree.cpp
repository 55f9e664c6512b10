// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/jsonctree.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <QString>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype largestFile = qsizetype(16) * 1024 * 1024;
constexpr int deepest = 200;

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Bytes of the well-formed UTF-8 sequence at `at`; 0 = there is none.
qsizetype sequenceAt(const QByteArray &bytes, qsizetype at)
{
    const auto byte = [&](qsizetype i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
    const unsigned lead = byte(at);
    if (lead < 0x80)
        return 1;
    const qsizetype length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    const unsigned second = byte(at + 1);
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    for (qsizetype i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return 0;
    }
    return overlong || outside ? 0 : length;
}

void appendUtf8(QByteArray &out, char32_t code)
{
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

class JsoncParser final {
public:
    explicit JsoncParser(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    Result<std::optional<JsoncNode>> parse()
    {
        if (m_bytes.startsWith("\xEF\xBB\xBF"))
            m_at = 3;
        skipTrivia();
        if (!m_wrong && m_at == m_bytes.size())
            return std::nullopt;
        JsoncNode root;
        value(root, 0);
        skipTrivia();
        if (!m_wrong && m_at < m_bytes.size())
            refuse(u"something follows the end of the document"_s);
        if (m_wrong)
            return tl::unexpected(*m_wrong);
        return root;
    }

private:
    [[nodiscard]] char here() const { return m_at < m_bytes.size() ? m_bytes[m_at] : '\0'; }
    [[nodiscard]] bool starts(const char *word) const { return QByteArrayView(m_bytes).sliced(m_at).startsWith(word); }

    void refuse(const QString &what) { refuse(what, m_at); }
    void refuse(const QString &what, qsizetype at)
    {
        if (!m_wrong)
            m_wrong = Error{Error::Code::Failed, placeInText(m_bytes, at) + u": "_s + what, {}};
        m_at = m_bytes.size(); // ends every loop
    }

    void skipTrivia()
    {
        const char *text = m_bytes.constData();
        const qsizetype size = m_bytes.size();
        while (m_at < size) {
            if (isSpace(text[m_at])) {
                ++m_at;
            } else if (text[m_at] != '/') {
                return;
            } else if (starts("//")) {
                const qsizetype end = m_bytes.indexOf('\n', m_at);
                m_at = end < 0 ? m_bytes.size() : end + 1;
            } else if (starts("/*")) {
                const qsizetype end = m_bytes.indexOf("*/", m_at + 2);
                if (end < 0)
                    return refuse(u"a comment that begins here has no end"_s);
                m_at = end + 2;
            } else {
                return;
            }
        }
    }

    void value(JsoncNode &node, int depth)
    {
        node.begin = m_at;
        const char c = here();
        if (depth > deepest)
            return refuse(u"more than 200 levels are nested here"_s);
        if (c == '{' || c == '[') {
            node.kind = c == '{' ? JsoncNode::Kind::Object : JsoncNode::Kind::Array;
            ++m_at;
            children(node, depth);
        } else if (c == '"') {
            node.kind = JsoncNode::Kind::String;
            string();
        } else if (c == '-' || isDigit(c)) {
            node.kind = JsoncNode::Kind::Number;
            number();
        } else {
            node.kind = JsoncNode::Kind::Literal;
            literal();
        }
        node.end = m_at;
    }

    void children(JsoncNode &node, int depth)
    {
        const char close = node.kind == JsoncNode::Kind::Object ? '}' : ']';
        for (skipTrivia(); here() != close; skipTrivia()) {
            if (m_at >= m_bytes.size())
                return refuse(u"the \"%1\" that opens here is never closed"_s.arg(QLatin1Char(m_bytes[node.begin])),
                              node.begin);
            if (!node.children.empty() && !node.trailingComma)
                return refuse(u"a comma is missing before this"_s);
            JsoncNode child;
            if (close == '}' && !keyOf(child))
                return;
            value(child, depth + 1);
            node.children.push_back(std::move(child));
            skipTrivia();
            node.trailingComma = here() == ',';
            if (node.trailingComma)
                ++m_at;
        }
        ++m_at;
    }

    bool keyOf(JsoncNode &child)
    {
        if (here() != '"') {
            refuse(u"a name in quotation marks is expected here"_s);
            return false;
        }
        child.keyBegin = m_at;
        child.kind = JsoncNode::Kind::String;
        child.begin = m_at;
        string();
        child.end = m_at;
        if (!m_wrong)
            child.key = jsoncText(m_bytes, child);
        skipTrivia();
        if (here() != ':') {
            refuse(u"a colon is expected here"_s);
            return false;
        }
        ++m_at;
        skipTrivia();
        return true;
    }

    void string()
    {
        const qsizetype begin = m_at++;
        const char *text = m_bytes.constData();
        const qsizetype size = m_bytes.size();
        const auto isPlain = [](char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; };
        for (;;) {
            while (m_at < size && isPlain(text[m_at]))
                ++m_at;
            if (m_at >= size || text[m_at] == '"')
                break;
            if (text[m_at] != '\\')
                return refuse(u"a line ends, or a control character stands, inside a text in quotation marks"_s);
            ++m_at;
            if (here() == 'u') {
                for (int i = 0; i < 4; ++i) {
                    ++m_at;
                    if (!isxdigit(static_cast<unsigned char>(here())))
                        return refuse(u"four hexadecimal digits are expected after \\u"_s);
                }
            } else if (here() == '\0' || std::string_view("\"\\/bfnrt").find(here()) == std::string_view::npos) {
                return refuse(u"\"\\%1\" is no escape that JSON knows"_s.arg(QLatin1Char(here())));
            }
            ++m_at;
        }
        if (m_at >= m_bytes.size())
            return refuse(u"a text that begins here has no closing quotation mark"_s, begin);
        ++m_at;
    }

    void digits()
    {
        if (!isDigit(here()))
            return refuse(u"a digit is expected here"_s);
        while (isDigit(here()))
            ++m_at;
    }

    void number()
    {
        if (here() == '-')
            ++m_at;
        if (here() == '0')
            ++m_at;
        else
            digits();
        if (here() == '.') {
            ++m_at;
            digits();
        }
        if (here() == 'e' || here() == 'E') {
            ++m_at;
            if (here() == '+' || here() == '-')
                ++m_at;
            digits();
        }
    }

    void literal()
    {
        for (const char *word : {"true", "false", "null"}) {
            if (starts(word)) {
                m_at += qsizetype(qstrlen(word));
                return;
            }
        }
        refuse(m_at < m_bytes.size() ? u"this is no JSON value"_s : u"the file ends where a value is expected"_s);
    }

    const QByteArray &m_bytes;
    qsizetype m_at = 0;
    std::optional<Error> m_wrong;
};

} // namespace

const JsoncNode *JsoncNode::member(QByteArrayView name) const
{
    const auto found = std::find_if(children.rbegin(), children.rend(), [name](const JsoncNode &child) {
        return child.keyBegin >= 0 && child.key == name;
    });
    return found == children.rend() ? nullptr : &*found;
}

int JsoncNode::countOf(QByteArrayView name) const
{
    return int(std::count_if(children.begin(), children.end(),
                             [name](const JsoncNode &child) { return child.keyBegin >= 0 && child.key == name; }));
}

QString placeInText(const QByteArray &bytes, qsizetype position)
{
    const QByteArrayView before = QByteArrayView(bytes).first(std::min(position, bytes.size()));
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto column =
        std::count_if(before.begin() + lineBegin, before.end(), [](char c) { return !isContinuation(c); }) + 1;
    return u"line %1, column %2"_s.arg(line).arg(column);
}

Result<std::optional<JsoncNode>> parseJsonc(const QByteArray &bytes)
{
    if (bytes.size() > largestFile)
        return fail(Error::Code::Failed, u"it is larger than 16 MB"_s);
    const char *text = bytes.constData();
    for (qsizetype at = 0, size = bytes.size(); at < size;) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const qsizetype length = sequenceAt(bytes, at);
        if (length == 0)
            return fail(Error::Code::Failed, placeInText(bytes, at) + u": this is not UTF-8"_s);
        at += length;
    }
    return JsoncParser(bytes).parse();
}

QByteArray jsoncText(const QByteArray &bytes, const JsoncNode &node)
{
    if (node.kind != JsoncNode::Kind::String)
        return {};
    QByteArray out;
    const auto unit = [&](qsizetype at) { return char32_t(bytes.mid(at, 4).toUShort(nullptr, 16)); };
    for (qsizetype i = node.begin + 1; i < node.end - 1; ++i) {
        if (bytes[i] != '\\') {
            out += bytes[i];
            continue;
        }
        const char c = bytes[++i];
        constexpr std::string_view plain = "bfnrt";
        if (c != 'u') {
            const size_t which = plain.find(c);
            out += which == std::string_view::npos ? c : "\b\f\n\r\t"[which];
            continue;
        }
        char32_t code = unit(i + 1);
        i += 4;
        const bool pair = code >= 0xD800 && code < 0xDC00 && i + 6 < node.end && bytes[i + 1] == '\\' &&
                          bytes[i + 2] == 'u' && unit(i + 3) >= 0xDC00 && unit(i + 3) < 0xE000;
        if (pair) {
            code = 0x10000 + ((code - 0xD800) << 10) + (unit(i + 3) - 0xDC00);
            i += 6;
        } else if (code >= 0xD800 && code < 0xE000) {
            code = 0xFFFD;
        }
        appendUtf8(out, code);
    }
    return out;
}

bool isTrue(const QByteArray &bytes, const JsoncNode *node)
{
    return node != nullptr && node->kind == JsoncNode::Kind::Literal &&
           QByteArrayView(bytes).sliced(node->begin, node->end - node->begin) == "true";
}

} // namespace assay
