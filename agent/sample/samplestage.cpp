// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/samplestage.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay {

namespace {

using Subagents = SampleClient::Subagents;

std::string nickname(SampleRandom &random)
{
    static constexpr std::array<const char *, 8> first{"amber", "brisk", "calm",  "dusty",
                                                       "eager", "quiet", "rusty", "snowy"};
    static constexpr std::array<const char *, 8> second{"baking",  "drifting", "folding", "humming",
                                                        "mending", "rowing",   "sailing", "whittling"};
    static constexpr std::array<const char *, 8> third{"anvil",   "beacon", "canyon", "heron",
                                                       "lantern", "maple",  "otter",  "willow"};
    const auto pick = [&random](const auto &words) {
        return std::string(words[static_cast<std::size_t>(random.between(0, static_cast<int>(words.size()) - 1))]);
    };
    const std::string start = pick(first);
    const std::string middle = pick(second);
    return start + '-' + middle + '-' + pick(third);
}

std::string projectAttribute(const SampleProject &project, const std::string &name)
{
    const auto found = project.attributes.find(name);
    return found != project.attributes.end() ? found->second : std::string();
}

} // namespace

SampleStage::SampleStage(const SampleLibrary &library, const SampleStory &story, const SampleCast &cast)
    : m_library(library)
    , m_story(story)
    , m_cast(cast)
    , m_project(library.projects.at(story.project))
    , m_random(cast.seed)
    , m_client(sampleClient(story.attribute("client", projectAttribute(m_project, "client"))))
    , m_workspace(story.attribute("cwd", projectAttribute(m_project, "path")), m_project.files)
    , m_transcript(m_client,
                   {m_random.uuid(),
                    m_workspace.root(),
                    story.attribute("branch", projectAttribute(m_project, "branch")),
                    nickname(m_random),
                    "cli",
                    {}},
                   m_random, cast.startMs)
    , m_tools(m_client, m_workspace, m_random)
    , m_main(m_transcript, m_random, story.attribute("model", projectAttribute(m_project, "model")))
    , m_person(m_transcript, m_main, m_workspace, m_random, story.attribute("mode", "default"))
    , m_explorer(library, m_project, m_random, !story.attribute("quiet", {}).empty())
    , m_exploreLeft(std::stoi(story.attribute("explore", "12")))
    , m_voice(&m_main)
    , m_lines(&m_transcript)
{
}

SampleSession SampleStage::tell()
{
    m_session.id = m_transcript.scene().sessionId;
    m_session.cwd = m_workspace.root();
    m_session.layout = m_client.subagents;
    begin();
    play(m_story.steps);
    m_person.endTurn();
    m_session.endMs = m_transcript.now();
    m_session.lines = m_transcript.takeLines();
    return std::move(m_session);
}

void SampleStage::begin()
{
    if (const std::string forked = m_story.attribute("fork", {}); !forked.empty()) {
        if (const SampleSession *source = m_cast.told(forked); source != nullptr) {
            std::vector<SampleJson> chained;
            std::copy_if(source->lines.begin(), source->lines.end(), std::back_inserter(chained),
                         [](const SampleJson &line) { return line.contains("uuid"); });
            m_transcript.adopt(chained);
        }
    }
    if (m_client.subagents == Subagents::Beside)
        agentWarmup();
}

void SampleStage::play(const Steps &steps)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        SampleStep step = steps[i];
        step.argument = sampleText(step.argument, m_random);
        step.body = sampleText(step.body, m_random);
        if (step.verb == "agent")
            i = playAgent(steps, i);
        else if (SampleTools::knows(step.verb))
            m_voice->call(m_tools.call(step), step.parallel);
        else if (!playSpeech(step) && !playPerson(step))
            playClient(step);
    }
}

bool SampleStage::playSpeech(const SampleStep &step)
{
    if (step.verb == "think")
        m_voice->think(step.body);
    else if (step.verb == "say")
        m_voice->say(step.body);
    else if (step.verb == "stop")
        m_voice->interrupt(step.body);
    else
        return false;
    return true;
}

bool SampleStage::playPerson(const SampleStep &step)
{
    if (step.verb == "prompt") {
        m_person.prompt(step);
        exploreFor(step);
    } else if (step.verb == "slash")
        m_person.slash(step);
    else if (step.verb == "shell")
        m_person.shell(step);
    else if (step.verb == "skill")
        m_person.skill(step);
    else if (step.verb == "compact")
        m_person.compact(step);
    else if (step.verb == "explore")
        play(m_explorer.steps(std::stoi(step.argument)));
    else if (step.verb == "mix")
        mix(std::stoi(step.argument));
    else
        return false;
    return true;
}

bool SampleStage::playClient(const SampleStep &step)
{
    const std::string &session = m_transcript.scene().sessionId;
    if (step.verb == "retries") {
        m_voice->flush();
        retries(std::stoi(step.argument));
    } else if (step.verb == "apierror") {
        m_voice->flush();
        m_lines->synthetic(step.body, step.argument);
    } else if (step.verb == "pr") {
        m_person.endTurn();
        const std::string repository = projectAttribute(m_project, "repository");
        m_transcript.loose({{"type", "pr-link"},
                            {"sessionId", session},
                            {"prNumber", std::stoi(step.argument)},
                            {"prUrl", "https://github.com/" + repository + "/pull/" + step.argument},
                            {"prRepository", repository},
                            {"timestamp", m_transcript.timestamp()}});
    } else if (step.verb == "summary") {
        const SampleSession *told = m_cast.told(step.argument);
        if (told != nullptr && !told->lines.empty() && told->lines.back().contains("uuid"))
            m_transcript.loose({{"type", "summary"}, {"summary", step.body}, {"leafUuid", told->lines.back()["uuid"]}});
    } else if (step.verb == "title") {
        m_transcript.loose({{"type", "custom-title"}, {"customTitle", step.argument}, {"sessionId", session}});
    } else if (step.verb == "cd") {
        m_transcript.scene().cwd = m_workspace.absolute(step.argument);
    } else if (step.verb == "model") {
        m_voice->flush();
        m_voice->setModel(step.argument);
    } else if (step.verb == "pause") {
        m_person.endTurn();
        const int minute = 60000;
        m_transcript.advance(std::stoi(step.argument) * minute, std::stoi(step.argument) * minute + minute);
    } else if (step.verb == "attach") {
        m_voice->flush();
        m_transcript.chain({{"attachment", SampleJson::parse(step.body, nullptr, false)}, {"type", "attachment"}});
    } else if (step.verb == "line") {
        m_transcript.loose(SampleJson::parse(step.body, nullptr, false));
    } else if (step.verb == "torn") {
        m_session.torn = true;
    } else {
        return false;
    }
    return true;
}

std::size_t SampleStage::playAgent(const Steps &steps, std::size_t at)
{
    const SampleStep &step = steps[at];
    std::size_t end = at + 1;
    while (end < steps.size() && steps[end].verb != "done")
        ++end;
    const std::string type = step.argument.substr(0, step.argument.find(' '));
    const std::string about = step.argument.substr(std::min(type.size() + 1, step.argument.size()));
    const std::string prompt = sampleText(step.body, m_random);
    SampleAgentFile file;
    file.agentId = 'a' + m_random.hex(m_client.subagents == Subagents::Folder ? 16 : 6);
    const SampleVoice::OpenCall call =
        m_voice->open(m_client.agentTool, {{"subagent_type", type}, {"description", about}, {"prompt", prompt}});

    SampleScene scene = m_transcript.scene();
    scene.agentId = file.agentId;
    const std::int64_t started = m_transcript.now();
    SampleTranscript transcript(m_client, scene, m_random, started);
    SampleVoice voice(transcript, m_random, m_client.turnFields ? "claude-haiku-4-5-20251001" : m_voice->model());
    m_voice = &voice;
    m_lines = &transcript;
    voice.user(prompt, SampleJson::object());
    const auto first = steps.begin() + static_cast<std::ptrdiff_t>(at) + 1;
    play(Steps(first, steps.begin() + static_cast<std::ptrdiff_t>(end)));
    SampleStep done = end < steps.size() ? steps[end] : SampleStep{};
    done.body = sampleText(done.body, m_random);
    voice.say(done.body);
    voice.flush();
    m_voice = &m_main;
    m_lines = &m_transcript;

    file.lines = transcript.takeLines();
    if (m_client.subagents == Subagents::Inline)
        agentProgress(call, prompt, file);
    m_transcript.advanceTo(transcript.now() + 40);
    SampleStep told = step;
    told.argument = type;
    told.body = prompt;
    agentResult(call, told, done, file, started);
    if (m_client.subagents == Subagents::Folder) {
        file.meta = {{"agentType", type}, {"description", about}};
        if (m_client.turnFields)
            file.meta.update(SampleJson{
                {"toolUseId", call.toolId}, {"spawnDepth", 1}, {"model", voice.model()}, {"finished", true}});
    }
    if (m_client.subagents != Subagents::Inline)
        m_session.agents.push_back(std::move(file));
    return end;
}

void SampleStage::agentResult(const SampleVoice::OpenCall &call, const SampleStep &step, const SampleStep &done,
                              const SampleAgentFile &file, std::int64_t startedMs)
{
    int tools = 0;
    SampleJson usage;
    for (const SampleJson &line : file.lines) {
        if (line["type"] != "assistant")
            continue;
        usage = line["message"]["usage"];
        tools += line["message"]["content"][0]["type"] == "tool_use" ? 1 : 0;
    }
    SampleCall answer;
    answer.name = m_client.agentTool;
    answer.content = SampleJson::array({SampleJson{{"type", "text"}, {"text", done.body}}});
    answer.result = {{"status", "completed"}, {"prompt", step.body}, {"agentId", file.agentId}};
    if (m_client.subagents == Subagents::Folder)
        answer.result["agentType"] = step.argument;
    answer.result["content"] = answer.content;
    answer.result["totalDurationMs"] = m_transcript.now() - startedMs;
    answer.result["totalTokens"] = usage.value("cache_read_input_tokens", 0) + usage.value("output_tokens", 0);
    answer.result["totalToolUseCount"] = tools;
    answer.result["usage"] = usage;
    m_voice->result(call, answer);
}

// Clients of this time kept no file of a sub-agent: they repeated its messages inside the session.
void SampleStage::agentProgress(const SampleVoice::OpenCall &call, const std::string &prompt,
                                const SampleAgentFile &file)
{
    m_transcript.setParent(call.line);
    for (const SampleJson &line : file.lines) {
        SampleJson message = {{"type", line["type"]}, {"message", line["message"]}};
        for (const char *key : {"requestId", "uuid", "timestamp"}) {
            if (line.contains(key))
                message[key] = line[key];
        }
        m_transcript.advance(4, 30);
        m_transcript.chain({{"type", "progress"},
                            {"data",
                             {{"message", std::move(message)},
                              {"normalizedMessages", SampleJson::array()},
                              {"type", "agent_progress"},
                              {"prompt", prompt},
                              {"agentId", file.agentId}}},
                            {"toolUseID", "agent_msg_01" + m_random.base62(22)},
                            {"parentToolUseID", call.toolId}});
    }
}

void SampleStage::agentWarmup()
{
    SampleScene scene = m_transcript.scene();
    scene.agentId = 'a' + m_random.hex(6);
    SampleTranscript warm(m_client, scene, m_random, m_transcript.now());
    SampleVoice voice(warm, m_random, m_main.model());
    voice.user("Warmup", SampleJson::object());
    voice.say("Ready to help with this codebase.");
    voice.flush();
    m_session.agents.push_back({scene.agentId, warm.takeLines(), nullptr});
}

void SampleStage::exploreFor(const SampleStep &prompt)
{
    const int length = static_cast<int>(prompt.body.size());
    const int rounds =
        std::min(m_exploreLeft, length < 60 ? m_random.between(0, 2) : m_random.between(3, 6 + length / 12));
    m_exploreLeft -= rounds;
    play(m_explorer.steps(rounds));
}

void SampleStage::mix(int count)
{
    const auto pool = m_library.snippets.find(m_story.project);
    if (pool == m_library.snippets.end())
        return;
    std::vector<const SampleStory *> unused;
    for (const SampleStory &snippet : pool->second) {
        if (std::find(m_mixed.begin(), m_mixed.end(), snippet.id) == m_mixed.end())
            unused.push_back(&snippet);
    }
    for (; count > 0 && !unused.empty(); --count) {
        const auto chosen = unused.begin() + m_random.between(0, static_cast<int>(unused.size()) - 1);
        const SampleStory *snippet = *chosen;
        unused.erase(chosen);
        m_mixed.push_back(snippet->id);
        play(snippet->steps);
    }
}

void SampleStage::retries(int count)
{
    for (int attempt = 1; attempt <= count; ++attempt) {
        const int wait = 500 << attempt;
        m_lines->chain({{"type", "system"},
                        {"subtype", "api_error"},
                        {"level", "error"},
                        {"error", {{"status", 529}, {"message", "Overloaded"}}},
                        {"retryInMs", wait},
                        {"retryAttempt", attempt},
                        {"maxRetries", 10}});
        m_lines->advance(wait, wait + 400);
    }
}

} // namespace assay
