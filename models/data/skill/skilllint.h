// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is to be said about a SKILL.md: against the open specification, against what Claude Code does with it, and for
// the safety of whoever loads it. Bounded work on any bytes; any thread.

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

enum class LintSeverity {
    Note,    // worth knowing
    Warning, // to be ticked where the file is approved
    Danger,  // the same; a person who did not read it should not load it
    Error,   // no client or no strict reader takes it: never written
};

struct LintFinding {
    int line = 0; // counted from 1; 0 = the file
    QString rule;
    LintSeverity severity = LintSeverity::Note;
    QString message; // a sentence

    bool operator==(const LintFinding &) const = default;
};

struct LintContext {
    QString fileName = QStringLiteral("SKILL.md");
    QString folderName; // empty = unknown: the name is not compared with it
};

// By line, then by severity.
[[nodiscard]] QList<LintFinding> lintSkill(const QByteArray &bytes, const LintContext &context = {});
// A text that is loaded as it stands (a rule line, a CLAUDE.md): only what concerns safety.
[[nodiscard]] QList<LintFinding> lintText(const QByteArray &bytes);

[[nodiscard]] QString severityName(LintSeverity severity); // note, warning, danger, error
// The rules of findings that must be ticked before the text may be written.
[[nodiscard]] QStringList rulesToTick(const QList<LintFinding> &findings);

} // namespace assay
