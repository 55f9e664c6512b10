// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A draft as a text to be worked on: name and description with their rules beside them, the text with what the check
// says of its lines, what the agent will see, and the revisions before. Every change is told at once. GUI thread.

#include <QWidget>

#include "models/data/query/deskquery.h"
#include "models/data/skill/skilllint.h"

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTextBrowser;
class QTimer;

namespace assay {

class DraftText;

class SkillEditor final : public QWidget {
    Q_OBJECT

public:
    explicit SkillEditor(QWidget *parent = nullptr);

    void open(const QString &candidate, const QString &form, const QString &text, const QList<RevisionRow> &revisions);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QString candidate() const { return m_candidate; }
    [[nodiscard]] bool isClean() const { return m_text == m_opened; }
    [[nodiscard]] QPlainTextEdit *source() const;
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] QPlainTextEdit *descriptionField() const { return m_description; }
    [[nodiscard]] QListWidget *checks() const { return m_checks; }
    [[nodiscard]] QListWidget *revisions() const { return m_revisions; }
    void restoreRevision();
    // What was typed before, over what was opened.
    void takeDraft(const QString &text) { setText(text, nullptr); }
    void remark(const QString &what); // above the text, until it is opened anew

Q_SIGNALS:
    void textChanged(const QString &text);
    void saveRequested();
    void closeRequested();
    void discardRequested();

private:
    void build();
    void buildSide(QHBoxLayout *row);
    void setText(const QString &text, const QWidget *except);
    void check();
    void checked(const QList<LintFinding> &findings);
    void showSeen();
    void restyle();

    QString m_candidate;
    QString m_form;
    QString m_text;
    QString m_opened;
    QList<RevisionRow> m_history;
    QList<LintFinding> m_findings;
    QLabel *m_remark;
    QWidget *m_front;
    QLineEdit *m_name;
    QLabel *m_nameRule;
    QPlainTextEdit *m_description;
    QLabel *m_descriptionRule;
    DraftText *m_source;
    QTextBrowser *m_preview;
    QListWidget *m_checks;
    QLabel *m_seen;
    QListWidget *m_revisions;
    QPushButton *m_restore;
    QPushButton *m_save;
    QPushButton *m_close;
    QPushButton *m_discard;
    QTimer *m_checkSoon;
    bool m_setting = false;
    int m_checking = 0; // the number of the check whose findings are waited for
};

} // namespace assay
