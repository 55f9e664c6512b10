// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The tree of the session list: several rows can be selected, and the keyboard opens the menu of the selection where
// the current row is. Letters are left to commands; looking for a row that begins with them would read every page.

#include <QTreeView>

namespace assay {

class SessionTree final : public QTreeView {
    Q_OBJECT

public:
    explicit SessionTree(QWidget *parent = nullptr);

    void keyboardSearch(const QString &search) override;
    // The selected sessions, from the top; projects are none.
    [[nodiscard]] QList<qint64> selectedSessions() const;
    // The session that is current and the only one selected; else 0.
    [[nodiscard]] qint64 onlySession() const;
    // The next session below the selection, else above it, that is not selected.
    [[nodiscard]] QModelIndex neighbourOfSelection() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace assay
