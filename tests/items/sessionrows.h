// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What tests of the list of sessions share.

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "tests/support/teststore.h"

namespace assay {

using ModelReporting = QAbstractItemModelTester::FailureReportingMode;

inline SessionRow rowAt(const QModelIndex &index)
{
    return index.data(SessionTreeModel::SessionRole).value<SessionRow>();
}

inline bool isLoaded(const QModelIndex &index)
{
    return index.data(SessionTreeModel::SessionRole).isValid();
}

} // namespace assay
