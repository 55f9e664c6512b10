// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// After an upgrade, sessions that the former version decoded are decoded anew while the agent runs: a moment's worth at
// a time, with pauses of several times its length, and behind everything else that writes.

#include "models/data/error.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace assay {

class WriterThread;

class Redecoding final : public QObject {
    Q_OBJECT

public:
    explicit Redecoding(WriterThread &writer, QObject *parent = nullptr);

    // Some seconds from now, when whoever started the agent has got what it came for.
    void start();

Q_SIGNALS:
    void changed(); // sessions of some workspace
    void failed(const assay::Error &error);

private:
    void goOn();

    WriterThread &m_writer;
    QTimer m_pause;
    bool m_told = false; // what is wrong with a workspace
};

} // namespace assay
