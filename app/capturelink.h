// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The capture as the agent tells it and takes orders about it, over the window's connection.

#include "views/capture/capturedoor.h"

#include <QTimer>

#include <functional>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class AgentLink;

class CaptureLink final : public CaptureDoor {
    Q_OBJECT

public:
    explicit CaptureLink(AgentLink *link); // its parent

    // The answer to `status` as a whole.
    void takeStatus(const nlohmann::json &reply);
    void forget(); // no agent answers

    [[nodiscard]] CaptureHealth health() const override { return m_health; }
    [[nodiscard]] CaptureSettings settings() const override { return m_settings; }
    void lookAgain() override;
    void pause(qint64 seconds) override;
    void resume() override;
    void planWiring(Wiring which, QObject *context, Take<ChangePlan> take) override;
    void applyWiring(Wiring which, const QString &hash, QObject *context, Take<ChangePlan> take) override;
    void planPrune(const PruneWish &wish, QObject *context, Take<PruneList> take) override;
    void applyPrune(const PruneWish &wish, const QString &hash, QObject *context, Take<PruneList> take) override;
    void undoPrune(QObject *context, Take<qint64> take) override;
    void lookAtSettings() override;
    void changeSettings(const CaptureSettings &wanted) override;
    void recheckRedaction(QObject *context, Take<QString> take) override;

private:
    using Answer = std::function<void(const Result<nlohmann::json> &)>;
    void request(const QString &verb, const nlohmann::json &args, QObject *context, Answer answer);
    void setHealth(const CaptureHealth &health);

    AgentLink *m_link;
    CaptureHealth m_health;
    CaptureSettings m_settings;
    QTimer m_pauseEnds; // then the state is asked for again
};

} // namespace assay
