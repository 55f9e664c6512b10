// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The manual page of assay-agent in roff (man(7)), made from the verb table.

#include <QString>

namespace assay {

[[nodiscard]] QString manPage();

// Text as roff takes it literally: ASCII only, nothing at the start of a line is a request.
[[nodiscard]] QString roffText(const QString &text);

} // namespace assay
