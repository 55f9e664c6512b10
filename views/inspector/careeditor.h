// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tags and the note of one session, shown and changed. What is changed goes out as signals; what the store then says
// comes back in. A note that is being written is never overwritten.

#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QTimer;
class QToolButton;

namespace assay {

class CareEditor final : public QWidget {
    Q_OBJECT

public:
    static constexpr int pauseMs = 1000; // of writing, before a note is kept

    explicit CareEditor(QWidget *parent = nullptr);

    void setCare(const QString &session, const QStringList &tags, const QString &note);
    void editNote();
    [[nodiscard]] QPlainTextEdit *note() const { return m_note; }
    [[nodiscard]] QLineEdit *tagField() const { return m_field; }

Q_SIGNALS:
    void tagsChanged(const QString &session, const QStringList &add, const QStringList &remove);
    void noteChanged(const QString &session, const QString &text);
    void filterRequested(const QString &term);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addTyped();
    void keepNote();
    void buildChips();
    void arrange();
    void restyle();
    QToolButton *buildChip(const QString &tag);

    QString m_session;
    QStringList m_tags;
    QString m_kept; // the note as the store or we said last
    QWidget *m_chips;
    QList<QToolButton *> m_buttons;
    QLineEdit *m_field;
    QPlainTextEdit *m_note;
    QTimer *m_pause;
};

} // namespace assay
