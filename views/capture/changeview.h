// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A file that an act would change: its path, what becomes of it, and the change itself, line by line. Long ones show
// their beginning until the rest is asked for (a click on "more lines", Space).

#include <memory>

#include <QWidget>

#include "models/data/query/eventdetail.h"
#include "views/capture/changeplan.h"

namespace assay {

class CodePart;

// The hunks of a unified diff of one file. Lines that are no part of a hunk are left out.
[[nodiscard]] QList<PatchHunk> hunksOf(const QString &unifiedDiff);

class ChangeView final : public QWidget {
    Q_OBJECT

public:
    static constexpr int linesAtFirst = 16;

    explicit ChangeView(const PlannedChange &change, QWidget *parent = nullptr);
    ~ChangeView() override;

    [[nodiscard]] const PlannedChange &change() const { return m_change; }
    [[nodiscard]] int hiddenLines() const { return m_hidden; }
    void showAll();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void build();
    [[nodiscard]] int headHeight() const;
    [[nodiscard]] QString deed() const;

    PlannedChange m_change;
    std::unique_ptr<CodePart> m_lines; // none: no line of the file changes
    int m_added = 0;
    int m_removed = 0;
    int m_hidden = 0;
    bool m_all = false;
};

} // namespace assay
