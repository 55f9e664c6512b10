// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the agent answers to candidate.plan, as far as it is shown. Values.

#include <QString>
#include <QStringList>

#include <nlohmann/json_fwd.hpp>

namespace assay {

struct ShownPlan {
    QString form;
    QString scope;
    QString path;
    int rev = 0;
    QString sha256;
    qint64 bytes = 0;
    bool exists = false;
    QString before;
    QString beforeSha256;
    bool hasBase = false;
    QString base;
    QString after;
    QStringList lost;
    QStringList toTick;
    QStringList findings; // "line 3: …"
    bool hasErrors = false;
    QString shadow;
    bool inRepository = false;
    QString git;     // branch and state of the file, in words
    QString problem; // why it cannot be planned; empty = it can
};

[[nodiscard]] ShownPlan shownPlanOf(const nlohmann::json &answer);

// Of an answer; empty when there is none of that name and kind.
[[nodiscard]] QString answeredText(const nlohmann::json &answer, const char *key);
[[nodiscard]] nlohmann::json jsonListOf(const QStringList &texts);

} // namespace assay
