// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A draft and a file that somebody wrote by hand, brought together over what both came from. A line written by hand
// stays in the result unless it was given up, one by one; where nothing is known that both came from, every line of the
// file counts as written by hand. Values; any thread.

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

struct MergePart {
    enum class Kind {
        Same,     // nobody changed it
        Draft,    // only the draft did
        Hand,     // only the file did
        Conflict, // both did, each in its way
    };
    enum class Choice {
        Base,   // what both came from
        Draft,  // the draft's lines; with either, lines written by hand stay before them, unless given up
        Hand,   // the file's lines
        Edited, // `edited`
    };
    Kind kind = Kind::Same;
    QStringList base;
    QStringList draft;
    QStringList hand;
    Choice choice = Choice::Base;
    QList<bool> givenUp; // one for each line of `hand` that is not in the base
    QStringList edited;

    // The lines of `hand` that `base` does not hold.
    [[nodiscard]] QStringList handWritten() const;
    [[nodiscard]] QStringList result() const;
};

class ThreeWayMerge {
public:
    ThreeWayMerge() = default;
    // nullptr: nothing is known that both came from.
    ThreeWayMerge(const QString *base, const QString &draft, const QString &hand);

    [[nodiscard]] const QList<MergePart> &parts() const { return m_parts; }
    // Indices of parts that are not Same.
    [[nodiscard]] QList<qsizetype> changes() const;
    [[nodiscard]] bool hasConflict() const;

    void choose(qsizetype part, MergePart::Choice choice);
    void edit(qsizetype part, const QStringList &lines);
    void giveUp(qsizetype part, qsizetype line, bool on = true);

    // Lines keep their ends; the draft's get those that most lines of the file have.
    [[nodiscard]] QString result() const;
    // Lines written by hand that the result does not hold.
    [[nodiscard]] QStringList lost() const;

private:
    QList<MergePart> m_parts;
};

} // namespace assay
