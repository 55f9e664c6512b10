// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QtGlobal>

namespace assay {

class DataDir;

// In a window that shows its list and has opened no session yet: opens one, jumps to its end and, if asked to, pages
// through all of it from the beginning. Null when something was never painted.
//   first_ms, end_ms             until after the paint
//   rows, growth_open, growth_end, growth_peak   private bytes over the window with its list
//   steps: ms, layouts, statements, bytes per step; blocks kept at most; complete: reached the end
[[nodiscard]] nlohmann::json openSession(const DataDir &dataDir, qint64 sessionId, bool scroll);

} // namespace assay
