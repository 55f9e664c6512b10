// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/capture/hooksession.h"

#include <nlohmann/json.hpp>

#include <QUuid>

#include "agent/store/sourcecatalog.h"
#include "models/data/export/isotime.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

std::string sourceNameOf(const std::string &sessionUuid)
{
    return "hooks:" + sessionUuid;
}

json field(const json &payload, const char *key)
{
    const auto found = payload.find(key);
    return found == payload.end() ? json() : *found;
}

// What the model saw of a result is not told by the hook; the tool's own answer stands for it.
json resultContent(const json &response)
{
    if (response.is_string())
        return response;
    std::string text;
    for (const char *key : {"stdout", "stderr", "content", "result"}) {
        const json part = response.is_object() ? field(response, key) : json();
        if (part.is_string() && !part.get_ref<const std::string &>().empty())
            text += (text.empty() ? "" : "\n") + part.get<std::string>();
    }
    return text.empty() ? json(response.dump(-1, ' ', false, json::error_handler_t::replace)) : json(text);
}

json userMessage(json content)
{
    return {{"role", "user"}, {"content", std::move(content)}};
}

json assistantMessage(json block)
{
    return {{"role", "assistant"}, {"content", json::array({std::move(block)})}};
}

// Type, message and what stands beside it; null = the event is no part of the conversation.
json bodyOf(const std::string &name, const json &payload)
{
    const json id = field(payload, "tool_use_id");
    if (name == "UserPromptSubmit")
        return {{"type", "user"}, {"message", userMessage(field(payload, "prompt"))}};
    if (name == "PreToolUse") {
        return {{"type", "assistant"},
                {"message", assistantMessage({{"type", "tool_use"},
                                              {"id", id},
                                              {"name", field(payload, "tool_name")},
                                              {"input", field(payload, "tool_input")}})}};
    }
    if (name == "PostToolUse") {
        const json response = field(payload, "tool_response");
        return {
            {"type", "user"},
            {"message", userMessage(json::array(
                            {{{"type", "tool_result"}, {"tool_use_id", id}, {"content", resultContent(response)}}}))},
            {"toolUseResult", response}};
    }
    if (name == "PostToolUseFailure") {
        return {{"type", "user"},
                {"message", userMessage(json::array({{{"type", "tool_result"},
                                                      {"tool_use_id", id},
                                                      {"is_error", true},
                                                      {"content", field(payload, "error")}}}))}};
    }
    if (name == "Stop" || name == "SubagentStop") {
        const json text = field(payload, "last_assistant_message");
        if (text.is_string())
            return {{"type", "assistant"}, {"message", assistantMessage({{"type", "text"}, {"text", text}})}};
    }
    return {};
}

} // namespace

std::string transcriptLineOf(const SpooledCall &call)
{
    const json payload = json::parse(call.content, nullptr, false);
    if (!payload.is_object())
        return {};
    json line = bodyOf(call.event.name.toStdString(), payload);
    if (line.is_null())
        return {};
    static const QUuid space(u"{3f0d5f0e-0c0e-4b2d-9d5c-2f6f1c9b7a10}"_s);
    line["uuid"] = QUuid::createUuidV5(space, call.event.spoolKey).toString(QUuid::WithoutBraces).toStdString();
    line["sessionId"] = call.run.sessionUuid;
    line["timestamp"] = json(isoTime(call.event.at));
    line["cwd"] = call.run.cwd;
    line["userType"] = "external";
    line["entrypoint"] = call.run.entrypoint;
    const std::string agentId = call.event.agentId.toStdString();
    line["isSidechain"] = !agentId.empty();
    if (!agentId.empty())
        line["agentId"] = agentId;
    return line.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<> HookSession::add(const SpooledCall &call)
{
    const std::string text = transcriptLineOf(call);
    if (text.empty())
        return {};
    SourceFile file;
    file.path = sourceNameOf(call.run.sessionUuid);
    file.agent = call.run.agent;
    file.fileSessionId = call.run.sessionUuid;
    const auto catalog = SourceCatalog::load(m_db, {file.path});
    if (!catalog)
        return tl::unexpected(catalog.error());
    auto source = std::make_shared<PlannedSource>();
    source->file = file;
    const SourceState *known = catalog->find(file.path);
    if (known) {
        source->state = *known;
        source->change = PlannedSource::Change::Grown;
    }
    const auto reader =
        TranscriptReader::create(file.agent, m_redactor, {SourceContext::Layout::Session, file.fileSessionId, {}, {}});
    SourceBatch batch;
    batch.first = known == nullptr;
    batch.last = true;
    std::string padded = text;
    padded.reserve(text.size() + TranscriptReader::padding());
    std::string raw;
    reader->readLine({padded.data(), text.size()}, source->state.cursor, source->state.rawEnd, raw, batch.piece,
                     batch.redactions);
    batch.blocks.push_back(plainBlock(source->state.rawEnd, source->state.cursor, raw));
    batch.cursor = source->state.cursor + static_cast<qint64>(text.size()) + 1;
    batch.rawEnd = source->state.rawEnd + static_cast<qint64>(raw.size());
    batch.bytesRead = static_cast<qint64>(text.size());
    batch.headHash = batch.tailHash = "hooks"_ba;
    source->file.size = batch.cursor;
    batch.source = std::move(source);
    return m_writer.apply(batch);
}

} // namespace assay
