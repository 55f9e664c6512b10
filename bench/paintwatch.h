// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Waits until a widget has painted what it is waited for.

#include <QObject>

#include <functional>

class QAbstractItemModel;
class QWidget;

namespace assay {

class PaintWatch final : public QObject {
    Q_OBJECT

public:
    // A paint counts only when the model has told of no change since it began. Both must outlive the watch.
    PaintWatch(QWidget *painted, const QAbstractItemModel *model);

    // Runs the event loop until after a paint for which `ready` holds; the time of that on monotonicNs(), 0 when it did
    // not come within the limit.
    [[nodiscard]] qint64 wait(const std::function<bool()> &ready, int limitMs = 30'000);

    [[nodiscard]] bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void painted();

private:
    QWidget *m_widget;
    bool m_changed = true; // since the last paint began
};

// Runs the event loop for a while.
void letPass(int ms);

} // namespace assay
