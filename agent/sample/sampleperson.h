// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the person at the keyboard does to a transcript, and what the client notes when a turn ends.

#include "agent/sample/samplelibrary.h"
#include "agent/sample/samplevoice.h"

#include <cstdint>
#include <string>

namespace assay {

class SamplePerson final {
public:
    // `mode` is the permission mode that prompts tell. All references must outlive the person.
    SamplePerson(SampleTranscript &transcript, SampleVoice &voice, const SampleWorkspace &workspace,
                 SampleRandom &random, std::string mode);

    void prompt(const SampleStep &step);
    void slash(const SampleStep &step);
    void shell(const SampleStep &step);
    void skill(const SampleStep &step);
    void compact(const SampleStep &step);
    void endTurn();

private:
    void context();

    SampleTranscript &m_transcript;
    SampleVoice &m_voice;
    const SampleWorkspace &m_workspace;
    SampleRandom &m_random;
    std::string m_mode;
    std::string m_lastPrompt;
    std::int64_t m_turnStart = -1;
    int m_prompts = 0;
};

} // namespace assay
