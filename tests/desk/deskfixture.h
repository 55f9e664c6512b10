// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "../support/teststore.h"

#include "agent/desk/approval.h"

#include <QTemporaryDir>

namespace assay {

// A candidate whose project lies in a folder of its own, and a personal folder.
class DeskFixture {
public:
    DeskFixture();

    [[nodiscard]] QString project() const { return m_folder.path() + QStringLiteral("/project"); }
    [[nodiscard]] QString personal() const { return m_folder.path() + QStringLiteral("/claude"); }
    [[nodiscard]] TestStore &store() { return m_store; }
    [[nodiscard]] Database &db() { return m_store.db(); }
    [[nodiscard]] qint64 projectId() const { return m_project; }

    // New, with a skill of that name as its first revision; its id.
    qint64 addCandidate(const QString &key, const QString &name, const QByteArray &text = {},
                        const QString &form = QStringLiteral("skill"));
    [[nodiscard]] Approval approval() { return {db(), personal(), 1'000'000}; }
    // As shown by the plan, everything ticked.
    [[nodiscard]] ApprovalWish wishOf(const ApprovalPlan &plan) const;

    [[nodiscard]] static QByteArray skill(const QString &name);
    static void write(const QString &path, const QByteArray &bytes);
    [[nodiscard]] static QByteArray read(const QString &path);
    // Every file below, hidden ones too.
    [[nodiscard]] static QStringList filesBelow(const QString &folder);

private:
    QTemporaryDir m_folder;
    TestStore m_store;
    qint64 m_project = 0;
};

} // namespace assay
