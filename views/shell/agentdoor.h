// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the window knows of the agent and may ask of it. The application implements this over the socket. GUI thread
// only; no call blocks.

#include <QObject>
#include <QString>
#include <QStringList>

namespace assay {

class CaptureDoor;

// Something the agent could not do.
struct AgentFault {
    qint64 at = -1; // ms since the epoch
    QString job;
    QString what;
};

struct AgentStatus {
    enum class State { Starting, Running, NotRunning };
    State state = State::Starting;
    QString reason;            // of NotRunning: three sentences as in every error
    bool otherVersion = false; // of NotRunning: one runs, and only stop and restart work
    qint64 sessions = -1;      // in the store; -1 = not told yet
    qint64 events = -1;
    qint64 pid = 0;           // of a running one
    qint64 startedAt = -1;    // ms since the epoch
    QString job;              // what it is busy with; empty = nothing
    QList<AgentFault> faults; // since it started, oldest first
};

// Where things lie, as paths.
struct Places {
    QString dataDir;
    QString store;
    QString settings; // with the person's own rules of redaction; need not exist
    QString log;      // what the agent complains about
};

struct ImportFigures {
    bool running = false;
    int filesSeen = 0;
    int filesDone = 0;
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;
    double bytesPerSecond = 0;
    qint64 secondsLeft = -1; // -1 = not known yet
    qint64 events = 0;
    qint64 linesKeptRaw = 0; // not understood, kept as they are
    QString message;         // what is being done, when it is not reading
};

struct ImportOutcome {
    int files = 0;
    int sessions = 0;
    qint64 events = 0;
    qint64 linesKeptRaw = 0;
    qint64 milliseconds = 0;
    bool cancelled = false;
};

// The transcripts there are to import. An empty folder = not looked yet; no files = none found.
struct TranscriptFolder {
    QString folder; // as a person writes it: "~/.claude/projects"
    int files = 0;
    qint64 bytes = 0;
    int projects = 0;
    qint64 oldest = -1; // ms since the epoch
};

class AgentDoor : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual AgentStatus status() const = 0;
    [[nodiscard]] virtual ImportFigures progress() const = 0;
    [[nodiscard]] virtual TranscriptFolder found() const = 0;
    [[nodiscard]] virtual Places places() const = 0;
    [[nodiscard]] virtual QString workspace() const = 0;      // the one that is shown
    [[nodiscard]] virtual QStringList workspaces() const = 0; // all there are, as last looked, the shown one among them
    [[nodiscard]] virtual CaptureDoor *capture() = 0;         // lives as long as this

public Q_SLOTS:
    virtual void startImport() = 0;
    virtual void cancelImport() = 0; // keeps what is in; the next import goes on from there
    // Care of sessions, by their uuids. The change itself is seen in the store; what fails is told by failed().
    virtual void tagSessions(const QStringList &sessions, const QStringList &add, const QStringList &remove) = 0;
    virtual void noteSession(const QString &session, const QString &text) = 0; // an empty text removes the note
    virtual void bookmarkEvent(qint64 eventId, bool on) = 0;
    virtual void deleteSessions(const QStringList &sessions) = 0; // hidden now, gone in ten minutes
    virtual void undeleteSessions(const QStringList &sessions) = 0;

    virtual void showWorkspace(const QString &name) = 0; // in another window, which takes the place of this one
    virtual void lookForWorkspaces() = 0;
    virtual void restartAgent() = 0; // or starts it when none runs
    virtual void openSamples() = 0;  // loads the sample sessions into a workspace of their own and shows that

Q_SIGNALS:
    void stateChanged();
    void progressChanged();
    void foundChanged();
    void workspacesChanged();
    void importFinished(const assay::ImportOutcome &summary);
    void sessionsDeleted(const QStringList &sessions); // those that were; can be undone for ten minutes
    void sessionsRestored(const QStringList &sessions);
    void storeTouched(); // the agent says that it has written to the workspace that is shown
    void failed(const QString &what);
};

} // namespace assay
