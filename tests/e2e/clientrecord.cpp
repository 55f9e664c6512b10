// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/clientrecord.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QSet>
#include <QUuid>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <iterator>

#include "models/data/eventkind.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

json lineOf(const QByteArray &bytes)
{
    return json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
}

QString wordOf(const json &object, const char *key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get<std::string>()) : QString();
}

bool isSet(const json &object, const char *key)
{
    return object.contains(key) && object[key] == true;
}

json partOf(const json &object, const char *key)
{
    return object.is_object() && object.contains(key) ? object[key] : json();
}

// The texts of a message or a result: a string, or blocks.
QStringList textsOf(const json &content)
{
    if (content.is_string())
        return {QString::fromStdString(content.get<std::string>())};
    QStringList texts;
    for (const json &block : content.is_array() ? content : json::array()) {
        if (wordOf(block, "type") == "text"_L1)
            texts.append(wordOf(block, "text"));
    }
    return texts;
}

// Each line with the session that it belongs to: the one that its file is named after, else (sub-agents) the one that
// it names. Old clients leave the name of the first session in the prompts that they copy into a fork.
void forEachLine(const QString &claudeDir, const std::function<void(const json &, const QString &)> &take)
{
    for (QDirIterator files(claudeDir + u"/projects"_s, {u"*.jsonl"_s}, QDir::Files, QDirIterator::Subdirectories);
         files.hasNext();) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString name = QFileInfo(file.fileName()).completeBaseName();
        const bool isSession = !QUuid::fromString(name).isNull();
        while (!file.atEnd()) {
            const json line = lineOf(file.readLine());
            take(line, isSession ? name : wordOf(line, "sessionId"));
        }
    }
}

QString whoOf(const json &line, const QString &session)
{
    return session + u'|' + (isSet(line, "isSidechain") ? wordOf(line, "agentId") : QString());
}

QString between(const QString &text, const QString &tag)
{
    const auto from = text.indexOf(u'<' + tag + u'>');
    const auto to = text.indexOf(u"</"_s + tag + u'>');
    return from < 0 || to < from ? QString() : text.mid(from + tag.size() + 2, to - from - tag.size() - 2).trimmed();
}

// As formats.md tells them apart; empty = nobody typed it.
QString kindOfUserText(const json &line, const QString &text)
{
    if (isSet(line, "isCompactSummary") || text.startsWith("This session is being continued"_L1))
        return u"summary"_s;
    if (isSet(line, "isMeta"))
        return {};
    if (text.startsWith("[Request interrupted by user"_L1))
        return u"interruption"_s;
    if (text.startsWith("<command-name>"_L1) || text.startsWith("<command-message>"_L1))
        return u"command"_s;
    const QStringList byPrograms = {u"<local-command-"_s,     u"Caveat:"_s,           u"<bash-"_s,
                                    u"<task-notification>"_s, u"<system-reminder>"_s, u"<user-memory-input>"_s};
    const bool typed = std::ranges::none_of(byPrograms, [&](const QString &start) { return text.startsWith(start); });
    return typed ? u"prompt"_s : QString();
}

QString flat(const QString &text)
{
    return text.simplified();
}

QString toldByUser(const json &line, const QString &text)
{
    const QString kind = kindOfUserText(line, text);
    if (kind != "command"_L1)
        return kind + u'|' + flat(text);
    const QString name = between(text, u"command-name"_s);
    return kind + u'|' + flat(name + u' ' + between(text, u"command-args"_s));
}

// How a call ended, by what the model was told.
QString outcomeOf(const json &result)
{
    if (!isSet(result, "is_error"))
        return u"ok"_s;
    const QString text = textsOf(partOf(result, "content")).join(u'\n');
    const QStringList refusals = {u"has been denied"_s, u"hook error"_s, u"requested permissions"_s,
                                  u"doesn't want to proceed"_s};
    const bool refused = std::ranges::any_of(refusals, [&](const QString &words) { return text.contains(words); });
    return refused ? u"refused"_s : u"failed"_s;
}

void toldByAssistant(const json &line, const json &block, const QString &who, QStringList &said, QStringList &calls)
{
    const QString type = wordOf(block, "type");
    if (type == "text"_L1) {
        const bool byClient = wordOf(partOf(line, "message"), "model") == "<synthetic>"_L1; // no model said it
        const QString kind = byClient || isSet(line, "isApiErrorMessage") ? u"error"_s : u"reply"_s;
        said.append(who + u'|' + kind + u'|' + flat(wordOf(block, "text")));
    } else if (type == "thinking"_L1) {
        said.append(who + u"|thinking|"_s + flat(wordOf(block, "thinking")));
    } else if (type == "tool_use"_L1) {
        calls.append(who + u"|call|"_s + wordOf(block, "id") + u'|' + wordOf(block, "name"));
    }
}

QStringList rowsOf(const QString &storeFile, const QString &sql, const QString &bound = {})
{
    auto db = Database::open(storeFile, Database::Mode::Reader);
    if (!db)
        return {db.error().what};
    Statement rows(*db, sql);
    if (!bound.isEmpty())
        rows.bind(bound);
    QStringList out;
    while (rows.next())
        out.append(rows.text(0));
    if (!rows.ok())
        out.append(rows.error().what);
    return out;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

} // namespace

QStringList toldByTranscripts(const QString &claudeDir)
{
    QStringList said;
    QStringList calls;
    QMap<QString, QString> outcomes; // by session and id
    forEachLine(claudeDir, [&](const json &line, const QString &session) {
        const QString who = whoOf(line, session);
        const QString type = wordOf(line, "type");
        const json content = partOf(partOf(line, "message"), "content");
        if (type == "assistant"_L1) {
            for (const json &block : content)
                toldByAssistant(line, block, who, said, calls);
        } else if (wordOf(line, "subtype") == "compact_boundary"_L1) {
            said.append(who + u"|compaction|"_s);
        } else if (wordOf(line, "subtype") == "local_command"_L1) {
            if (const QString text = wordOf(line, "content"); kindOfUserText(line, text) == "command"_L1)
                said.append(who + u'|' + toldByUser(line, text));
        } else if (type == "user"_L1) {
            bool isResult = false;
            for (const json &block : content.is_array() ? content : json::array()) {
                isResult = isResult || wordOf(block, "type") == "tool_result"_L1;
                if (wordOf(block, "type") == "tool_result"_L1)
                    outcomes[session + wordOf(block, "tool_use_id")] = outcomeOf(block);
            }
            for (const QString &text : isResult ? QStringList() : textsOf(content)) {
                if (!kindOfUserText(line, text).isEmpty())
                    said.append(who + u'|' + toldByUser(line, text));
            }
        }
    });
    for (const QString &call : std::as_const(calls))
        said.append(call + u'|' + outcomes.value(call.section(u'|', 0, 0) + call.section(u'|', 3, 3), u"pending"_s));
    return sorted(said);
}

QStringList toldByStore(const QString &storeFile)
{
    const auto number = [](auto value) { return QString::number(int(value)); };
    const QString kinds =
        u"CASE kind WHEN %1 THEN 'prompt' WHEN %2 THEN 'command' WHEN %3 THEN 'reply' WHEN %4 THEN 'thinking' WHEN %5 "
        "THEN 'interruption' WHEN %6 THEN 'compaction' WHEN %7 THEN 'summary' WHEN %8 THEN 'error' ELSE '' END"_s.arg(
            number(EventKind::Prompt), number(EventKind::Command), number(EventKind::Reply),
            number(EventKind::Thinking), number(EventKind::Interruption), number(EventKind::Compaction),
            number(EventKind::Summary), number(EventKind::ApiError));
    const QString from = u" FROM event JOIN session ON session.id = event.session_id LEFT JOIN run ON run.id = "
                         "event.run_id LEFT JOIN body ON body.id = event.id "_s;
    const QString who = u"session.uuid || '|' || coalesce(agent_id, '') || '|' || "_s;
    QStringList told;
    for (const QString &row : rowsOf(
             storeFile, u"SELECT "_s + who + kinds + u" || '|' || CASE kind WHEN "_s + number(EventKind::Compaction) +
                            u" THEN '' ELSE coalesce(text, '') END"_s + from + u"WHERE "_s + kinds + u" <> ''"_s))
        told.append(row.section(u'|', 0, 2) + u'|' + flat(row.section(u'|', 3)));
    const QString outcomes =
        u"CASE outcome WHEN %1 THEN 'ok' WHEN %2 THEN 'failed' WHEN %3 THEN 'refused' WHEN %4 THEN 'refused' ELSE "
        "'pending' END"_s.arg(number(Outcome::Ok), number(Outcome::Failed), number(Outcome::Denied),
                              number(Outcome::Interrupted));
    told += rowsOf(storeFile, u"SELECT "_s + who + u"'call|' || event.tool_use_id || '|' || tool || '|' || "_s +
                                  outcomes + from + u"WHERE kind = "_s + number(EventKind::ToolCall));
    return sorted(told);
}

QList<CallResult> resultsInTranscripts(const QString &claudeDir)
{
    QList<CallResult> results;
    forEachLine(claudeDir, [&](const json &line, const QString &session) {
        for (const json &block : partOf(partOf(line, "message"), "content")) {
            if (wordOf(block, "type") != "tool_result"_L1)
                continue;
            for (const QString &text : textsOf(partOf(block, "content")))
                results.append({session, wordOf(block, "tool_use_id"), text});
        }
    });
    return results;
}

QString outputInStore(const QString &storeFile, const CallResult &result)
{
    return rowsOf(storeFile,
                  u"SELECT output FROM body JOIN event ON event.id = body.id JOIN session ON session.id = "
                  "event.session_id WHERE session.uuid || event.tool_use_id = ?"_s,
                  result.session + result.call)
        .join(u'\n');
}

QStringList hookCallsInLog(const QByteArray &log, const QString &settingsFile)
{
    QFile file(settingsFile);
    const json settings = file.open(QIODevice::ReadOnly) ? lineOf(file.readAll()) : json();
    const json wired = partOf(settings, "hooks");
    QStringList calls;
    for (const QByteArray &bytes : log.split('\n')) {
        const json call = partOf(lineOf(bytes), "payload");
        const QString event = wordOf(call, "hook_event_name");
        if (wired.is_object() && wired.contains(event.toStdString()))
            calls.append(wordOf(call, "session_id") + u'|' + event);
    }
    return sorted(calls);
}

QStringList hookCallsInStore(const QString &storeFile)
{
    return sorted(rowsOf(storeFile, u"SELECT session_uuid || '|' || name FROM hook_event"_s));
}

QStringList subagentsInTranscripts(const QString &claudeDir)
{
    QSet<QString> found;
    forEachLine(claudeDir, [&](const json &line, const QString &session) {
        if (isSet(line, "isSidechain") && !wordOf(line, "agentId").isEmpty() && line.contains("message"))
            found.insert(whoOf(line, session));
    });
    return sorted({found.cbegin(), found.cend()});
}

QStringList subagentsInStore(const QString &storeFile)
{
    return sorted(rowsOf(storeFile, u"SELECT session.uuid || '|' || agent_id FROM run JOIN session ON session.id = "
                                    "run.session_id WHERE run.events > 0"_s));
}

QStringList missingIn(const QStringList &actual, const QStringList &expected)
{
    QStringList missing;
    std::ranges::set_difference(expected, actual, std::back_inserter(missing));
    return missing;
}

QString differenceOf(const QStringList &expected, const QStringList &actual)
{
    const QStringList missing = missingIn(actual, expected);
    const QStringList more = missingIn(expected, actual);
    return missing.isEmpty() && more.isEmpty() ? QString()
                                               : u"\nnot in the store:\n  %1\nin the store only:\n  %2"_s.arg(
                                                     missing.join(u"\n  "_s), more.join(u"\n  "_s));
}

} // namespace assay
