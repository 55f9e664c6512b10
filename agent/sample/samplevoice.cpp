// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/samplevoice.h"

#include <utility>

namespace assay {

SampleVoice::SampleVoice(SampleTranscript &transcript, SampleRandom &random, std::string model)
    : m_transcript(transcript)
    , m_random(random)
    , m_model(std::move(model))
{
}

void SampleVoice::block(SampleJson block)
{
    if (!m_calls.empty())
        flush();
    m_blocks.push_back(std::move(block));
}

void SampleVoice::think(const std::string &text)
{
    block({{"type", "thinking"}, {"thinking", text}, {"signature", m_random.base62(160)}});
}

void SampleVoice::say(const std::string &text)
{
    block({{"type", "text"}, {"text", text}});
}

void SampleVoice::call(SampleCall call, bool parallel)
{
    if (!m_calls.empty() && !parallel)
        flush();
    const std::string id = "toolu_01" + m_random.base62(22);
    m_blocks.push_back({{"type", "tool_use"}, {"id", id}, {"name", call.name}, {"input", call.input}});
    m_calls.push_back({id, std::move(call)});
}

SampleVoice::OpenCall SampleVoice::open(const std::string &name, SampleJson input)
{
    if (!m_calls.empty())
        flush();
    OpenCall call;
    call.toolId = "toolu_01" + m_random.base62(22);
    m_blocks.push_back({{"type", "tool_use"}, {"id", call.toolId}, {"name", name}, {"input", std::move(input)}});
    call.line = m_transcript.message(m_model, std::exchange(m_blocks, {}), false).back();
    return call;
}

void SampleVoice::result(const OpenCall &call, const SampleCall &answer)
{
    const SampleClient &client = m_transcript.client();
    SampleJson block = {{"tool_use_id", call.toolId}, {"type", "tool_result"}, {"content", answer.content}};
    if (answer.failed)
        block["is_error"] = true;
    else if (answer.name == "Bash")
        block["is_error"] = false;
    SampleJson more = SampleJson::object();
    // The newest client's sub-agents write no structured results.
    const bool bare = client.turnFields && !m_transcript.scene().agentId.empty();
    if (!answer.result.is_null() && !bare)
        more["toolUseResult"] = answer.result;
    if (client.sourceCall)
        more["sourceToolAssistantUUID"] = call.line;
    if (client.turnFields) {
        more["permissionDecision"] = {{"decision", answer.rejected ? "reject" : "accept"},
                                      {"source", answer.rejected ? "user_temporary" : "config"}};
        if (answer.rejected)
            more["toolDenialKind"] = "user-rejected";
    }
    m_transcript.setParent(call.line);
    user(SampleJson::array({std::move(block)}), std::move(more));
    m_transcript.addContext(answer.content.dump(-1, ' ', false, SampleJson::error_handler_t::replace).size());
}

void SampleVoice::flush()
{
    if (m_blocks.empty())
        return;
    const std::vector<Pending> calls = std::exchange(m_calls, {});
    const std::vector<std::string> lines = m_transcript.message(m_model, std::exchange(m_blocks, {}), calls.empty());
    const std::size_t first = lines.size() - calls.size();
    for (std::size_t i = 0; i < calls.size(); ++i) {
        m_transcript.advance(calls[i].call.lowMs, calls[i].call.highMs);
        result({calls[i].toolId, lines[first + i]}, calls[i].call);
    }
}

void SampleVoice::interrupt(const std::string &partialText)
{
    const bool tool = !m_calls.empty();
    if (!partialText.empty())
        say(partialText);
    flush();
    m_transcript.advance(200, 1500);
    const char *marker = tool ? "[Request interrupted by user for tool use]" : "[Request interrupted by user]";
    user(SampleJson::array({SampleJson{{"type", "text"}, {"text", marker}}}), SampleJson::object());
}

void SampleVoice::user(SampleJson content, SampleJson more)
{
    SampleJson body = {{"type", "user"}};
    body["message"] = {{"role", "user"}, {"content", std::move(content)}};
    for (const auto &[key, value] : more.items())
        body[key] = value;
    m_transcript.chain(std::move(body));
}

} // namespace assay
