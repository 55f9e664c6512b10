// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tells which files below a folder may have changed. Watches folders, not files, by inotify: the kernel tells names,
// so nothing is looked at while nothing happens. Where inotify does not work (a network file system, no watches left)
// it looks at size, date and inode of every file now and then instead, and says so. A root that does not exist yet, or
// is removed and made again, is waited for. Links are not followed. Lives on a thread with an event loop.

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <set>
#include <string>
#include <unordered_map>

class QSocketNotifier;

namespace assay {

using FilePaths = std::set<std::string>; // bytes as the file system gave them

class PathWatcher final : public QObject {
    Q_OBJECT

public:
    struct Options {
        bool polling = false;                            // never inotify
        int mostWatches = -1;                            // fewer than the system allows; -1 = as many
        int pollMs = 1000;                               // between two looks, at least; more when a look takes long
        QString skipped = QString::fromLatin1("memory"); // folders of this name
    };
    // What it cost so far, for tests and the status.
    struct Counts {
        qint64 foldersListed = 0;
        qint64 filesLookedAt = 0; // stat calls
        qint64 wakes = 0;
    };

    PathWatcher(std::string root, const Options &options, QObject *parent = nullptr);
    ~PathWatcher() override;

    // Files that are there already are not told: look at them after this returned, so that none is missed.
    void start();

    [[nodiscard]] bool isPolling() const { return m_polling; }
    [[nodiscard]] QString reason() const { return m_reason; } // why it polls; empty = it does not
    [[nodiscard]] int foldersWatched() const { return static_cast<int>(m_folders.size()); }
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    // What has arrived is told now, without waiting for the event loop.
    void readNow();
    // Folders that could not be watched before, for want of permission: what is in those that can be now is told.
    void tryAgain();
    [[nodiscard]] const std::set<std::string> &unwatched() const { return m_unwatched; }

Q_SIGNALS:
    // New, grown, renamed (both names) or removed.
    void changed(const assay::FilePaths &files);
    // Anything may have changed: look at everything once.
    void lostTrack();

private:
    struct Stamp {
        qint64 size = 0;
        qint64 modifiedNs = 0;
        quint64 inode = 0;
        bool operator==(const Stamp &) const = default;
    };
    using Stamps = std::unordered_map<std::string, Stamp>;

    void openInotify();
    void retarget();
    void waitForRoot();
    // Watches a folder and what lies in it; files found are told, except at the start.
    void addTree(const std::string &folder, int depth);
    [[nodiscard]] bool addWatch(const std::string &folder);
    void dropTree(const std::string &folder);
    void readEvents();
    void take(int watch, quint32 mask, const std::string &name);
    void startPolling(const QString &reason);
    void poll();
    void look(const std::string &folder, int depth, Stamps &stamps);
    void tell();

    const std::string m_root;
    const Options m_options;
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unordered_map<int, std::string> m_folders; // by watch
    std::unordered_map<std::string, int> m_watches; // by folder
    std::set<int> m_ancestors;                      // watches that wait for the root
    std::set<std::string> m_unwatched;              // folders that may not be read
    bool m_started = false;
    bool m_rootIsThere = false;
    bool m_lost = false;
    FilePaths m_changed;
    bool m_polling = false;
    QString m_reason;
    QTimer m_timer;
    Stamps m_stamps;
    Counts m_counts;
};

} // namespace assay
