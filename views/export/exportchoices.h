// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// In which format to export, and what of it to leave out. The format is remembered by whoever exports.

#include <QLabel>
#include <QList>
#include <QWidget>

#include "models/data/export/sessionexport.h"

class QButtonGroup;
class QCheckBox;
class QGridLayout;

namespace assay {

class WrapLayout;

// A line of words that wraps; never markup.
[[nodiscard]] QLabel *wrappedLabel(const QString &text, QWidget *parent);

class ExportChoices final : public QWidget {
    Q_OBJECT

public:
    explicit ExportChoices(const QString &format, QWidget *parent = nullptr); // by its name; else the first one

    [[nodiscard]] const ExportFormatRow &format() const;
    [[nodiscard]] ExportOptions options() const;
    // Off while something is written. What the format cannot leave out stays off.
    void setChoosing(bool choosing);

Q_SIGNALS:
    void formatChosen();

private:
    void addFormats(const QString &chosen);
    void restyle();

    QGridLayout *m_grid;
    WrapLayout *m_boxes;
    QButtonGroup *m_formats;
    QCheckBox *m_thinking = nullptr;
    QCheckBox *m_outputs = nullptr;
    QCheckBox *m_subagents = nullptr;
    QList<QLabel *> m_headings;
    QList<QLabel *> m_sentences;
};

} // namespace assay
