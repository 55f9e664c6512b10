// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/jsontree.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = JsonNode::Kind;

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\n' || c == u'\r' || c == u'\t';
}

QChar escaped(QChar c)
{
    switch (c.unicode()) {
    case u'n':
        return u'\n';
    case u't':
        return u'\t';
    case u'r':
        return u'\r';
    case u'b':
        return u'\b';
    case u'f':
        return u'\f';
    default:
        return c;
    }
}

QString withoutEscapes(QStringView text)
{
    if (!text.contains(u'\\'))
        return text.toString();
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'\\' || i + 1 >= text.size()) {
            out += text.at(i);
            continue;
        }
        ++i;
        if (text.at(i) == u'u' && i + 4 < text.size()) {
            out += QChar(text.mid(i + 1, 4).toUShort(nullptr, 16));
            i += 4;
        } else {
            out += escaped(text.at(i));
        }
    }
    return out;
}

} // namespace

// One loop and a chain of parents: how deep a text nests does not matter.
class JsonTreeReader {
public:
    explicit JsonTreeReader(const QString &json)
        : m_tree(std::make_shared<JsonTree>())
        , m_json(json)
    {
        m_tree->m_json = json;
    }

    std::shared_ptr<const JsonTree> run()
    {
        if (!value())
            return nullptr;
        while (m_open >= 0) {
            if (!member())
                return nullptr;
        }
        skipSpace();
        return m_at == m_json.size() ? m_tree : nullptr;
    }

private:
    void skipSpace()
    {
        while (m_at < m_json.size() && isSpace(m_json.at(m_at)))
            ++m_at;
    }

    bool take(QChar c)
    {
        skipSpace();
        if (m_at >= m_json.size() || m_json.at(m_at) != c)
            return false;
        ++m_at;
        return true;
    }

    JsonNode &node(int index) { return m_tree->m_nodes[static_cast<std::size_t>(index)]; }

    // The end of the open container, or its next value.
    bool member()
    {
        const bool object = node(m_open).kind == Kind::Object;
        const bool first = node(m_open).children == 0;
        if (take(object ? u'}' : u']')) {
            JsonNode &closed = node(m_open);
            closed.next = m_tree->size();
            closed.length = static_cast<int>(m_at) - closed.start;
            m_open = closed.parent;
            return true;
        }
        if (!first && !take(u','))
            return false;
        if (object) {
            if (!take(u'"'))
                return false;
            m_keyStart = static_cast<int>(m_at);
            if (!skipString())
                return false;
            m_keyLength = static_cast<int>(m_at) - m_keyStart - 1;
            if (!take(u':'))
                return false;
        }
        return value();
    }

    // Behind the opening quote, to behind the closing one.
    bool skipString()
    {
        while (m_at < m_json.size()) {
            const QChar c = m_json.at(m_at++);
            if (c == u'"')
                return true;
            if (c == u'\\')
                ++m_at;
        }
        return false;
    }

    bool value()
    {
        skipSpace();
        if (m_at >= m_json.size() || m_tree->m_nodes.size() >= JsonTree::nodeLimit)
            return false;
        JsonNode made;
        made.parent = m_open;
        made.depth = m_open < 0 ? 0 : node(m_open).depth + 1;
        made.keyStart = std::exchange(m_keyStart, -1);
        made.keyLength = std::exchange(m_keyLength, 0);
        made.start = static_cast<int>(m_at);
        if (m_open >= 0)
            ++node(m_open).children;
        const int index = m_tree->size();
        const QChar c = m_json.at(m_at);
        if (c == u'{' || c == u'[') {
            ++m_at;
            made.kind = c == u'{' ? Kind::Object : Kind::Array;
            m_tree->m_nodes.push_back(made);
            m_open = index;
            return true;
        }
        if (!scalar(made))
            return false;
        made.next = index + 1;
        m_tree->m_nodes.push_back(made);
        return true;
    }

    bool scalar(JsonNode &made)
    {
        const QChar c = m_json.at(m_at);
        if (c == u'"') {
            made.kind = Kind::String;
            ++m_at;
            made.start = static_cast<int>(m_at);
            const bool ends = skipString();
            made.length = static_cast<int>(m_at) - made.start - 1;
            return ends;
        }
        const qsizetype from = m_at;
        while (m_at < m_json.size() && (m_json.at(m_at).isLetterOrNumber() || m_json.at(m_at) == u'-' ||
                                        m_json.at(m_at) == u'+' || m_json.at(m_at) == u'.'))
            ++m_at;
        made.length = static_cast<int>(m_at - from);
        const QStringView word = QStringView(m_json).mid(from, m_at - from);
        made.kind = c == u'-' || c.isDigit() ? Kind::Number : Kind::Literal;
        if (made.kind == Kind::Literal)
            return word == "true"_L1 || word == "false"_L1 || word == "null"_L1;
        bool ok = false;
        (void)word.toDouble(&ok);
        return ok;
    }

    std::shared_ptr<JsonTree> m_tree;
    const QString &m_json;
    qsizetype m_at = 0;
    int m_open = -1;
    int m_keyStart = -1;
    int m_keyLength = 0;
};

std::shared_ptr<const JsonTree> JsonTree::read(const QString &json)
{
    return JsonTreeReader(json).run();
}

bool JsonTree::isContainer(int index) const
{
    return node(index).kind == Kind::Object || node(index).kind == Kind::Array;
}

QString JsonTree::key(int index) const
{
    const JsonNode &asked = node(index);
    return asked.keyStart < 0 ? QString() : withoutEscapes(QStringView(m_json).mid(asked.keyStart, asked.keyLength));
}

QString JsonTree::string(int index) const
{
    return index < 0 || node(index).kind != Kind::String ? QString() : withoutEscapes(source(index));
}

QStringView JsonTree::source(int index) const
{
    return QStringView(m_json).mid(node(index).start, node(index).length);
}

int JsonTree::lineCount(int index) const
{
    const QStringView text = source(index);
    int lines = 1;
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text.at(i) != u'\\')
            continue;
        if (text.at(++i) == u'n' && i + 1 < text.size())
            ++lines;
    }
    return lines;
}

int JsonTree::find(int object, QLatin1StringView name) const
{
    if (object < 0 || node(object).kind != Kind::Object)
        return -1;
    for (int child = object + 1; child < node(object).next; child = node(child).next) {
        if (key(child) == name)
            return child;
    }
    return -1;
}

std::vector<int> JsonTree::childrenOf(int index) const
{
    std::vector<int> found;
    if (index < 0 || !isContainer(index))
        return found;
    for (int child = index + 1; child < node(index).next; child = node(child).next)
        found.push_back(child);
    return found;
}

} // namespace assay
