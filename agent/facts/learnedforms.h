// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What only many sessions tell about commands. Which first words of an unknown program are verbs: at most 20 different
// ones, seen in 5 lineages. Which values belong to a template: said in 3 lineages and in a fifth of those that fill the
// slot. Both are learned from the earliest n lineages, n = 10 × 1.1^k rounded down: the first ten at the least, so that
// what is learned changes seldom and never depends on the order of arrival. A project teaches itself alone. Pure.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace assay {

// The largest 10 × 1.1^k that is not above `lineages`; 0 below ten.
[[nodiscard]] std::uint32_t learningLineages(std::uint32_t lineages);

// A form that was used in a lineage of a project. lineage: its rank by start.
struct FormUse {
    std::uint32_t project = 0;
    std::uint32_t lineage = 0;
    std::uint32_t form = 0;

    auto operator<=>(const FormUse &) const = default;
};

struct LearnedForm {
    std::string head; // empty: as it was
    std::string tmpl;
};

// By project and form (learnedKey()). `uses`: in any order, also repeated. Forms and their heads by number of the form.
[[nodiscard]] std::unordered_map<std::uint64_t, LearnedForm>
learnedForms(std::vector<FormUse> uses, const std::vector<std::string> &forms,
             const std::vector<std::string_view> &headOfForm);

[[nodiscard]] constexpr std::uint64_t learnedKey(std::uint32_t project, std::uint32_t form)
{
    return (std::uint64_t{project} << 32U) | form;
}

} // namespace assay
