// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/callinput.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include <QStringList>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

QString textAt(const ordered_json &object, const char *key)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string &>())
                                                 : QString();
}

QString prefixed(const QString &text, QChar sign)
{
    if (text.isEmpty())
        return {};
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    QString out;
    for (const QString &line : lines)
        out += sign + line + u'\n';
    return out;
}

QString change(const ordered_json &edit)
{
    return prefixed(textAt(edit, "old_string"), u'-') + prefixed(textAt(edit, "new_string"), u'+');
}

QString changes(const ordered_json &input)
{
    const auto edits = input.find("edits");
    if (edits == input.end() || !edits->is_array())
        return change(input);
    QStringList all;
    for (const ordered_json &edit : *edits) {
        if (edit.is_object())
            all.append(change(edit));
    }
    return all.join(u"\n"_s);
}

// Writing JSON out calls itself for each level; what is nested deeper than people nest is left as it stands.
bool isDeep(const QString &json)
{
    constexpr int deepest = 100;
    int depth = 0;
    int most = 0;
    for (const QChar c : json) {
        depth += c == u'{' || c == u'[' ? 1 : c == u'}' || c == u']' ? -1 : 0;
        most = std::max(most, depth);
    }
    return most > deepest;
}

} // namespace

CallInput readableInput(const QString &tool, const QString &json, const QString &head)
{
    if (isDeep(json))
        return {u"json"_s, json};
    const std::string utf8 = json.toStdString();
    const ordered_json input = ordered_json::parse(utf8, nullptr, false);
    if (!input.is_object())
        return {{}, json};
    if (tool == "Bash"_L1 && !textAt(input, "command").isEmpty())
        return {u"sh"_s, textAt(input, "command")};
    if (const QString diff = changes(input); !diff.isEmpty() && (tool == "Edit"_L1 || tool == "MultiEdit"_L1))
        return {u"diff"_s, diff};
    if (tool == "Write"_L1 && !textAt(input, "content").isEmpty())
        return {{}, textAt(input, "content")};
    if (input.size() == 1 && input.front().is_string()) {
        const QString only = QString::fromStdString(input.front().get_ref<const std::string &>());
        return {{}, only == head ? QString() : only};
    }
    if (input.empty())
        return {};
    return {u"json"_s, QString::fromStdString(input.dump(2, ' ', false, ordered_json::error_handler_t::replace))};
}

} // namespace assay
