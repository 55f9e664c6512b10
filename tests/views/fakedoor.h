// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/views/fakecapture.h"
#include "views/shell/agentdoor.h"

namespace assay {

// An agent that says what a test wants and counts what it is asked.
class FakeDoor final : public AgentDoor {
    Q_OBJECT

public:
    using AgentDoor::AgentDoor;

    [[nodiscard]] AgentStatus status() const override { return present; }
    [[nodiscard]] ImportFigures progress() const override { return import; }
    [[nodiscard]] TranscriptFolder found() const override { return transcripts; }
    [[nodiscard]] Places places() const override { return where; }
    [[nodiscard]] QString workspace() const override { return shown; }
    [[nodiscard]] QStringList workspaces() const override { return all; }
    [[nodiscard]] CaptureDoor *capture() override { return &captured; }

    void startImport() override { ++started; }
    void cancelImport() override { ++cancelled; }
    void openSamples() override { ++samplesOpened; }
    void showWorkspace(const QString &name) override { wanted.append(name); }
    void lookForWorkspaces() override { ++looked; }
    void restartAgent() override { ++restarted; }

    void tagSessions(const QStringList &sessions, const QStringList &add, const QStringList &remove) override
    {
        tagged.append({sessions, add, remove});
    }
    void noteSession(const QString &session, const QString &text) override { notes.append({session, text}); }
    void bookmarkEvent(qint64 eventId, bool on) override { bookmarks.append({eventId, on}); }
    void deleteSessions(const QStringList &sessions) override { deleted.append(sessions); }
    void undeleteSessions(const QStringList &sessions) override { restored.append(sessions); }

    struct Tagging {
        QStringList sessions;
        QStringList add;
        QStringList remove;
    };
    FakeCapture captured;
    AgentStatus present;
    ImportFigures import;
    TranscriptFolder transcripts;
    Places where;
    QString shown = QStringLiteral("default");
    QStringList all = {QStringLiteral("default"), QStringLiteral("samples")};
    QStringList wanted; // workspaces
    int looked = 0;
    int restarted = 0;
    int started = 0;
    int cancelled = 0;
    int samplesOpened = 0;
    QList<Tagging> tagged;
    QList<QPair<QString, QString>> notes; // session, text
    QList<QPair<qint64, bool>> bookmarks;
    QList<QStringList> deleted;
    QList<QStringList> restored;
};

} // namespace assay
