// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The model's side of a transcript: gathers the blocks of one message, writes them, then the results of its calls.

#include "agent/sample/sampletools.h"
#include "agent/sample/sampletranscript.h"

#include <string>
#include <vector>

namespace assay {

class SampleVoice final {
public:
    struct OpenCall {
        std::string toolId;
        std::string line; // uuid of the call's line
    };

    SampleVoice(SampleTranscript &transcript, SampleRandom &random, std::string model);

    void setModel(std::string model) { m_model = std::move(model); }
    [[nodiscard]] const std::string &model() const { return m_model; }

    void think(const std::string &text);
    void say(const std::string &text);
    // A parallel call joins the message of the call before it.
    void call(SampleCall call, bool parallel);
    // Writes the message so far with this call last; its result is up to the caller.
    OpenCall open(const std::string &name, SampleJson input);
    void result(const OpenCall &call, const SampleCall &answer);
    // Writes what is gathered; a message without calls ends the turn.
    void flush();
    // The person stopped the model while it was answering.
    void interrupt(const std::string &partialText);
    void user(SampleJson content, SampleJson more);

private:
    struct Pending {
        std::string toolId;
        SampleCall call;
    };

    void block(SampleJson block);

    SampleTranscript &m_transcript;
    SampleRandom &m_random;
    std::string m_model;
    std::vector<SampleJson> m_blocks;
    std::vector<Pending> m_calls;
};

} // namespace assay
