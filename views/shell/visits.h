// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the reader has been, and where in that list he is. A value: it goes with him from one window to the next.

#include <QList>
#include <QString>

#include "views/transcript/transcriptview.h"

namespace assay {

struct Visit {
    enum class Document { Nothing, Welcome, Transcript, Search, Health, Skills, Now };
    Document document = Document::Nothing;
    QString workspace = {};
    qint64 sessionId = 0;
    qint64 runId = 0;
    TranscriptView::Place place = {};
    QString search = {}; // the words of the search page
    QString filter = {}; // of the list
    QString title = {};  // as a menu names it
};

class VisitHistory final {
public:
    static constexpr qsizetype kept = 100;

    [[nodiscard]] bool isEmpty() const { return m_at < 0; }
    // Where the reader is; not when empty.
    [[nodiscard]] Visit &present() { return m_visits[m_at]; }
    [[nodiscard]] const Visit &present() const { return m_visits.at(m_at); }

    // What lay ahead is forgotten.
    void add(const Visit &visit);

    [[nodiscard]] bool canGo(qsizetype steps) const;
    [[nodiscard]] const Visit &at(qsizetype steps) const { return m_visits.at(m_at + steps); } // from here
    void go(qsizetype steps);
    // Forgets a place that is gone; the reader stays where he is. Not for 0.
    void forget(qsizetype steps);

    // The nearest first.
    [[nodiscard]] QList<Visit> behind() const;
    [[nodiscard]] QList<Visit> ahead() const;
    // Sessions seen in that workspace, the latest first, each once.
    [[nodiscard]] QList<qint64> sessionsSeen(const QString &workspace) const;

private:
    QList<Visit> m_visits;
    qsizetype m_at = -1;
};

} // namespace assay
