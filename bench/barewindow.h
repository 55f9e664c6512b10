// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The least a window with rows can cost: plain lines of one height in Qt's own list, all in memory.

#include <QListView>
#include <QStringListModel>

#include <nlohmann/json_fwd.hpp>

namespace assay {

class BareList final {
public:
    explicit BareList(int rows);

    // When it was painted first; 0 = never.
    [[nodiscard]] qint64 showRows();
    [[nodiscard]] QListView &view() { return m_view; }
    [[nodiscard]] QStringListModel &model() { return m_model; }

private:
    QStringListModel m_model;
    QListView m_view;
};

// {first_ms, end_ms, step_ms}: shown, jumped to its end, paged through from the beginning.
[[nodiscard]] nlohmann::json scrollBareList(int rows);

} // namespace assay
