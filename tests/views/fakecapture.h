// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/capture/capturedoor.h"

namespace assay {

// A capture that is as a test wants and notes what it is asked. Plans are answered at once with what lies ready.
class FakeCapture final : public CaptureDoor {
    Q_OBJECT

public:
    using CaptureDoor::CaptureDoor;

    [[nodiscard]] CaptureHealth health() const override { return present; }
    [[nodiscard]] CaptureSettings settings() const override { return kept; }
    void lookAgain() override { ++looks; }
    void pause(qint64 seconds) override { pauses.append(seconds); }
    void resume() override { ++resumed; }

    void planWiring(Wiring which, QObject * /*context*/, Take<ChangePlan> take) override
    {
        planned.append(which);
        take(wiring);
    }
    void applyWiring(Wiring which, const QString &hash, QObject * /*context*/, Take<ChangePlan> take) override
    {
        applied.append({which, hash});
        if (wires && written) {
            present.hooks.wired = which == Wiring::Install;
            Q_EMIT healthChanged();
        }
        take(written);
    }
    void planPrune(const PruneWish &wish, QObject * /*context*/, Take<PruneList> take) override
    {
        wishes.append(wish);
        take(pruneList);
    }
    void applyPrune(const PruneWish & /*wish*/, const QString &hash, QObject * /*context*/,
                    Take<PruneList> take) override
    {
        pruned.append(hash);
        take(pruneList);
    }
    void undoPrune(QObject * /*context*/, Take<qint64> take) override
    {
        ++undone;
        take(pruneList.map([](const PruneList &list) { return list.total; }));
    }
    void lookAtSettings() override { Q_EMIT settingsChanged(); }
    void changeSettings(const CaptureSettings &wanted) override
    {
        if (!refuses)
            kept = wanted;
        changes.append(wanted);
        Q_EMIT settingsChanged();
    }
    void recheckRedaction(QObject * /*context*/, Take<QString> take) override { take(rechecked); }

    void show(const CaptureHealth &health)
    {
        present = health;
        Q_EMIT healthChanged();
    }

    CaptureHealth present;
    CaptureSettings kept;
    Result<ChangePlan> wiring = ChangePlan();
    Result<ChangePlan> written = ChangePlan();
    bool wires = true; // an install that succeeds is seen in the health
    bool refuses = false;
    Result<PruneList> pruneList = PruneList();
    Result<QString> rechecked = QString();
    int looks = 0;
    int resumed = 0;
    int undone = 0;
    QList<qint64> pauses;
    QList<Wiring> planned;
    QList<std::pair<Wiring, QString>> applied;
    QList<PruneWish> wishes;
    QStringList pruned;
    QList<CaptureSettings> changes;
};

} // namespace assay
