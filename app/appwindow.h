// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The window of one workspace together with what it reads through. Another workspace is another such pair.

#include <QObject>

#include <memory>

namespace assay {

class AgentDoor;
class DataDir;
class MainWindow;
class QueryRunner;

class AppWindow final : public QObject {
    Q_OBJECT

public:
    // The door must outlive it. `workspace` is a valid name.
    AppWindow(const DataDir &dataDir, const QString &workspace, AgentDoor *door);
    ~AppWindow() override;

    [[nodiscard]] MainWindow *window() const { return m_window.get(); }
    // By the beginning of its id; what went wrong is shown in the window. eventId 0 = its beginning.
    void openSession(const QString &idPrefix, qint64 eventId);

Q_SIGNALS:
    void failed(const QString &what);

private:
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace assay
