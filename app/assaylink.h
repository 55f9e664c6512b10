// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Links to sessions and candidates: assay://session/<id>, assay://session/<id>#<event>, assay://candidate/<key>.
// Anybody may write one, so nothing else is understood, in no other way of writing.

#include <QString>

#include <tl/expected.hpp>

namespace assay {

struct AssayLink {
    QString session;    // its uuid, in small letters; empty = of a candidate
    qint64 eventId = 0; // 0 = its beginning
    QString candidate;  // its whole key
};

// The error is a sentence for the person who followed the link.
[[nodiscard]] tl::expected<AssayLink, QString> parseAssayLink(const QString &link);

} // namespace assay
