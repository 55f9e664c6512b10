// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The source of a draft: Markdown in colours, and a margin with the number of each line and a mark where the check says
// something of it; the words of it as a tool tip. GUI thread.

#include <QPlainTextEdit>

#include "models/data/skill/skilllint.h"

class QSyntaxHighlighter;

namespace assay {

class DraftText final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit DraftText(QWidget *parent = nullptr);

    void mark(const QList<LintFinding> &findings);
    [[nodiscard]] QWidget *margin() const { return m_margin; }
    [[nodiscard]] QString marginTip(int y) const; // what is said of the line there; empty = nothing

protected:
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] bool eventFilter(QObject *watched, QEvent *event) override; // the margin's painting and tool tip

private:
    [[nodiscard]] int marginWidth() const;
    [[nodiscard]] QTextBlock blockAt(int y) const;
    void paintMargin();
    void placeMargin();
    void restyle();

    QWidget *m_margin;
    QSyntaxHighlighter *m_colours;
    QList<LintFinding> m_findings;
};

} // namespace assay
