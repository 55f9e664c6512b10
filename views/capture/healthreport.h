// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The health of the capture as text for an issue or a colleague: no content of sessions, but paths.

#include <QList>
#include <QString>

namespace assay {

struct CaptureHeadline;
class FigureRows;

[[nodiscard]] QString healthReport(const CaptureHeadline &headline, const QList<FigureRows *> &sections);

} // namespace assay
