// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Makes up the bulk of a project: source files from templates, and the steps of somebody who looks around in them.

#include "agent/sample/samplelibrary.h"
#include "agent/sample/samplerandom.h"

#include <string>
#include <vector>

namespace assay {

// Adds made-up files to each project that names a language; the same for every seed.
void addSampleFiles(SampleLibrary &library);

class SampleExplorer final {
public:
    // `quiet` leaves out remarks, for sessions in another language. The references must outlive the explorer.
    SampleExplorer(const SampleLibrary &library, const SampleProject &project, SampleRandom &random, bool quiet);

    // Steps of reading, searching and running commands; none changes a file.
    [[nodiscard]] std::vector<SampleStep> steps(int rounds);

private:
    [[nodiscard]] SampleStep read();
    [[nodiscard]] SampleStep search();
    [[nodiscard]] SampleStep command();
    [[nodiscard]] std::string remark(const std::string &kind);

    const SampleLibrary &m_library;
    const SampleProject &m_project;
    SampleRandom &m_random;
    bool m_quiet;
    std::vector<std::string> m_unread;
    std::vector<std::string> m_nouns;
    std::string m_noun; // what it looks at for a while
};

} // namespace assay
