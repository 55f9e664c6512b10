// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/shell/agentdoor.h"

namespace assay {

// An agent that says what a test wants and counts what it is asked.
class FakeDoor final : public AgentDoor {
    Q_OBJECT

public:
    using AgentDoor::AgentDoor;

    [[nodiscard]] AgentStatus status() const override { return present; }
    [[nodiscard]] ImportFigures progress() const override { return import; }
    [[nodiscard]] TranscriptFolder found() const override { return transcripts; }

    void startImport() override { ++started; }
    void cancelImport() override { ++cancelled; }
    void openSamples() override { ++samplesOpened; }

    AgentStatus present;
    ImportFigures import;
    TranscriptFolder transcripts;
    int started = 0;
    int cancelled = 0;
    int samplesOpened = 0;
};

} // namespace assay
