// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A line that takes where to go in a transcript: the number of an event, a time of day or a share of the whole.

#include <optional>

#include <QTime>

#include "views/transcript/headbar.h"

namespace assay {

// What was typed: "120", "14:02", "50 %". None of them = it is not understood.
struct GoToTarget {
    std::optional<int> number; // from 1 on
    std::optional<QTime> time;
    std::optional<double> share; // 0 … 1
};
[[nodiscard]] GoToTarget readTarget(const QString &text);

class GoToLine final : public HeadBar {
    Q_OBJECT

public:
    explicit GoToLine(TranscriptView *view);

private:
    void tellWhere();
    void go();
    void goToTime(QTime time);
};

} // namespace assay
