// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The program with a display: the one window of its data directory, which workspace it shows, and what other programs
// ask it to open.

#include "app/agentlink.h"
#include "app/appoptions.h"
#include "app/singleinstance.h"

#include <memory>

namespace assay {

class AppWindow;
class DesktopNotice;

class Desktop final : public QObject {
    Q_OBJECT

public:
    // The link must outlive it.
    Desktop(AgentLink *link, const DataDir &dataDir, const AppOptions &options, QObject *parent = nullptr);
    ~Desktop() override;

    // Hands over to the first program of this data directory, or opens the window.
    void begin();

private:
    void openFirst();
    void showWorkspace(const QString &workspace);
    void open(const OpenRequest &request);
    void takePicture();

    AgentLink *m_link;
    DataDir m_dataDir;
    AppOptions m_options;
    SingleInstance m_instance;
    DesktopNotice *m_notice;
    std::unique_ptr<AppWindow> m_shown;
};

} // namespace assay
