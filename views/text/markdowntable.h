// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A table as columns of text in the mono face, for those a text document could not lay out within a frame. Safe on any
// thread.

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

class MarkdownTable final {
public:
    void beginRow() { m_rows.append(QStringList()); }
    void beginCell(bool right);
    void add(const QString &text);

    // A line for each row, the first underlined; cells over 40 characters are not padded to.
    [[nodiscard]] QString text() const;

private:
    [[nodiscard]] QList<qsizetype> widths() const;

    QList<QStringList> m_rows;
    QList<bool> m_right; // of each column
};

} // namespace assay
