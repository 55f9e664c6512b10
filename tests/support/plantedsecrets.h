// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Transcript lines with secrets planted in them, the same for a seed on every machine: each shape of secretshapes.h, in
// the ways people and programs write it, in every place of a transcript.

#include <cstdint>
#include <string>
#include <vector>

namespace assay::test {

struct PlantedSecret {
    std::string shape;               // "github-classic"
    std::string carrier;             // how it is written: "env", "yaml" …
    std::string wrapper;             // what is around that: "diff", "json-in-json" …
    std::string place;               // where in the transcript: "prompt", "tool-input" …
    std::string line;                // one line of a transcript, JSON
    std::vector<std::string> bodies; // no run of 10 characters of these may survive (shorter ones: as a whole)
};

[[nodiscard]] std::vector<PlantedSecret> plantSecrets(std::uint64_t seed, std::size_t count);

// What of the bodies is still in a redacted text; empty = nothing. Looks into strings that hold JSON, and past colour
// codes.
[[nodiscard]] std::string survivor(const PlantedSecret &secret, const std::string &redacted);

// The decoded fields of a line as Redactor::mayContainSecret() is given them; what is not JSON is given as it stands.
[[nodiscard]] std::string fieldsOf(const std::string &line);

// A line of a transcript that says this text in the place of that number.
[[nodiscard]] std::size_t placeCount();
[[nodiscard]] std::string transcriptLine(std::size_t place, const std::string &text);
[[nodiscard]] std::string placeName(std::size_t place);

} // namespace assay::test
