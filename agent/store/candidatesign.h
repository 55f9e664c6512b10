// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How alike two candidates are, by what they are about and the commands of their steps: hashes that near equals share.
// Pure.

#include "agent/mine/minedcandidate.h"

#include <QByteArray>

namespace assay {

// 64 numbers of four bytes, little endian.
[[nodiscard]] QByteArray candidateSign(const MinedCandidate &candidate);
// 0 … 1: about the share of words that both have; 0 when one of them is empty.
[[nodiscard]] double likeness(const QByteArray &a, const QByteArray &b);

} // namespace assay
