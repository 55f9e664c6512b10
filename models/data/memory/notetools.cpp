// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/notetext.h"

#include <QRegularExpression>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

json parsed(const QString &text)
{
    return json::parse(text.toStdString(), nullptr, false);
}

QString textOf(const json &object, const char *key)
{
    if (!object.is_object())
        return {};
    const auto found = object.find(key);
    if (found == object.end())
        return {};
    if (found->is_number_integer())
        return QString::number(found->get<qint64>());
    return found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
}

QString firstLine(const QString &text)
{
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty())
            return line.trimmed();
    }
    return {};
}

ListedTask::State stateOf(const QString &status)
{
    if (status == "completed"_L1)
        return ListedTask::State::Done;
    return status == "in_progress"_L1 ? ListedTask::State::Doing : ListedTask::State::Pending;
}

} // namespace

QString commitTitle(const QString &inputJson)
{
    const QString command = textOf(parsed(inputJson), "command");
    static const QRegularExpression here(u"<<-?\\s*['\"]?(\\w+)['\"]?[^\\n]*\\n(.*?)(?:\\n\\s*\\1\\b|\\z)"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    const qsizetype commit = command.indexOf("git commit"_L1);
    const auto heredoc = here.match(command, std::max<qsizetype>(0, commit));
    if (heredoc.hasMatch())
        return quoted(firstLine(heredoc.captured(2)), 100);
    return quoted(firstLine(shellOption(inputJson, u"-m"_s)), 100);
}

QString shellOption(const QString &inputJson, const QString &option)
{
    const QString command = textOf(parsed(inputJson), "command");
    const QRegularExpression value(u"(?:^|\\s)-?%1[= ]\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s\"'$]+))"_s.arg(
                                       QRegularExpression::escape(option)),
                                   QRegularExpression::DotMatchesEverythingOption);
    const auto found = value.match(command);
    for (int i = 1; i <= 3; ++i) {
        if (!found.captured(i).isEmpty() && !found.captured(i).startsWith(u"$("_s))
            return found.captured(i);
    }
    return {};
}

QString planTitle(const QString &inputJson)
{
    QString line = firstLine(textOf(parsed(inputJson), "plan"));
    static const QRegularExpression lead(u"^#+\\s*(?:plan\\s*:\\s*)?"_s, QRegularExpression::CaseInsensitiveOption);
    return quoted(line.remove(lead), 100);
}

QList<ListedTask> listedTasks(const QString &inputJson)
{
    QList<ListedTask> tasks;
    const json input = parsed(inputJson);
    const auto list = input.is_object() ? input.find("todos") : input.end();
    if (!input.is_object() || list == input.end() || !list->is_array())
        return tasks;
    for (const json &each : *list) {
        const QString text = textOf(each, "content");
        if (!text.isEmpty())
            tasks.append({text, quoted(text), stateOf(textOf(each, "status"))});
    }
    return tasks;
}

ListedTask changedTask(const QString &tool, const QString &inputJson, const QString &output)
{
    const json input = parsed(inputJson);
    const QString subject = quoted(textOf(input, "subject"));
    if (tool == "TaskUpdate"_L1)
        return {textOf(input, "taskId"), subject, stateOf(textOf(input, "status"))};
    static const QRegularExpression number(u"#(\\d+)"_s);
    return {number.match(output).captured(1), subject, ListedTask::State::Pending};
}

QList<QPair<QString, QString>> answers(const QString &output)
{
    static const QRegularExpression pair(u"\"((?:[^\"\\\\]|\\\\.)+)\"=\"((?:[^\"\\\\]|\\\\.)*)\""_s);
    QList<QPair<QString, QString>> found;
    for (auto matches = pair.globalMatch(output); matches.hasNext();) {
        const auto match = matches.next();
        found.append({quoted(match.captured(1), 110), quoted(match.captured(2), 110)});
    }
    return found;
}

QString refusalWords(const QString &output)
{
    static const QRegularExpression said(
        u"(?:the user said:|user said:|the user provided the following reason for the rejection:)\\s*(.+)"_s,
        QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
    return quoted(firstLine(said.match(output).captured(1)));
}

} // namespace assay
