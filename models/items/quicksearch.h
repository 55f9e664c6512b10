// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a palette offers from transcripts for the words typed into it: the first hits, then how many there are. GUI
// thread; never waits. A newer question ends the one that runs. (Names are found by NameFinder.)

#include <QObject>

#include "models/data/error.h"
#include "models/data/record.h"

namespace assay {

class QueryRunner;

class QuickSearch final : public QObject {
    Q_OBJECT

public:
    static constexpr int hitLimit = 5;

    // The runner must outlive it.
    explicit QuickSearch(QueryRunner *runner, QObject *parent = nullptr);

    // The filter language; the last word is the beginning of one. Blank text has no hits.
    void ask(const QString &text);
    // Nobody waits any more.
    void cancel();
    [[nodiscard]] QString text() const { return m_text; } // of the question asked last

Q_SIGNALS:
    // Comes up to twice for one question: with the hits, then with how many there are in all (-1 until then). Only ever
    // for the question asked last.
    void answered(const QString &text, const QList<assay::SearchHit> &hits, qint64 totalHits);
    void failed(const assay::Error &error); // NotFound: there is no store yet

private:
    void askTotal();

    QueryRunner *m_runner;
    QObject m_slot; // one question at a time
    QString m_text;
    QList<SearchHit> m_hits;
};

} // namespace assay
