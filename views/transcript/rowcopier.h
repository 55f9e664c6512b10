// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Puts selected rows together for the clipboard, those too that are not loaded: row after row in short steps, whole
// texts read by the worker. What is copied is bounded; a note tells how much it was.

#include <QClipboard>
#include <QHash>
#include <QObject>
#include <QStringList>

#include "models/data/query/eventdetail.h"
#include "views/transcript/rowselection.h"

namespace assay {

class TranscriptView;

class RowCopier final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 byteLimit = qint64{8} << 20;

    // Owned by the view, which shows the notes.
    explicit RowCopier(TranscriptView *view);

    // At once, and a note of how much it is.
    void put(const QString &text, QClipboard::Mode mode);
    // As the rows are shown; their events as Markdown. A newer one replaces one on its way.
    void copyText(const RowSelection &rows, QClipboard::Mode mode);
    void copyMarkdown(const RowSelection &rows);
    [[nodiscard]] bool isRunning() const { return m_running; }
    void stop();

private:
    enum class Form { Text, Markdown };
    void start(const RowSelection &rows, Form form, QClipboard::Mode mode);
    void step();
    void readDetails(const QList<qint64> &events);
    void readMarkdown(const QList<qint64> &events, int next);
    bool take(const QString &text); // false = enough
    void finish(bool whole);
    void rowsChanged();

    TranscriptView *m_view;
    RowSelection m_rows;
    Form m_form = Form::Text;
    QClipboard::Mode m_mode = QClipboard::Clipboard;
    bool m_running = false;
    bool m_reading = false;
    quint64 m_task = 0; // answers of earlier ones are dropped
    int m_next = 0;
    QHash<qint64, EventDetail> m_details; // of the rows at hand
    QStringList m_texts;
    qint64 m_bytes = 0;
};

} // namespace assay
