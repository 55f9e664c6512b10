// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Runs reads on a thread of its own with its own connection, opened there. Two lanes with a thread each: paging, so
// that scrolling is never held up, and searching, where a newer job cancels the one that runs.

#include <QObject>

#include <functional>
#include <memory>

#include "models/data/store/database.h"

namespace assay {

class QueryRunner final : public QObject {
    Q_OBJECT

public:
    // Paging: what the next frame wants; short. Search: what a person waits for while typing. Figures: what stands
    // beside the document and takes the longer the larger a session is; no page waits for it.
    enum class Lane { Paging, Search, Figures };

    // The store need not exist yet: jobs fail with NotFound until it does.
    explicit QueryRunner(const QString &storeFile, QObject *parent = nullptr);
    ~QueryRunner() override; // interrupts, waits

    [[nodiscard]] QString storeFile() const;

    // Runs `work` on the lane's thread, in the order of posting, then `done` on this object's thread unless `context`
    // is gone by then. With `newestOnly` (a slot per context) a waiting job of the same context is dropped and a
    // running one interrupted; neither of them answers. The Result tells whether the store could be opened; what `work`
    // found it keeps itself.
    using Work = std::function<void(Database &)>;
    void post(Lane lane, QObject *context, Work work, std::function<void(const Result<> &)> done,
              bool newestOnly = false);

    // Work done so far by all lanes; tests bound it.
    [[nodiscard]] qint64 statements() const;
    [[nodiscard]] qint64 rows() const;
    [[nodiscard]] qint64 bytes() const;

Q_SIGNALS:
    // The store changed through another process (PRAGMA data_version); polled four times a second while connected.
    void storeChanged();

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay
