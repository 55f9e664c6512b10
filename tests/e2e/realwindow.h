// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The window on a display of its own (Xvfb), operated by real clicks and keys (xdotool) and read as assistive
// technology is told it (AT-SPI).

#include <QProcess>
#include <QString>
#include <QStringList>

#include <optional>

#include "tests/support/agentprocess.h"

class RealWindow final {
public:
    explicit RealWindow(QString screenScript);
    ~RealWindow(); // ends what it started

    // What is not installed; empty = all there.
    [[nodiscard]] static QString missing();
    // Display, message bus and program; why not, or empty.
    [[nodiscard]] QString start(const QStringList &words);

    // A word of screen.py and its answer; nullopt = no such thing.
    [[nodiscard]] std::optional<QString> screen(const QStringList &words) const;
    // Whether what is called so, or begins so, comes in sight within a minute; and a click on it.
    [[nodiscard]] bool appears(const QString &name) const;
    [[nodiscard]] bool click(const QString &name) const;
    void key(const QString &name) const;
    void picture(const QString &name) const; // into ASSAY_TEST_PICTURES, where that is set
    [[nodiscard]] QString complaints();

private:
    [[nodiscard]] QString startDisplay();
    [[nodiscard]] QString startBus();
    [[nodiscard]] assay::AgentRun run(const QString &program, const QStringList &words) const;

    QString m_screenScript;
    QProcessEnvironment m_environment;
    QProcess m_display;
    QProcess m_bus;
    QProcess m_program;
    QString m_window; // as X names it
};
