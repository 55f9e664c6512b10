// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What happens without a display: history, or the samples when there is none, is imported; a summary is printed and a
// picture of the window written.

#include <QObject>
#include <QString>

#include <functional>

namespace assay {

class AgentLink;
class MainWindow;

class Headless final : public QObject {
    Q_OBJECT

public:
    using OpenWorkspace = std::function<MainWindow *(const QString &workspace)>;

    // `open` makes the window for a workspace; `screenshot` is where its picture goes.
    Headless(AgentLink *link, OpenWorkspace open, QString workspace, QString screenshot, QObject *parent = nullptr);

Q_SIGNALS:
    void finished(int exitCode);

private:
    void begin();
    void show(const QString &workspace);
    void takePicture(MainWindow *window);
    void end(int exitCode);

    AgentLink *m_link;
    OpenWorkspace m_open;
    QString m_workspace;
    QString m_screenshot;
    bool m_begun = false;
    bool m_counted = false;
    bool m_ended = false;
};

} // namespace assay
