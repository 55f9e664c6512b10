// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rows behind the ids of a list, read in pages as they are looked at. Rows of an older state of the store are
// handed out until they are read again. GUI thread; reads on the runner's.

#include <QCache>
#include <QObject>
#include <QSet>

#include <functional>
#include <optional>

#include "models/data/error.h"
#include "models/data/record.h"
#include "models/items/pagequeue.h"

namespace assay {

class QueryRunner;

class SessionPages final : public QObject {
    Q_OBJECT

public:
    static constexpr int size = 128;

    struct Page {
        qint64 group = 0;
        int number = 0;

        bool operator==(const Page &) const = default;
    };
    // The ids that are in a page now; none when its group is gone.
    using IdsOf = std::function<QList<qint64>(const Page &)>;

    SessionPages(QueryRunner *runner, IdsOf idsOf, QObject *parent = nullptr);

    // What is known of the session at that row of that group; asks for its page when that is not the present state.
    // Null: not read yet, or gone. Valid until the next answer.
    [[nodiscard]] const SessionRow *look(qint64 group, int row, qint64 id);
    // The store changed: what was looked at last may be on screen and is read again, the rest when it is looked at.
    void readAgain();

Q_SIGNALS:
    void changed(qint64 group, const QSet<qint64> &ids); // other than handed out before
    void failed(const assay::Error &error);

private:
    void want(const Page &page);
    void readNext();
    void take(const Page &page, const QList<qint64> &ids, const QList<SessionRow> &rows);

    struct Known {
        std::optional<SessionRow> row; // nothing: it was deleted meanwhile
        quint64 state = 0;
    };

    QueryRunner *m_runner;
    IdsOf m_idsOf;
    QCache<qint64, Known> m_known{size * 64};
    quint64 m_state = 0;
    PageQueue<Page> m_queue;
    QList<Page> m_seen; // the last few looked at, newest last
};

} // namespace assay
