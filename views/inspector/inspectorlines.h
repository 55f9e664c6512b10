// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What was read of a session, in the words of the inspector. Pure functions of values and the user's locale.

#include "models/data/query/sessioncalls.h"
#include "models/data/query/sessionfacts.h"
#include "models/data/query/turntimes.h"
#include "views/inspector/inspectorline.h"

namespace assay {

[[nodiscard]] SectionContent factLines(const SessionFacts &facts);
[[nodiscard]] SectionContent fileLines(const QList<FileTouched> &files, const QString &folder);
[[nodiscard]] SectionContent commandLines(const QList<CommandRun> &commands);
[[nodiscard]] SectionContent errorLines(const QList<ErrorGroup> &groups);
[[nodiscard]] SectionContent runLines(const QList<RunFacts> &runs, qint64 sessionId);
[[nodiscard]] SectionContent bookmarkLines(const QList<BookmarkedEvent> &bookmarks);
[[nodiscard]] SectionContent turnLines(const TurnTimes &turn);

[[nodiscard]] QString shortModel(const QString &model); // "opus-4-5" of "claude-opus-4-5-20251101"
[[nodiscard]] QString tokensText(const TokenCount &tokens, bool outputIsLowerBound);

} // namespace assay
