// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the lexers know of a language. Not for use outside views/text/highlight.

#include <array>
#include <span>

#include <QFlags>
#include <QString>

#include "views/text/highlight/highlight.h"

namespace assay {

enum class Grammar : quint8 { Code, Keyed, Markup, Markdown, Diff, Style };

enum class Trait : quint32 {
    None = 0,
    Calls = 1 << 0,         // a word before "(" is a function
    CapitalTypes = 1 << 1,  // a word that begins with a capital is a type
    BraceTypes = 1 << 2,    // … when "{" follows it, or "[]", "*" or "." stands before it (Go)
    CaseBlind = 1 << 3,     // keywords in any case
    Preprocessor = 1 << 4,  // # begins a directive
    Annotations = 1 << 5,   // @name
    Macros = 1 << 6,        // name!
    Dollars = 1 << 7,       // $name, ${name}
    Commands = 1 << 8,      // the first word of a command is a function; words may hold dashes
    HereDocuments = 1 << 9, // <<WORD
    RawStrings = 1 << 10,   // R"x( … )x" and r#" … "#
    Prefixes = 1 << 11,     // letters before a quote belong to the string
    Characters = 1 << 12,   // ' is a character of one letter, else a mark
    KeyStrings = 1 << 13,   // a string before ":" is a key
    Dashes = 1 << 14,       // words may hold dashes
    FirstWords = 1 << 15,   // keywords count at the start of a line only
    NestedComments = 1 << 16,
};
Q_DECLARE_FLAGS(Traits, Trait)
Q_DECLARE_OPERATORS_FOR_FLAGS(Traits)

struct StringRule {
    QLatin1StringView open;
    QLatin1StringView close;
    char escape = 0;    // before a character that does not end the string; 0 = none
    bool lines = false; // may hold line ends
};

struct Language {
    QLatin1StringView names = {}; // of fences and extensions of files, separated by spaces
    QLatin1StringView files = {}; // whole names of files
    Grammar grammar = Grammar::Code;
    Traits traits = {};
    std::array<QLatin1StringView, 2> lineComments = {};
    QLatin1StringView commentOpen = {};
    QLatin1StringView commentClose = {};
    std::array<StringRule, 4> strings = {};
    QLatin1StringView keywords = {};
    QLatin1StringView types = {};
    QLatin1StringView constants = {};

    [[nodiscard]] bool has(Trait trait) const { return traits.testFlag(trait); }
};

[[nodiscard]] std::span<const Language> allLanguages();
// Whether a word has a tone of its own in the language.
[[nodiscard]] const CodeTone *toneOfWord(const Language &language, QStringView word);

// Of one line at a time, by grammar; each answers the characters it looked at.
[[nodiscard]] qint64 readCode(const Language &language, QStringView line, CodeState &state, QList<CodeSpan> &spans);
[[nodiscard]] qint64 readMarkup(QStringView line, CodeState &state, QList<CodeSpan> &spans);
[[nodiscard]] qint64 readMarkdownSource(QStringView line, CodeState &state, QList<CodeSpan> &spans);
[[nodiscard]] qint64 readPatch(QStringView line, QList<CodeSpan> &spans);
[[nodiscard]] qint64 readStyle(QStringView line, CodeState &state, QList<CodeSpan> &spans);

} // namespace assay
