// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The colours of code, one line after the other: a line is read once, with what the line above left open, so only lines
// that are painted (and those above them, once) cost anything. Reading is by tables, never by what a text asks for, and
// takes time linear in the line. Safe on any thread.

#include <QList>
#include <QString>

namespace assay {

enum class CodeTone : quint8 { Keyword, Type, Function, String, Number, Comment, Added, Removed };

struct CodeSpan {
    int start = 0;
    int length = 0;
    CodeTone tone = CodeTone::Keyword;

    bool operator==(const CodeSpan &) const = default;
};

// What a line leaves open for the next one; the default stands before the first line of a text.
struct CodeState {
    enum class Mode : quint8 { Plain, Comment, String, Document, Tag, Fence };
    Mode mode = Mode::Plain;
    int depth = 0; // of nested comments or braces; in plain shell code 1 = the line goes on
    QString until; // what ends a string, a here document, a fence

    bool operator==(const CodeState &) const = default;
};

// A row of the table of languages. Lives as long as the program.
struct Language;

// By the name after a fence ("py", "C++", "tsx"); nullptr = unknown, shown plain.
[[nodiscard]] const Language *languageNamed(const QString &name);
// By the name or extension of a file.
[[nodiscard]] const Language *languageOfFile(const QString &path);

// In order, without overlap. Lines over lineColourLimit characters stay plain. `steps` grows by the characters looked
// at; tests bound it.
[[nodiscard]] QList<CodeSpan> highlightLine(const Language &language, QStringView line, CodeState &state,
                                            qint64 *steps = nullptr);

inline constexpr qsizetype lineColourLimit = 4000;

} // namespace assay
