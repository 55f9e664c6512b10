// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where a story is played: knows who speaks (the main thread or a sub-agent) and what each step of a story does to the
// transcript. Used through tellSession().

#include "agent/sample/sampleexplorer.h"
#include "agent/sample/sampleperson.h"
#include "agent/sample/sampleteller.h"
#include "agent/sample/samplevoice.h"

#include <cstddef>
#include <string>
#include <vector>

namespace assay {

class SampleStage final {
public:
    SampleStage(const SampleLibrary &library, const SampleStory &story, const SampleCast &cast);
    [[nodiscard]] SampleSession tell();

private:
    using Steps = std::vector<SampleStep>;

    void begin();
    void play(const Steps &steps);
    bool playSpeech(const SampleStep &step);
    bool playPerson(const SampleStep &step);
    bool playClient(const SampleStep &step);
    // Plays the steps between "agent" and its "done"; returns the index of the latter.
    std::size_t playAgent(const Steps &steps, std::size_t at);
    void agentResult(const SampleVoice::OpenCall &call, const SampleStep &step, const SampleStep &done,
                     const SampleAgentFile &file, std::int64_t startedMs);
    void agentProgress(const SampleVoice::OpenCall &call, const std::string &prompt, const SampleAgentFile &file);
    void agentWarmup();
    void mix(int count);
    // Looks around before it acts, as models do; the longer the prompt, the longer.
    void exploreFor(const SampleStep &prompt);
    void retries(int count);

    const SampleLibrary &m_library;
    const SampleStory &m_story;
    const SampleCast &m_cast;
    const SampleProject &m_project;
    SampleRandom m_random;
    const SampleClient &m_client;
    SampleWorkspace m_workspace;
    SampleTranscript m_transcript;
    SampleTools m_tools;
    SampleVoice m_main;
    SamplePerson m_person;
    SampleExplorer m_explorer;
    int m_exploreLeft;         // rounds that may still come by themselves
    SampleVoice *m_voice;      // who speaks now
    SampleTranscript *m_lines; // and where it is written
    SampleSession m_session;
    std::vector<std::string> m_mixed; // snippets already played
};

} // namespace assay
