// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// "Tag 3 sessions": the tags there are as check boxes, half ticked where only some of the sessions have one, and a
// field that adds another. Stands beside the list without blocking it; deletes itself.

#include <QDialog>

#include "models/data/record.h"

class QCheckBox;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace assay {

class TagEditor final : public QDialog {
    Q_OBJECT

public:
    // `all`: the tags of any session, in the order they are shown.
    TagEditor(const QList<SessionRow> &sessions, const QStringList &all, QWidget *parent = nullptr);

Q_SIGNALS:
    // What is to be added to and removed from all of the sessions; never both empty.
    void tagged(const QStringList &added, const QStringList &removed);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QCheckBox *addBox(const QString &tag, Qt::CheckState before);
    void addTyped();
    void tick(const QString &tag);
    void apply();

    struct Box {
        QString tag;
        Qt::CheckState before = Qt::Unchecked;
        QCheckBox *box = nullptr;
    };

    QList<Box> m_boxes;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    QLineEdit *m_field;
};

} // namespace assay
