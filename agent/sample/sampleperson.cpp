// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/sampleperson.h"

#include "agent/sample/sampleimage.h"

#include <algorithm>
#include <utility>

namespace assay {

SamplePerson::SamplePerson(SampleTranscript &transcript, SampleVoice &voice, const SampleWorkspace &workspace,
                           SampleRandom &random, std::string mode)
    : m_transcript(transcript)
    , m_voice(voice)
    , m_workspace(workspace)
    , m_random(random)
    , m_mode(std::move(mode))
{
}

void SamplePerson::prompt(const SampleStep &step)
{
    const bool queued = step.argument.find("queued") != std::string::npos;
    const bool image = step.argument.find("image") != std::string::npos;
    const std::string &session = m_transcript.scene().sessionId;
    endTurn();
    if (queued)
        m_transcript.loose({{"type", "queue-operation"},
                            {"operation", "enqueue"},
                            {"timestamp", m_transcript.timestamp()},
                            {"sessionId", session},
                            {"content", step.body}});
    m_transcript.advance(queued ? 200 : 40000, queued ? 900 : 540000);
    if (queued)
        m_transcript.loose({{"type", "queue-operation"},
                            {"operation", "dequeue"},
                            {"timestamp", m_transcript.timestamp()},
                            {"sessionId", session}});
    m_transcript.beginTurn();
    m_turnStart = m_transcript.now();

    SampleJson content = step.body;
    SampleJson more = SampleJson::object();
    if (image) {
        const SampleJson source = {
            {"type", "base64"}, {"media_type", "image/png"}, {"data", sampleChartPng(m_random, 320, 180)}};
        content = SampleJson::array(
            {SampleJson{{"type", "text"}, {"text", step.body}}, SampleJson{{"type", "image"}, {"source", source}}});
        more["imagePasteIds"] = SampleJson::array({1});
    }
    if (m_transcript.client().sourceCall)
        more["permissionMode"] = m_mode;
    if (m_transcript.client().turnFields) {
        more["promptSource"] = queued ? "queued" : "typed";
        more["turnOrigin"] = "human";
        more["origin"] = {{"kind", "human"}};
        more["turnPosition"] = {{"promptIndex", m_prompts}, {"turnIndex", m_prompts + 1}};
    }
    m_voice.user(std::move(content), std::move(more));
    const std::string line = m_transcript.parent();
    const SampleJson snapshot = {
        {"messageId", line}, {"trackedFileBackups", SampleJson::object()}, {"timestamp", m_transcript.timestamp()}};
    m_transcript.loose(
        {{"type", "file-history-snapshot"}, {"messageId", line}, {"snapshot", snapshot}, {"isSnapshotUpdate", false}});
    m_transcript.addContext(step.body.size());
    if (m_prompts == 0 && m_transcript.client().attachments)
        context();
    m_lastPrompt = step.body;
    ++m_prompts;
}

void SamplePerson::context()
{
    if (m_transcript.client().turnFields)
        m_transcript.chain({{"attachment",
                             {{"type", "environment"},
                              {"snapshot",
                               {{"workingDirectory", m_workspace.root()},
                                {"isGitRepo", !m_transcript.scene().branch.empty()},
                                {"platform", "linux"},
                                {"shell", "bash"}}}}},
                            {"type", "attachment"}});
    m_transcript.chain({{"attachment",
                         {{"type", "skill_listing"},
                          {"content", "- release-notes: Writes the notes of a release from merged pull requests"},
                          {"skillCount", 1},
                          {"isInitial", true}}},
                        {"type", "attachment"}});
}

void SamplePerson::slash(const SampleStep &step)
{
    endTurn();
    m_transcript.advance(20000, 90000);
    const std::size_t space = std::min(step.argument.find(' '), step.argument.size());
    const std::string name = step.argument.substr(0, space);
    const std::string arguments = step.argument.substr(std::min(space + 1, step.argument.size()));
    m_voice.user("<command-name>" + name + "</command-name>\n            <command-message>" + name.substr(1) +
                     "</command-message>\n            <command-args>" + arguments + "</command-args>",
                 SampleJson::object());
    m_voice.user("<local-command-stdout>" + step.body + "</local-command-stdout>", SampleJson::object());
}

void SamplePerson::shell(const SampleStep &step)
{
    endTurn();
    m_transcript.advance(15000, 60000);
    m_voice.user("<bash-input>" + step.argument + "</bash-input>", SampleJson::object());
    m_transcript.advance(100, 1800);
    m_voice.user("<bash-stdout>" + step.body + "</bash-stdout><bash-stderr></bash-stderr>", SampleJson::object());
}

void SamplePerson::skill(const SampleStep &step)
{
    endTurn();
    m_transcript.advance(20000, 90000);
    m_transcript.beginTurn();
    m_turnStart = m_transcript.now();
    const std::size_t space = std::min(step.argument.find(' '), step.argument.size());
    const std::string name = step.argument.substr(0, space);
    m_voice.user("<command-message>" + name + "</command-message>\n<command-name>/" + name +
                     "</command-name>\n<command-args>" +
                     step.argument.substr(std::min(space + 1, step.argument.size())) + "</command-args>",
                 SampleJson::object());
    m_voice.user(SampleJson::array({SampleJson{{"type", "text"}, {"text", step.body}}}), {{"isMeta", true}});
    m_transcript.addContext(step.body.size());
}

void SamplePerson::compact(const SampleStep &step)
{
    endTurn();
    m_transcript.advance(9000, 26000);
    const std::string leaf = m_transcript.parent();
    m_transcript.startNewRoot();
    m_transcript.chain(
        {{"logicalParentUuid", leaf},
         {"type", "system"},
         {"subtype", "compact_boundary"},
         {"content", "Conversation compacted"},
         {"isMeta", false},
         {"level", "info"},
         {"compactMetadata", {{"trigger", step.argument}, {"preTokens", m_transcript.contextTokens()}}}});
    m_transcript.dropContext(static_cast<std::int64_t>(step.body.size() / 4 + 900));
    m_voice.user("This session is being continued from a previous conversation that ran out of context. "
                 "The conversation is summarised below:\n" +
                     step.body,
                 {{"isVisibleInTranscriptOnly", true}, {"isCompactSummary", true}});
}

void SamplePerson::endTurn()
{
    m_voice.flush();
    if (m_turnStart < 0)
        return;
    if (m_transcript.client().sourceCall)
        m_transcript.chain({{"type", "system"},
                            {"subtype", "turn_duration"},
                            {"durationMs", m_transcript.now() - m_turnStart},
                            {"isMeta", false}});
    if (m_transcript.client().attachments)
        m_transcript.loose({{"type", "last-prompt"},
                            {"lastPrompt", m_lastPrompt},
                            {"leafUuid", m_transcript.parent()},
                            {"sessionId", m_transcript.scene().sessionId}});
    m_transcript.costState(m_workspace.linesAdded(), m_workspace.linesRemoved());
    m_turnStart = -1;
}

} // namespace assay
