// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which acts count as steps, and what everybody does anyway: tables, and how they are read.

#include "agent/facts/factcorpus.h"

#include <string>
#include <string_view>

namespace assay {

// Looking around: too common between the steps of anything to be one.
[[nodiscard]] bool isLook(std::string_view head);
// Ubiquitous in every project: no news without a flag or a name of the project's own.
[[nodiscard]] bool isUbiquitous(std::string_view head);
// "git commit --amend" says more than "git commit -m <string>": a flag beyond the usual ones, a word that is no
// program.
[[nodiscard]] bool hasOwnWords(std::string_view tmpl);
// Of the project's own: neither an edit nor what everybody does without words of one's own.
[[nodiscard]] bool isOwnStep(std::string_view step);
// Never drafted as a step: deletes what is not asked for, overrides what protects, runs what it downloads, reads
// secrets.
[[nodiscard]] bool isDangerous(std::string_view form);

// The step that an act is in a ritual: its head, "edit", or the head and " (fails)" of a test that failed; empty =
// none.
[[nodiscard]] std::string stepOf(const FactCorpus &corpus, const FactAct &act);

} // namespace assay
