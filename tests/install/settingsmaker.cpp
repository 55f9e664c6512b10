// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/install/settingsmaker.h"

#include <array>
#include <functional>

namespace assay::test {

namespace {

class Maker final {
public:
    explicit Maker(std::uint64_t seed)
        : m_random(seed)
        , m_lineEnd(one(3) ? "\r\n" : "\n")
        , m_unit(m_random.pick(std::array<const char *, 4>{"  ", "    ", "\t", " "}))
        , m_lines(!one(4))
        , m_comments(one(2))
        , m_trailing(one(3))
    {
    }

    QByteArray document()
    {
        QByteArray out = one(6) ? "\xEF\xBB\xBF" : "";
        if (one(12))
            return out + trivia(0);
        out += m_comments && one(2) ? "// settings of mine" + m_lineEnd : QByteArray();
        out += container('{', 0, [this](int depth, int at) { return rootMember(depth, at); });
        return out + (one(2) ? m_lineEnd : QByteArray());
    }

private:
    using Element = std::function<QByteArray(int depth, int at)>;

    bool one(std::size_t of) { return m_random.below(of) == 0; }

    QByteArray newLine(int depth) const
    {
        return m_lines ? m_lineEnd + QByteArray(m_unit).repeated(depth) : QByteArray();
    }

    QByteArray trivia(int depth)
    {
        if (!m_comments || !one(3))
            return one(5) ? " " : "";
        if (m_lines && one(2))
            return " // a } note, \"quoted\"" + m_lineEnd + QByteArray(m_unit).repeated(depth);
        return one(2) ? " /* [ */" : "/**/ ";
    }

    QByteArray container(char open, int depth, const Element &element)
    {
        const int count = int(m_random.below(4));
        QByteArray out(1, open);
        for (int at = 0; at < count; ++at) {
            out += trivia(depth + 1) + newLine(depth + 1) + element(depth + 1, at) + trivia(depth + 1);
            if (at + 1 < count || (m_trailing && one(2)))
                out += ',';
        }
        return out + trivia(depth) + newLine(depth) + (open == '{' ? '}' : ']');
    }

    QByteArray rootMember(int depth, int at)
    {
        if (at == 1)
            return member("hooks", depth, container('{', depth, [this](int d, int a) { return event(d, a); }));
        return member("key" + QByteArray::number(at), depth, value(depth));
    }

    QByteArray event(int depth, int at)
    {
        static const std::array<const char *, 4> names = {"PostToolUse", "Stop", "Setup", "\\u0053essionEnd"};
        return member(names[std::size_t(at)], depth, container('[', depth, [this](int d, int) { return group(d); }));
    }

    QByteArray group(int depth)
    {
        const QByteArray entries = container('[', depth + 1, [](int, int at) {
            return R"({"type":"command","command":"mine )" + QByteArray::number(at) + R"("})";
        });
        return R"({"matcher":"*", "hooks": )" + entries + '}';
    }

    QByteArray member(const QByteArray &name, int depth, const QByteArray &text)
    {
        return '"' + name + '"' + (one(4) ? " " : "") + ':' + trivia(depth) + text;
    }

    QByteArray value(int depth)
    {
        switch (m_random.below(5)) {
        case 0:
            return "\"\xC3\xA4 \\\" // no comment\"";
        case 1:
            return "-1.50e+3";
        case 2:
            return "null";
        case 3:
            return depth > 4 ? QByteArray("[]") : container('[', depth, [this](int d, int) { return value(d); });
        default:
            return "true";
        }
    }

    SeededRandom m_random;
    QByteArray m_lineEnd;
    const char *m_unit;
    bool m_lines;
    bool m_comments;
    bool m_trailing;
};

} // namespace

QByteArray madeSettings(std::uint64_t seed)
{
    return Maker(seed).document();
}

} // namespace assay::test
