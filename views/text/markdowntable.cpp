// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/markdowntable.h"

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype widest = 40;

} // namespace

void MarkdownTable::beginCell(bool right)
{
    QStringList &row = m_rows.last();
    row.append(QString());
    if (m_right.size() < row.size())
        m_right.append(right);
}

void MarkdownTable::add(const QString &text)
{
    if (!m_rows.isEmpty() && !m_rows.last().isEmpty())
        m_rows.last().last() += text;
}

QList<qsizetype> MarkdownTable::widths() const
{
    QList<qsizetype> widths(m_right.size(), 0);
    for (const QStringList &row : m_rows) {
        for (qsizetype column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths.at(column), std::min(widest, row.at(column).size()));
    }
    return widths;
}

QString MarkdownTable::text() const
{
    const QList<qsizetype> wide = widths();
    QStringList lines;
    for (const QStringList &row : m_rows) {
        QStringList cells;
        for (qsizetype column = 0; column < row.size(); ++column)
            cells.append(m_right.at(column) ? row.at(column).rightJustified(wide.at(column))
                                            : row.at(column).leftJustified(wide.at(column)));
        QString line = cells.join(" | "_L1);
        while (line.endsWith(u' '))
            line.chop(1);
        lines.append(line);
        if (lines.size() > 1)
            continue;
        QStringList rule;
        for (const qsizetype width : wide)
            rule.append(QString(width, u'-'));
        lines.append(rule.join("-+-"_L1));
    }
    return lines.join(u'\n');
}

} // namespace assay
