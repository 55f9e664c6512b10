// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How the Now page words spans, scopes and answers.

#include <QString>

#include "models/data/query/nowquery.h"

namespace assay {

[[nodiscard]] QString spanWords(const TimeSpan &span); // "14:20 to 14:35", with the date where it is not today
// "Today in workspace default", "The last hour in payments".
[[nodiscard]] QString nowTitle(NowWindow window, const NowContents &contents, const QString &workspace);
[[nodiscard]] QString outcomeWords(AskOutcome outcome);        // "failed", "anything" …
[[nodiscard]] QString answerHeadline(const AskAnswer &answer); // "17 failures in 3 sessions"

} // namespace assay
