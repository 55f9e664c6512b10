// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A value that can narrow a filter, and how a filter text takes it in and gives it up. Plain values, any thread, no
// I/O.

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

enum class FacetKind { Outcome, Tool, Project, Model, Day, Tag };

struct FacetValue {
    FacetKind kind = FacetKind::Outcome;
    QString name = {};      // "Bash", "payments-api"; of outcomes and days as in fixedFacetValues()
    QStringList terms = {}; // what it adds to the filter
    int sessions = 0;       // -1 = not counted

    bool operator==(const FacetValue &) const = default;
};

// The values that kinds always have: error, denied, interrupted, clean; today, yesterday, 7d, 30d, older. Without
// counts.
[[nodiscard]] QList<FacetValue> fixedFacetValues(FacetKind kind);
// The terms of a value of the other kinds; none when the filter language cannot say it.
[[nodiscard]] QStringList facetTerms(FacetKind kind, const QString &value);
// Of Project, Tool, Model, Tag.
[[nodiscard]] QLatin1StringView facetField(FacetKind kind);

enum class FacetState { Off, On, Excluded };

[[nodiscard]] FacetState facetState(const QString &filter, const FacetValue &value);
// Off becomes on, or excluded when `exclude` and the value is one term; on and excluded become off. Terms that
// contradict the value go: other days, its own exclusion.
[[nodiscard]] QString toggledFacet(const QString &filter, const FacetValue &value, bool exclude);
// What the filter has of a kind beside the values given, in its order, so that it can be seen and taken off again.
[[nodiscard]] QList<FacetValue> otherActiveValues(const QString &filter, FacetKind kind,
                                                  const QList<FacetValue> &values);

} // namespace assay
