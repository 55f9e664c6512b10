// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The kinds of facts, as whoever makes them and whoever reads the fact tables knows them. Numbers are stored and never
// change meaning.

#include <cstdint>

namespace assay {

enum class ActKind : std::uint8_t {
    Command = 1, // one simple command of a shell call; a call of several is several acts of one event
    Edit = 2,
    Read = 3,
    Search = 4, // in files
    Skill = 5,
    Subagent = 6,
    Plan = 7, // a plan handed in, a list of tasks written
    Web = 8,
    Mcp = 9,
    Other = 10,
};

// Unknown: of a shell call that failed as a whole, a part that may have gone well; or no result was written.
enum class ActOutcome : std::uint8_t { Ok = 1, Failed = 2, Denied = 3, Interrupted = 4, Unknown = 5 };

enum class CheckKind : std::uint8_t { None = 0, Test = 1, Lint = 2, Build = 3, Format = 4 };

enum ActFlag : std::uint8_t {
    ActFlagPiped = 1,      // into another command: the exit code is not its own, so a check was judged by its output
    ActFlagRetried = 2,    // did not go well, and the same template came again in the episode
    ActFlagRerun = 4,      // repeats, to the letter, an act of the episode that did not go well
    ActFlagBackground = 8, // nobody waited for it
    ActFlagCommit = 16,    // made a commit
    ActFlagChained = 32,   // one of several commands of a call
    ActFlagUnparsed = 64,  // the shell text was not understood: head and template are "<unparsed>"
    ActFlagRisky = 128,    // as another user, or piped into a shell: no step of it may be drafted
};

enum class ErrorClass : std::uint8_t {
    Other = 0,
    Harness = 1, // the coding agent's own: file not read yet, text to replace not found …; never in a skill
    Env = 2,     // command, file or module missing, version, disk
    Build = 3,
    Test = 4,
    Lint = 5,
    Network = 6,
    Permission = 7,
};

enum class RefusalKind : std::uint8_t { User = 1, Rule = 2, Hook = 3, Nobody = 4 }; // Nobody: there was none to ask

enum class EpisodeOutcome : std::uint8_t { Unknown = 0, Accepted = 1, Refused = 2, Interrupted = 3, Reworked = 4 };

} // namespace assay
