// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/jsoncedit.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace assay {

using nlohmann::ordered_json;

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool breaksBetween(const QByteArray &bytes, qsizetype from, qsizetype to)
{
    return QByteArrayView(bytes).sliced(from, to - from).contains('\n');
}

// The white space that the line begins with in which this position lies.
QByteArray indentAt(const QByteArray &bytes, qsizetype position)
{
    const qsizetype begin = position == 0 ? 0 : bytes.lastIndexOf('\n', position - 1) + 1;
    qsizetype end = begin;
    while (end < position && (bytes[end] == ' ' || bytes[end] == '\t'))
        ++end;
    return bytes.mid(begin, end - begin);
}

bool isFirstOfLine(const QByteArray &bytes, qsizetype position)
{
    qsizetype at = position;
    while (at > 0 && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t'))
        --at;
    return at > 0 && bytes[at - 1] == '\n';
}

QByteArray lineEndOf(const QByteArray &bytes)
{
    const qsizetype first = bytes.indexOf('\n');
    return first > 0 && bytes[first - 1] == '\r' ? "\r\n" : "\n";
}

// What one level is indented by.
QByteArray indentUnit(const QByteArray &bytes, const JsoncNode &root)
{
    if (!root.children.empty() && isFirstOfLine(bytes, root.children.front().start())) {
        const QByteArray unit = indentAt(bytes, root.children.front().start());
        const bool uniform = std::all_of(unit.begin(), unit.end(), [&unit](char c) { return c == unit.front(); });
        if (!unit.isEmpty() && uniform && unit.size() <= 16)
            return unit;
    }
    return "  ";
}

// How a new element of this container is written.
struct Manner {
    bool lines = true; // each element on lines of its own
    QByteArray lineEnd;
    QByteArray unit;
    QByteArray base;  // indentation of the container's own line
    QByteArray child; // of its elements
};

Manner mannerOf(const QByteArray &bytes, const JsoncNode &root, const JsoncNode &container)
{
    Manner manner{true, lineEndOf(bytes), indentUnit(bytes, root), indentAt(bytes, container.start()), {}};
    manner.child = manner.base + manner.unit;
    if (container.children.empty()) {
        manner.lines = &container == &root || breaksBetween(bytes, root.begin, root.end);
        return manner;
    }
    const qsizetype first = container.children.front().start();
    manner.lines = breaksBetween(bytes, container.begin, first) ||
                   breaksBetween(bytes, container.children.back().end, container.end);
    if (isFirstOfLine(bytes, first))
        manner.child = indentAt(bytes, first);
    return manner;
}

QByteArray rendered(const ordered_json &value, const Manner &manner)
{
    // Paths need not be UTF-8; the document has to be.
    constexpr auto replace = ordered_json::error_handler_t::replace;
    if (!manner.lines)
        return QByteArray::fromStdString(value.dump(-1, ' ', false, replace));
    const QByteArray text = QByteArray::fromStdString(value.dump(1, '\t', false, replace));
    QByteArray out;
    bool atLineBegin = false;
    for (const char c : text) { // no line break or tab stands raw in a JSON string
        if (c == '\n') {
            out += manner.lineEnd + manner.child;
            atLineBegin = true;
        } else if (c == '\t' && atLineBegin) {
            out += manner.unit;
        } else {
            out += c;
            atLineBegin = false;
        }
    }
    return out;
}

qsizetype behindSpace(const QByteArray &bytes, qsizetype at)
{
    while (at < bytes.size() && isBlank(bytes[at]))
        ++at;
    return at;
}

// Past the comment that begins here, the line end of one that has no other end included.
qsizetype behindComment(const QByteArray &bytes, qsizetype at)
{
    return bytes[at + 1] == '/' ? bytes.indexOf('\n', at) + 1 : bytes.indexOf("*/", at + 2) + 2;
}

// The next comma, of white space, comments and commas only.
qsizetype commaBehind(const QByteArray &bytes, qsizetype at)
{
    while (bytes[at] != ',')
        at = bytes[at] == '/' ? behindComment(bytes, at) : at + 1;
    return at;
}

// Between two elements: where nothing but white space follows any more. `from` when there is nothing else.
qsizetype behindComments(const QByteArray &bytes, qsizetype from, qsizetype to)
{
    qsizetype behind = from;
    for (qsizetype at = from; at < to;) {
        if (isBlank(bytes[at])) {
            ++at;
            continue;
        }
        at = bytes[at] == '/' ? behindComment(bytes, at) : at + 1;
        behind = at;
    }
    return behind;
}

// A comment's line end goes with what is removed behind it when another line end follows, and stays when it must end
// the comment.
qsizetype beforeLineEnd(const QByteArray &bytes, qsizetype begin, qsizetype end)
{
    while (bytes[end] == ' ' || bytes[end] == '\t')
        ++end;
    if (bytes[begin - 1] != '\n' || (bytes[end] != '\r' && bytes[end] != '\n'))
        return begin;
    return begin - (bytes[begin - 2] == '\r' ? 2 : 1);
}

} // namespace

QByteArray withElement(const QByteArray &bytes, const JsoncNode &root, const JsoncNode &container, QByteArrayView key,
                       const ordered_json &value)
{
    const Manner manner = mannerOf(bytes, root, container);
    QByteArray element = rendered(value, manner);
    if (!key.isEmpty())
        element.prepend(QByteArray::fromStdString(ordered_json(std::string(key.data(), size_t(key.size()))).dump()) +
                        (manner.lines ? ": " : ":"));
    const bool empty = container.children.empty();
    // Behind the comments that follow the last element: they speak of it, not of what comes now.
    qsizetype end = container.end - 1;
    while (isBlank(bytes[end - 1]))
        --end;
    QByteArray text = manner.lines ? manner.lineEnd + manner.child + element : element;
    if (manner.lines && empty && !breaksBetween(bytes, end, container.end))
        text += manner.lineEnd + manner.base;
    if (!manner.lines && !empty)
        text.prepend(' ');
    if (container.trailingComma)
        text += ',';
    QByteArray out = bytes;
    out.insert(end, text);
    if (!empty && !container.trailingComma)
        out.insert(container.children.back().end, ',');
    return out;
}

QByteArray withoutElement(const QByteArray &bytes, const JsoncNode &container, qsizetype index)
{
    const auto at = [&container](qsizetype i) -> const JsoncNode & { return container.children[size_t(i)]; };
    const bool hasCommaBehind = index + 1 < qsizetype(container.children.size()) || container.trailingComma;
    qsizetype begin = behindComments(bytes, index > 0 ? at(index - 1).end : container.begin + 1, at(index).start());
    qsizetype end = at(index).end;
    qsizetype comma = -1; // one that does not lie at the element
    if (index > 0) {
        comma = commaBehind(bytes, at(index - 1).end);
    } else if (hasCommaBehind) {
        comma = commaBehind(bytes, end);
        if (behindComments(bytes, end, comma) == end) {
            end = comma + 1;
            comma = -1;
        }
    } else if (begin == container.begin + 1 && behindSpace(bytes, end) == container.end - 1) {
        end = container.end - 1; // an empty container is written without a gap
    }
    begin = beforeLineEnd(bytes, begin, end);
    QByteArray out = bytes;
    if (comma > begin) {
        out.remove(comma, 1);
        return out.remove(begin, end - begin);
    }
    out.remove(begin, end - begin);
    return comma < 0 ? out : out.remove(comma, 1);
}

QByteArray withDocument(const QByteArray &bytes, const ordered_json &value)
{
    const Manner manner{true, lineEndOf(bytes), "  ", {}, {}};
    QByteArray out = bytes;
    const bool mark = out == "\xEF\xBB\xBF";
    if (!out.isEmpty() && !mark && !out.endsWith('\n'))
        out += manner.lineEnd;
    return out + rendered(value, manner) + manner.lineEnd;
}

} // namespace assay
