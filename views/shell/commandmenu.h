// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

class QMenu;
class QWidget;

namespace assay {

// A menu of all commands below the window, a submenu for each group, made anew whenever it opens.
[[nodiscard]] QMenu *makeCommandMenu(QWidget *window);

} // namespace assay
