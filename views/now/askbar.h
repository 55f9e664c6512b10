// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The field that takes a question, and below it how it was understood: each part is a button whose menu corrects it. It
// asks nothing itself. GUI thread.

#include <QWidget>

#include "models/data/ask/askanswer.h"
#include "models/data/query/nowquery.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace assay {

class WrapLayout;

class AskBar final : public QWidget {
    Q_OBJECT

public:
    explicit AskBar(QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QList<QPushButton *> chips() const { return m_chips; }
    void setProjects(const QList<NowProject> &projects) { m_projects = projects; }
    // What came of the question that was asked last.
    void setAnswer(const AskAnswer &answer, qint64 tookMs);
    void showFailure(const QString &what);
    void clear();

Q_SIGNALS:
    void asked(const QString &text);
    void cleared();
    // The same question, understood otherwise; project 0 = all of them.
    void corrected(const assay::AskQuestion &question);

private:
    void addChip(const QString &name, const QString &value, const QString &tip, QMenu *menu);
    void addWindowChip(const AskQuestion &question);
    void addScopeChip(const AskAnswer &answer);
    void addOutcomeChip(const AskQuestion &question);
    void addWordChips(const AskAnswer &answer);
    void restyle();

    QLineEdit *m_field;
    QPushButton *m_ask;
    QWidget *m_row;
    WrapLayout *m_layout;
    QLabel *m_note;
    QList<QPushButton *> m_chips;
    QList<NowProject> m_projects;
};

} // namespace assay
