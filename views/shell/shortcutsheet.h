// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace assay {

// The keys that work, by place. Opened with F1, closed with Escape.
class ShortcutSheet final : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget *parent = nullptr);
};

} // namespace assay
