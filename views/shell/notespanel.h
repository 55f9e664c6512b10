// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the status bar said, to be read again and copied.

#include <QList>

#include "views/shell/popuppanel.h"

namespace assay {

class NotesPanel final : public PopupPanel {
    Q_OBJECT

public:
    // (ms since the epoch, text), the latest first.
    NotesPanel(const QList<std::pair<qint64, QString>> &notes, QWidget *parent);
};

} // namespace assay
