// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The invented team's stories, as written in stories/*.story. The format is described in stories/README.md.

#include "models/data/error.h"

#include <map>
#include <string>
#include <vector>

namespace assay {

struct SampleStep {
    std::string verb;      // "prompt", "say", "bash" …
    std::string argument;  // rest of the directive's line
    std::string body;      // the lines below it, without the last newline
    bool failed = false;   // "!" behind the verb
    bool parallel = false; // "+" behind the verb: asked for in the same message as the call before
    int number = 1;        // digits behind the "!": the exit code
};

struct SampleStory {
    std::string id;
    std::string project;
    std::map<std::string, std::string> attributes;
    std::vector<SampleStep> steps;

    [[nodiscard]] std::string attribute(const std::string &name, const std::string &otherwise) const;
};

struct SampleProject {
    std::string name;
    std::map<std::string, std::string> attributes; // path, remote, client, model …
    std::map<std::string, std::string> files;      // path below the project's root -> text
};

// One session of the two weeks: which story, how many working days before the end, and when on that day.
struct SampleDate {
    int daysBack = 0;
    int minuteOfDay = 0;
    std::string story;
};

struct SampleLibrary {
    std::map<std::string, SampleProject> projects;
    std::map<std::string, SampleStory> stories;
    std::map<std::string, std::vector<SampleStory>> snippets;  // by project: pieces of work that stories mix in
    std::map<std::string, std::vector<std::string>> templates; // by name, see stories/README.md
    std::vector<SampleDate> calendar;                          // oldest first
};

// Reads the stories built into the program and makes up the bulk of the projects' files. An error is a mistake in a
// story file and names the line.
[[nodiscard]] Result<SampleLibrary> loadSampleLibrary();

// Adds what `text` tells to `library`.
[[nodiscard]] Result<> readStoryText(const std::string &text, SampleLibrary &library);

} // namespace assay
