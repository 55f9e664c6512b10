// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Why a group of the queue is empty, and what can be done about it.

#include <QString>

#include "models/items/desklist.h"

namespace assay {

struct DeskEmpty {
    enum class Act { None, ShowWatched, Mine };
    QString icon;
    QString title;
    QString text;
    QString actText; // empty where there is none
    Act act = Act::None;
};

// watched: how many patterns wait for more sessions.
[[nodiscard]] DeskEmpty emptyGroup(DeskGroup group, int watched);

} // namespace assay
