// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The product's window as its program puts it together, with what it reads through.

#include "app/agentlink.h"
#include "bench/paintwatch.h"
#include "models/items/queryrunner.h"
#include "views/shell/mainwindow.h"

namespace assay {

class BenchWindow final {
public:
    explicit BenchWindow(const DataDir &dataDir);

    // Shows it and waits until every row of the list in sight is painted with its session; when, 0 = never.
    [[nodiscard]] qint64 showList();
    [[nodiscard]] qint64 newestSession() const; // 0 = none in sight

    [[nodiscard]] QueryRunner &runner() { return m_runner; }
    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] AgentLink &link() { return m_link; }

private:
    [[nodiscard]] bool isListComplete() const;

    AgentLink m_link;
    QueryRunner m_runner;
    MainWindow m_window;
};

} // namespace assay
