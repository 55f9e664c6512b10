// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an act would do, told before it is done. The hash stands for exactly this; the agent refuses it when something
// changed meanwhile.

#include <optional>

#include <QList>
#include <QString>
#include <QStringList>

#include "views/capture/capturesettings.h"

namespace assay {

// A file of somebody else's that install or uninstall would change.
struct PlannedChange {
    QString file;
    QString kind;   // "settings", "service", "autostart" …
    QString action; // "create", "change", "remove", "none"
    QString diff;   // unified; may be empty

    bool operator==(const PlannedChange &) const = default;
};

struct ChangePlan {
    QList<PlannedChange> changes;
    QStringList notes; // sentences
    QString hash;

    [[nodiscard]] bool changesNothing() const
    {
        for (const PlannedChange &each : changes) {
            if (each.action != QLatin1StringView("none"))
                return false;
        }
        return true;
    }
};

// Which sessions a pruning is about: those of a project (empty = all) by the limits that are set, or as if `limit` were
// the one of this project (of all that have none of their own).
struct PruneWish {
    std::optional<KeepLimit> limit;
    QString project; // its key

    bool operator==(const PruneWish &) const = default;
};

struct PruneRow {
    QString id; // uuid
    QString title;
    QString project;
    qint64 bytes = 0;
    qint64 at = -1; // its last event

    bool operator==(const PruneRow &) const = default;
};

struct PruneList {
    QList<PruneRow> sessions; // of very many the first ones
    qint64 total = 0;
    qint64 bytes = 0; // of all
    QString hash;
};

} // namespace assay
