// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/desk/rulelines.h"

#include "agent/install/jsoncedit.h"
#include "agent/install/jsonctree.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

QByteArrayList linesOf(const QByteArray &text)
{
    QByteArrayList lines = text.split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

ordered_json valueOf(const QByteArray &bytes, const JsoncNode &node)
{
    const std::string text = bytes.mid(node.begin, node.end - node.begin).toStdString();
    return ordered_json::parse(text, nullptr, false, true);
}

Result<std::optional<QByteArray>> oneStep(const QByteArray &bytes, const JsoncNode &root, const JsoncNode &node,
                                          const ordered_json &wanted);

Result<std::optional<QByteArray>> memberStep(const QByteArray &bytes, const JsoncNode &root, const JsoncNode &node,
                                             const std::string &key, const ordered_json &value)
{
    const JsoncNode *member = node.member(QByteArrayView(key.data(), static_cast<qsizetype>(key.size())));
    if (member == nullptr)
        return std::optional(withElement(bytes, root, node, QByteArray::fromStdString(key), value));
    const bool bothObjects = member->kind == JsoncNode::Kind::Object && value.is_object();
    const bool bothArrays = member->kind == JsoncNode::Kind::Array && value.is_array();
    if (bothObjects)
        return oneStep(bytes, root, *member, value);
    for (auto each = value.begin(); bothArrays && each != value.end(); ++each) {
        const auto same = [&](const JsoncNode &child) { return valueOf(bytes, child) == *each; };
        if (std::none_of(member->children.begin(), member->children.end(), same))
            return std::optional(withElement(bytes, root, *member, {}, *each));
    }
    if (bothArrays || valueOf(bytes, *member) == value)
        return std::optional<QByteArray>();
    return fail(Error::Code::Failed,
                u"The settings say something else for \"%1\" already. Nothing was changed. Change it by hand."_s.arg(
                    QString::fromStdString(key)));
}

// The file with the first thing added that is missing; nullopt = nothing is.
Result<std::optional<QByteArray>> oneStep(const QByteArray &bytes, const JsoncNode &root, const JsoncNode &node,
                                          const ordered_json &wanted)
{
    for (const auto &[key, value] : wanted.items()) {
        auto step = memberStep(bytes, root, node, key, value);
        if (!step || *step)
            return step;
    }
    return std::optional<QByteArray>();
}

Result<ordered_json> parsedFragment(const QByteArray &fragment)
{
    ordered_json wanted = ordered_json::parse(fragment.toStdString(), nullptr, false, true);
    bool fits = wanted.is_object() && !wanted.empty();
    for (auto it = wanted.begin(); fits && it != wanted.end(); ++it)
        fits = it.key() == "permissions" || it.key() == "hooks" || it.key() == "env";
    if (fits)
        return wanted;
    return fail(
        Error::Code::Usage,
        u"A draft for the settings is a JSON object of \"permissions\", \"hooks\" or \"env\". Edit it into one, or "
        "make it a rule line. Nothing was changed."_s);
}

} // namespace

QByteArray withRuleLines(const QByteArray &file, const QByteArray &lines)
{
    const QByteArray end = file.contains("\r\n") ? QByteArray("\r\n") : QByteArray("\n");
    const QByteArrayList present = linesOf(file);
    QByteArray after = file;
    bool adds = false;
    for (const QByteArray &line : linesOf(lines)) {
        if (present.contains(line))
            continue;
        if (!adds && !after.isEmpty() && !after.endsWith('\n'))
            after += end;
        // A list goes on; anything else ends with a blank line first.
        if (!adds && !present.isEmpty() && !(line.startsWith("- ") && present.last().startsWith("- ")))
            after += end;
        after += line + end;
        adds = true;
    }
    return after;
}

Result<QByteArray> withSettings(const QByteArray &file, const QByteArray &fragment)
{
    const auto wanted = parsedFragment(fragment);
    if (!wanted)
        return tl::unexpected(wanted.error());
    QByteArray bytes = file;
    constexpr int mostSteps = 500;
    for (int i = 0; i < mostSteps; ++i) {
        const auto tree = parseJsonc(bytes);
        if (!tree)
            return tl::unexpected(tree.error());
        if (!*tree)
            return withDocument(bytes, *wanted);
        if ((*tree)->kind != JsoncNode::Kind::Object)
            return fail(Error::Code::Failed, u"These settings are no object. Nothing was changed."_s);
        auto step = oneStep(bytes, **tree, **tree, *wanted);
        if (!step)
            return tl::unexpected(step.error());
        if (!*step)
            return bytes;
        bytes = **step;
    }
    return fail(Error::Code::Usage, u"This draft changes too much of the settings at once. Nothing was changed."_s);
}

QStringList membersOf(const QByteArray &fragment)
{
    QStringList members;
    const ordered_json parsed = ordered_json::parse(fragment.toStdString(), nullptr, false, true);
    for (auto it = parsed.begin(); parsed.is_object() && it != parsed.end(); ++it)
        members.append(QString::fromStdString(it.key()));
    return members;
}

} // namespace assay
