// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is being typed, kept in a file for each candidate so that a crash loses no more than the last keystroke. Written
// by a thread of its own, the latest text only; read once at the start, by that thread too. GUI thread.

#include <map>
#include <mutex>
#include <optional>
#include <set>

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QThreadPool>

namespace assay {

struct KeptDraft {
    int rev = 0; // of the revision it began from
    QString text;
};

class DraftKeeper final : public QObject {
    Q_OBJECT

public:
    explicit DraftKeeper(QString folder, QObject *parent = nullptr);
    ~DraftKeeper() override; // waits until all is written

    [[nodiscard]] bool has(const QString &candidate) const { return m_drafts.contains(candidate); }
    [[nodiscard]] KeptDraft draft(const QString &candidate) const { return m_drafts.value(candidate); }
    [[nodiscard]] QStringList candidates() const { return m_drafts.keys(); }
    void keep(const QString &candidate, const KeptDraft &draft);
    void drop(const QString &candidate);
    void flush(); // waits until all is written
    // Takes over what the agent wrote into the files since, as it masks them. Cheap to call.
    void readAgain();

Q_SIGNALS:
    void changed();                          // of which candidates there is a draft
    void replaced(const QString &candidate); // by what stands in its file

private:
    [[nodiscard]] QString fileOf(const QString &candidate) const;
    void take(const QHash<QString, KeptDraft> &read);
    [[nodiscard]] bool isUnwritten(const QString &candidate);
    void takeAgain(const QHash<QString, KeptDraft> &read, const QHash<QString, int> &posts);
    void post(const QString &candidate, std::optional<QByteArray> bytes); // nullopt = take the file away

    QString m_folder;
    QHash<QString, KeptDraft> m_drafts;
    QSet<QString> m_touched;     // since the start: what is read of them came too late
    QHash<QString, int> m_posts; // how often each was written or taken away here
    bool m_readsAgain = false;
    std::mutex m_mutex;            // guards the two below
    std::set<QString> m_unwritten; // what is typed is newer than their files, which could not be written
    std::map<QString, std::optional<QByteArray>> m_waiting;
    QThreadPool m_writer; // one thread: writes come in order
};

} // namespace assay
