// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Damage to a store file, page by page.

#include <QList>
#include <QString>

namespace assay {

class ImportFixture;

// Pages of a table or an index; `type`: "leaf", "internal", "overflow".
[[nodiscard]] QList<qint64> pagesOf(const ImportFixture &fixture, const QString &table, const QString &type);

// Overwrites those pages with zeros; fails the running test when it cannot.
void zero(const QString &path, const QList<qint64> &pages);

} // namespace assay
