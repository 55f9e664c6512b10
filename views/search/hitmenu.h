// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What can be done with a hit, or with the session that heads a group of them.

#include <functional>

#include "models/data/record.h"

class QMenu;
class QWidget;

namespace assay {

class QueryRunner;

// "assay://session/<uuid>#<event>"; without an event the session.
[[nodiscard]] QString linkTo(const QString &sessionUuid, qint64 eventId);

struct HitActs {
    std::function<void()> open;
    std::function<void(const QString &term)> filter;
};

// Owned by `parent`; deletes itself when it closes. Texts are read by the runner.
[[nodiscard]] QMenu *makeHitMenu(const SearchHit &hit, bool isHead, QueryRunner *runner, const HitActs &acts,
                                 QWidget *parent);

} // namespace assay
