// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Writes sessions to files: the format, what to include, where to; then how it went. Writing runs on a thread of its
// own and can be cancelled; a file that is there is replaced only when that was ticked. Format and folder are
// remembered. Made for one use: open() it with Qt::WA_DeleteOnClose set, which the constructor does.

#include <QDialog>
#include <QList>

#include "models/items/sessionexporter.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace assay {

class ExportChoices;
class QueryRunner;

class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    // The runner must outlive the dialog.
    ExportDialog(QueryRunner *runner, const QList<qint64> &sessionIds, QWidget *parent = nullptr);

    void reject() override; // cancels what is being written; closes when nothing is

private:
    enum class Stage { Choosing, Writing, Done };

    void addTarget(QVBoxLayout *column);
    void addOutcome(QVBoxLayout *column);
    void addButtons(QVBoxLayout *column);
    void askForNames();
    void browse();
    void formatChosen();
    void start();
    void showProgress(int sessionsDone, qint64 events, qint64 total);
    void finish(const ExportOutcome &outcome);
    void refresh(); // what may be done now
    void makeRoom();
    void restyle();
    void openFolder();

    [[nodiscard]] QString target() const; // absolute
    [[nodiscard]] QString problemOfTarget() const;
    [[nodiscard]] bool isOneFile() const { return m_sessions.size() == 1; }

    QueryRunner *m_runner;
    SessionExporter m_exporter;
    const QList<qint64> m_sessions;
    SessionRow m_only; // when it is one
    Stage m_stage = Stage::Choosing;
    QString m_folder; // where it went

    QScrollArea *m_area; // all but the buttons
    ExportChoices *m_choices;
    QLabel *m_heading;
    QLineEdit *m_target;
    QPushButton *m_browse;
    QCheckBox *m_replace;
    QLabel *m_hint;
    QLabel *m_promise;
    QProgressBar *m_progress;
    QLabel *m_told;
    QPushButton *m_open;
    QPushButton *m_export;
    QPushButton *m_close;
};

} // namespace assay
