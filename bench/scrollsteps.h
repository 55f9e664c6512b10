// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Sends keys to a view and waits for what they lead to.

#include "bench/paintwatch.h"

#include <QAbstractScrollArea>
#include <QList>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class ScrollSteps final {
public:
    // `ready` tells that all that is in sight is there.
    ScrollSteps(QAbstractScrollArea *view, const QAbstractItemModel *model, std::function<bool()> ready);

    // Milliseconds from the key until after the paint; negative when it never came.
    [[nodiscard]] double press(int key);
    // The same without a key: for what has been asked of the view already, at `startedNs`.
    [[nodiscard]] double settle(qint64 startedNs);

private:
    QAbstractScrollArea *m_view;
    PaintWatch m_watch;
    std::function<bool()> m_ready;
};

// n, median, p95, max.
[[nodiscard]] nlohmann::json spreadOf(const QList<double> &samples);

} // namespace assay
