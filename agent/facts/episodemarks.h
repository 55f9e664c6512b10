// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What only the whole of an episode tells: which acts were tried again, how it came out. Part of FactBuilder. Pure.

#include "agent/facts/factbuilder.h"

namespace assay {

// The last episode ends because the person asked again; `pushback`: to take something back.
void closeEpisode(FactsOfSession &facts, bool pushback);
// The session ends.
void closeLastEpisode(FactsOfSession &facts);

} // namespace assay
