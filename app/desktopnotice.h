// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tells the desktop (org.freedesktop.Notifications) that a candidate waits or that capture stopped, while nobody looks
// at the window; each can be turned off in the settings. Nothing that a session said goes there. Sent and forgotten:
// where no desktop answers, nothing happens. GUI thread; no call blocks.

#include <QObject>
#include <QString>

#include <optional>

class QDBusMessage;
class QDBusPendingCallWatcher;

namespace assay {

class AgentDoor;

class DesktopNotice final : public QObject {
    Q_OBJECT

public:
    enum class Page { Skills, Health };

    // The door must outlive it.
    explicit DesktopNotice(AgentDoor *door, QObject *parent = nullptr);

    // How many candidates wait now; the first figure is where it starts from. `seen`: somebody looks at the window.
    void candidatesWait(int count, bool seen);
    // Another store is shown: its first figure is no news.
    void startAnew() { m_candidates = -1; }

Q_SIGNALS:
    void openRequested(assay::DesktopNotice::Page page); // somebody clicked on one

private Q_SLOTS:
    void invoked(const QDBusMessage &message);

private:
    struct Words {
        QString head;
        QString body;
    };
    // One notice a page: a newer one takes the place of the one that is out, which needs the number of that one, so it
    // waits until the desktop has said it.
    struct Notice {
        uint id = 0;        // 0 = none is out
        bool asked = false; // the desktop was told and has not answered
        std::optional<Words> next;
    };

    void lookAtCapture();
    void notify(Page page, const Words &words);
    [[nodiscard]] Notice &noticeOf(Page page) { return page == Page::Skills ? m_skills : m_health; }

    AgentDoor *m_door;
    int m_candidates = -1; // -1 = not told yet
    bool m_captured = false;
    Notice m_skills;
    Notice m_health;
};

} // namespace assay
