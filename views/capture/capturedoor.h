// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the window knows of the capture and may ask of it. The application implements this over the socket. GUI thread
// only; no call blocks; an answer does not come when its context is gone by then.

#include <QObject>

#include <functional>

#include "models/data/error.h"
#include "views/capture/capturehealth.h"
#include "views/capture/capturesettings.h"
#include "views/capture/changeplan.h"

namespace assay {

class CaptureDoor : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    enum class Wiring { Install, Uninstall };
    template<typename Value>
    using Take = std::function<void(const Result<Value> &)>;

    [[nodiscard]] virtual CaptureHealth health() const = 0;
    [[nodiscard]] virtual CaptureSettings settings() const = 0;

    virtual void lookAgain() = 0; // at the figures; healthChanged() follows

    virtual void pause(qint64 seconds) = 0; // -1 = until resumed
    virtual void resume() = 0;

    virtual void planWiring(Wiring which, QObject *context, Take<ChangePlan> take) = 0;
    virtual void applyWiring(Wiring which, const QString &hash, QObject *context, Take<ChangePlan> take) = 0;

    virtual void planPrune(const PruneWish &wish, QObject *context, Take<PruneList> take) = 0;
    // Hides them; gone for good in ten minutes, and until then undoPrune() brings all of them back.
    virtual void applyPrune(const PruneWish &wish, const QString &hash, QObject *context, Take<PruneList> take) = 0;
    virtual void undoPrune(QObject *context, Take<qint64> take) = 0; // how many came back

    virtual void lookAtSettings() = 0;
    // Writes what differs from settings(); settingsChanged() follows, also when it was refused.
    virtual void changeSettings(const CaptureSettings &wanted) = 0;

    // Today's rules over all that is stored; takes long. The sentence tells what came of it.
    virtual void recheckRedaction(QObject *context, Take<QString> take) = 0;

Q_SIGNALS:
    void healthChanged();
    void settingsChanged();
};

} // namespace assay
