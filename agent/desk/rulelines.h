// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a rule or a setting makes of the file it goes into: everything that is there stays, byte for byte. Pure.

#include "models/data/error.h"

#include <QByteArray>
#include <QStringList>

namespace assay {

// The lines at the end of a CLAUDE.md, in the manner of its line ends; the same bytes when all of them stand in it.
[[nodiscard]] QByteArray withRuleLines(const QByteArray &file, const QByteArray &lines);

// A settings.json (JSON with comments) with what `fragment` holds: an object of "permissions", "hooks" or "env".
// Members that are missing are added, lists get the elements they do not have. Failed when the file is not valid, when
// the fragment is not such an object, or when a value stands there already and is another.
[[nodiscard]] Result<QByteArray> withSettings(const QByteArray &file, const QByteArray &fragment);
// The members of such a fragment; none when it is no object.
[[nodiscard]] QStringList membersOf(const QByteArray &fragment);

} // namespace assay
