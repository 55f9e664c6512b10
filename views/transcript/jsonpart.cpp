// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/jsonpart.h"

#include "views/text/visibletext.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = JsonNode::Kind;

constexpr int deepestIndent = 24; // levels that move to the right; what is deeper stands below
constexpr int smallSubtree = 30;  // values that stand open by themselves
constexpr int openDepth = 6;
constexpr int openLines = 12; // of a string
constexpr qsizetype gistCharacters = 64;
constexpr int nodeBits = 24;

class TreeLines {
public:
    TreeLines(const JsonTree &tree, JsonSource source, const JsonFolds &folds, int most)
        : m_tree(tree)
        , m_source(source)
        , m_folds(folds)
        , m_most(most)
    {
    }

    std::vector<CodeLine> run(int &total)
    {
        const bool inside = m_tree.isContainer(0) && m_tree.node(0).children > 0;
        m_base = inside ? 1 : 0;
        for (int node = inside ? 1 : 0; node < m_tree.size();)
            node = add(node);
        total = m_total;
        return std::move(m_lines);
    }

private:
    [[nodiscard]] bool folds(int node) const
    {
        return m_tree.isContainer(node) ? m_tree.node(node).children > 0
                                        : m_tree.node(node).kind == Kind::String && m_tree.lineCount(node) > 1;
    }

    [[nodiscard]] bool isOpen(int node) const
    {
        const JsonNode &asked = m_tree.node(node);
        bool open = false;
        if (!m_tree.isContainer(node))
            open = m_folds.levels < 0 && m_tree.lineCount(node) <= openLines;
        else if (m_folds.levels >= 0)
            open = asked.depth - m_base < m_folds.levels;
        else
            open = asked.depth < openDepth && asked.next - node <= smallSubtree;
        return open != m_folds.flipped.contains(jsonItem(m_source, node));
    }

    void piece(CodeLine &line, const QString &text, Tone tone) const
    {
        QTextCharFormat format;
        format.setForeground(Theme::instance()->color(tone));
        line.formats.append({static_cast<int>(line.text.size()), static_cast<int>(text.size()), format});
        line.text += text;
    }

    // Answers the next node to show.
    int add(int node)
    {
        const JsonNode &asked = m_tree.node(node);
        const bool foldable = folds(node);
        const bool open = foldable && isOpen(node);
        const int after = open && m_tree.isContainer(node) ? node + 1 : asked.next;
        if (wanted()) {
            CodeLine line;
            line.indent = 2 + 2 * std::min(asked.depth - m_base, deepestIndent);
            line.item = jsonItem(m_source, node);
            if (foldable)
                line.fold = open ? CodeLine::Fold::Open : CodeLine::Fold::Closed;
            addName(line, node);
            addValue(line, node, open);
            m_lines.push_back(line);
        }
        ++m_total;
        if (open && asked.kind == Kind::String)
            addText(node);
        return after;
    }

    [[nodiscard]] bool wanted() const { return static_cast<int>(m_lines.size()) < m_most; }

    void addName(CodeLine &line, int node)
    {
        const JsonNode &asked = m_tree.node(node);
        if (asked.keyStart >= 0)
            piece(line, codeLineText(visibleLine(m_tree.key(node))), Tone::Type);
        else if (asked.parent >= 0)
            piece(line, QString::number(place(node)), Tone::Text3);
        else
            return;
        piece(line, u"  "_s, Tone::Text3);
    }

    // Which one it is in its array: counted on from the last one asked for.
    int place(int node)
    {
        const int parent = m_tree.node(node).parent;
        if (m_counted.parent != parent || m_counted.node > node)
            m_counted = {parent, parent + 1, 0};
        while (m_counted.node < node) {
            m_counted.node = m_tree.node(m_counted.node).next;
            ++m_counted.place;
        }
        return m_counted.place;
    }

    void addValue(CodeLine &line, int node, bool open) const
    {
        const JsonNode &asked = m_tree.node(node);
        switch (asked.kind) {
        case Kind::Object:
        case Kind::Array:
            if (open)
                piece(line, asked.kind == Kind::Object ? u"{%1}"_s.arg(asked.children) : u"[%1]"_s.arg(asked.children),
                      Tone::Text3);
            else
                piece(line, jsonGist(m_tree, node), Tone::Text2);
            break;
        case Kind::String:
            if (open)
                piece(line, pluralText(m_tree.lineCount(node), tr("%1 line"), tr("%1 lines")), Tone::Text3);
            else
                addString(line, node);
            break;
        case Kind::Number:
            piece(line, codeLineText(m_tree.source(node).toString()), Tone::CodeNumber);
            break;
        case Kind::Literal:
            piece(line, m_tree.source(node).toString(), Tone::CodeKeyword);
            break;
        }
    }

    void addString(CodeLine &line, int node) const
    {
        const int lines = m_tree.lineCount(node);
        const QString text = m_tree.string(node);
        piece(line, u'"' + codeLineText(lines > 1 ? text.section(u'\n', 0, 0) : text) + u'"', Tone::CodeString);
        if (lines > 1)
            piece(line, u"  "_s + pluralText(lines, tr("%1 line"), tr("%1 lines")), Tone::Text3);
    }

    // A string of several lines, as it would be printed.
    void addText(int node)
    {
        const int lines = m_tree.lineCount(node);
        if (wanted()) {
            const int indent = 4 + 2 * std::min(m_tree.node(node).depth - m_base, deepestIndent);
            for (const QString &text : m_tree.string(node).split(u'\n')) {
                if (!wanted())
                    break;
                CodeLine line;
                line.indent = indent;
                piece(line, codeLineText(text), Tone::CodeString);
                m_lines.push_back(line);
            }
        }
        m_total += lines;
    }

    struct Counted {
        int parent = -2;
        int node = 0;
        int place = 0;
    };
    const JsonTree &m_tree;
    JsonSource m_source;
    const JsonFolds &m_folds;
    int m_most;
    int m_base = 0;
    int m_total = 0;
    Counted m_counted;
    std::vector<CodeLine> m_lines;
};

} // namespace

int jsonItem(JsonSource source, int node)
{
    return static_cast<int>(source) << nodeBits | node;
}

std::vector<CodeLine> jsonLines(const JsonTree &tree, JsonSource source, const JsonFolds &folds, int most, int &total)
{
    return TreeLines(tree, source, folds, most).run(total);
}

QString jsonGist(const JsonTree &tree, int node)
{
    const JsonNode &asked = tree.node(node);
    const bool object = asked.kind == Kind::Object;
    if (asked.children == 0)
        return object ? u"{ }"_s : u"[ ]"_s;
    QString gist;
    int shown = 0;
    for (int child = node + 1; child < asked.next; child = tree.node(child).next) {
        const JsonNode &inner = tree.node(child);
        if (!object && tree.isContainer(child))
            break;
        const QString word = object                       ? tree.key(child)
                             : inner.kind == Kind::String ? u'"' + tree.string(child).left(40) + u'"'
                                                          : tree.source(child).left(40).toString();
        if (gist.size() + word.size() > gistCharacters)
            break;
        gist += (shown++ == 0 ? QString() : u", "_s) + word;
    }
    gist = visibleLine(gist);
    const QString rest =
        object ? u"%1"_s.arg(asked.children) : pluralText(asked.children, tr("%1 item"), tr("%1 items"));
    if (shown < asked.children)
        gist += shown == 0 ? rest : u" \u2026 "_s + rest;
    return (object ? u"{ "_s : u"[ "_s) + gist + (object ? u" }"_s : u" ]"_s);
}

} // namespace assay
