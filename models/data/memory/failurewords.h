// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The signature of a failure as a person would say it: "go test: failed test TestRetry". Pure.

#include <QString>

namespace assay {

// As fact_error has it: `head` is empty for another tool than a shell, `text` is masked ("<path>", "<n>") and may be
// empty.
[[nodiscard]] QString failureWords(const QString &tool, const QString &head, const QString &code, const QString &text);

} // namespace assay
