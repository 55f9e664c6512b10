// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What runs at this moment, below the transcript of a live session: calls that hooks told of and the transcript has not
// yet. The row of a call goes when the transcript has its line, or when the call is over. Hidden while there is none.

#include <memory>
#include <vector>

#include <QWidget>

#include "models/data/query/runningcalls.h"

namespace assay {

class HeadPart;
class RunningClock;
class TranscriptModel;

class RunningCalls final : public QWidget {
    Q_OBJECT

public:
    static constexpr int shownMost = 4;

    // Asks by the model's runner, for the session that is open in it.
    explicit RunningCalls(TranscriptModel *model, QWidget *parent = nullptr);
    ~RunningCalls() override;

    void look(); // asks the store again
    [[nodiscard]] const QList<RunningCall> &calls() const { return m_calls; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void take(const QList<RunningCall> &calls);
    void layOut();

    TranscriptModel *m_model;
    RunningClock *m_clock;
    QList<RunningCall> m_calls;
    std::vector<std::unique_ptr<HeadPart>> m_lines;
};

} // namespace assay
