// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A heading with lines of "name  value" below it, the names in one column. Values can be selected and copied.

#include <QList>
#include <QString>
#include <QWidget>

#include "views/widgets/tones.h"

class QGridLayout;
class QLabel;

namespace assay {

class FigureRows final : public QWidget {
    Q_OBJECT

public:
    explicit FigureRows(const QString &heading, QWidget *parent = nullptr);

    // `mono` for paths and commands.
    QLabel *addRow(const QString &name, bool mono = false);
    // At the right of the row that was added last.
    void addWidget(QWidget *widget);
    // An empty value hides the row. Anything is shown as it stands.
    void setValue(QLabel *row, const QString &value, Tone tone = Tone::Text);
    // What a row says, by its name; empty when it is hidden.
    [[nodiscard]] QString value(const QString &name) const;
    [[nodiscard]] QString heading() const;
    [[nodiscard]] QList<std::pair<QString, QString>> lines() const; // that are shown

private:
    void restyle();

    struct Row {
        QLabel *name;
        QLabel *value;
        bool mono;
        Tone tone = Tone::Text;
    };
    QLabel *m_heading;
    QGridLayout *m_grid;
    QList<Row> m_rows;
};

} // namespace assay
