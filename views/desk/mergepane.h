// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The draft and the file on disk, piece by piece: take the draft's lines, keep the file's, or write them anew; a line
// written by hand goes only when its own box is ticked. Shows what comes out. GUI thread.

#include <QScrollArea>

#include "models/data/text/threewaymerge.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace assay {

class MergePane final : public QWidget {
    Q_OBJECT

public:
    explicit MergePane(QWidget *parent = nullptr);

    void open(const QString *base, const QString &draft, const QString &hand);
    [[nodiscard]] const ThreeWayMerge &merge() const { return m_merge; }
    void choose(qsizetype part, MergePart::Choice choice);
    void giveUp(qsizetype part, qsizetype line, bool on);

Q_SIGNALS:
    void accepted(const QString &text, const QStringList &givenUp);
    void closeRequested();

private:
    void addPart(qsizetype index);
    void changed();
    void restyle();

    ThreeWayMerge m_merge;
    QLabel *m_head;
    QScrollArea *m_area;
    QVBoxLayout *m_column = nullptr;
    QPlainTextEdit *m_result;
    QLabel *m_lost;
    QPushButton *m_take;
    QPushButton *m_close;
};

} // namespace assay
