// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/spooledcall.h"

#include "agent/gate/gate.h"
#include "agent/hook/spool.h"

#include <algorithm>
#include <cctype>

#include <nlohmann/json.hpp>

#include <QUuid>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 lastMs = 4'102'444'800'000; // 2100

std::string word(const json &object, const char *key, std::size_t most = spool::wordLimit)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string())
        return {};
    std::string text = found->get<std::string>();
    const auto isControl = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    if (text.size() > most || std::any_of(text.begin(), text.end(), isControl))
        return {};
    return text;
}

qint64 number(const json &object, const char *key, qint64 otherwise)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer() ||
        (found->is_number_unsigned() && found->get<quint64>() > quint64(std::numeric_limits<qint64>::max())))
        return otherwise;
    return found->get<qint64>();
}

// Names of events and tools, ids: what a client makes has no spaces.
std::string identifier(const json &object, const char *key)
{
    std::string text = word(object, key);
    const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c < 0x7F; });
    return plain ? text : std::string();
}

std::string absolutePath(const json &object, const char *key)
{
    std::string text = word(object, key, spool::pathLimit);
    return text.starts_with('/') ? text : std::string();
}

QString redacted(std::string text, const Redactor &redactor)
{
    RedactionCounts counts;
    redactor.redact({}, text, counts);
    return QString::fromStdString(text);
}

// What the event is about beside its tool: one word of the client's.
std::string detailOf(const json &fields)
{
    for (const char *key : {"source", "reason", "trigger", "notification_type"}) {
        if (std::string text = word(fields, key); !text.empty())
            return text;
    }
    return {};
}

Outcome outcomeOf(std::string_view name, const json &fields)
{
    if (name == "PostToolUse")
        return Outcome::Ok;
    if (name == "PermissionDenied")
        return Outcome::Denied;
    if (name != "PostToolUseFailure")
        return Outcome::None;
    const auto interrupted = fields.find("is_interrupt");
    return interrupted != fields.end() && interrupted->is_boolean() && interrupted->get<bool>() ? Outcome::Interrupted
                                                                                                : Outcome::Failed;
}

void readEvent(const json &header, const json &fields, qint64 writtenAt, const Redactor &redactor, HookEvent &event)
{
    const std::string name = identifier(header, spool::key::event);
    const qint64 wall = number(header, spool::key::wallMs, -1);
    event.name = QString::fromStdString(name);
    event.at = wall > 0 && wall < lastMs ? wall : writtenAt;
    event.tool = redacted(identifier(fields, "tool_name"), redactor);
    event.toolUseId = QString::fromStdString(identifier(fields, "tool_use_id"));
    event.promptId = QString::fromStdString(identifier(fields, "prompt_id"));
    event.agentId = QString::fromStdString(identifier(fields, "agent_id"));
    event.agentType = redacted(word(fields, "agent_type"), redactor);
    event.detail = redacted(detailOf(fields), redactor);
    event.permissionMode = redacted(word(fields, "permission_mode"), redactor);
    event.cwd = redacted(absolutePath(header, spool::key::cwd), redactor);
    event.outcome = outcomeOf(name, fields);
    event.durationMs = std::max<qint64>(-1, number(fields, "duration_ms", -1));
    event.spentUs = std::max<qint64>(-1, number(header, spool::key::spentUs, -1));
}

} // namespace

Understood readSpooledCall(std::string_view bytes, const std::string &fileName, qint64 writtenAt,
                           const Redactor &redactor, SpooledCall &call)
{
    const auto newline = bytes.substr(0, spool::headerLimit).find('\n');
    if (newline == std::string_view::npos)
        return Understood::No;
    const json header = json::parse(bytes.substr(0, newline), nullptr, false);
    if (!header.is_object())
        return Understood::No;
    const qint64 version = number(header, spool::key::version, -1);
    if (version > spool::version)
        return Understood::Later;
    const QUuid session(QString::fromStdString(identifier(header, spool::key::sessionId)));
    if (version < 1 || session.isNull())
        return Understood::No;
    const auto found = header.find(spool::key::fields);
    const json fields = found != header.end() && found->is_object() ? *found : json::object();
    call.event.spoolKey = QString::fromStdString(fileName);
    call.event.sessionUuid = session.toString(QUuid::WithoutBraces);
    readEvent(header, fields, writtenAt, redactor, call.event);
    call.run.sessionUuid = call.event.sessionUuid.toStdString();
    call.run.cwd = absolutePath(header, spool::key::cwd);
    call.run.entrypoint = identifier(header, spool::key::entrypoint);
    call.run.transcriptPath = absolutePath(header, spool::key::transcriptPath);
    call.run.workspace = identifier(header, spool::key::workspace);
    if (!isWorkspaceName(call.run.workspace.c_str()))
        call.run.workspace.clear();
    call.optOut = identifier(header, spool::key::optOut);
    // A gate that this version does not know is one all the same.
    if (header.contains(spool::key::optOut) && call.optOut.empty())
        call.optOut = "opted-out";
    call.transcriptBytes = std::max<qint64>(-1, number(header, spool::key::transcriptBytes, -1));
    call.hasContent = call.optOut.empty() && word(header, spool::key::payloadState) == spool::state::content;
    if (call.hasContent)
        call.content = std::string(bytes.substr(newline + 1));
    return Understood::Yes;
}

} // namespace assay
