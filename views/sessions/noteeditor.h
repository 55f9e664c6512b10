// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The person's note of one session, as plain text. Stands beside the window without blocking it; deletes itself.

#include <QDialog>

class QPlainTextEdit;

namespace assay {

class NoteEditor final : public QDialog {
    Q_OBJECT

public:
    NoteEditor(const QString &sessionTitle, const QString &text, QWidget *parent = nullptr);

Q_SIGNALS:
    void written(const QString &text); // changed; empty = no note any more

private:
    void save();

    QPlainTextEdit *m_text;
    QString m_before;
};

} // namespace assay
