// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Small pictures for sample sessions, made without Gui.

#include "agent/sample/samplerandom.h"

#include <string>

namespace assay {

// A PNG (8 bit RGB) of a plain chart with coloured bars on a light ground, in base64 as transcripts carry it.
[[nodiscard]] std::string sampleChartPng(SampleRandom &random, int width, int height);

} // namespace assay
