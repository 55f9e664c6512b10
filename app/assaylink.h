// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Links to sessions: assay://session/<id> and assay://session/<id>#<event>. Anybody may write one, so nothing else is
// understood, in no other way of writing.

#include <QString>

#include <tl/expected.hpp>

namespace assay {

struct AssayLink {
    QString session;    // its uuid, in small letters
    qint64 eventId = 0; // 0 = its beginning
};

// The error is a sentence for the person who followed the link.
[[nodiscard]] tl::expected<AssayLink, QString> parseAssayLink(const QString &link);

} // namespace assay
