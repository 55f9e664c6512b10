// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One line of a section of the inspector, as a value. Texts are shown as they stand: made visible by whoever fills
// them.

#include <QList>
#include <QString>

#include "views/widgets/theme.h"

namespace assay {

struct LineFigure {
    QString text;
    Tone tone = Tone::Text3;
    QString icon = {};
    bool strong = false;

    bool operator==(const LineFigure &) const = default;
};

struct InspectorLine {
    QString key;        // the same for the same thing after the store changed
    QString label = {}; // column at the left; lines with one have no icon
    QString icon = {};
    Tone iconTone = Tone::Text3;
    QString lead = {};   // dimmed before the text: the folder of a file
    bool isPath = false; // elided in the middle
    QString text = {};
    QString note = {}; // dimmed behind it: "estimate"
    Tone tone = Tone::Text;
    bool mono = false;
    bool wraps = false; // into a second line, where it has no icon
    int indent = 0;
    QList<LineFigure> figures = {}; // at the right, in their order
    QString tip = {};
    QString copy = {};         // what Copy copies; empty = the text
    QString term = {};         // of the filter; empty = none
    QList<qint64> events = {}; // what a click jumps to, one after the other
    qint64 sessionId = 0;      // else: a session to open
    qint64 runId = 0;          // a run that can be opened as a document

    [[nodiscard]] bool isLink() const { return !events.isEmpty() || sessionId != 0 || runId != 0; }

    bool operator==(const InspectorLine &) const = default;
};

struct SectionContent {
    QString figure; // at the right of the heading, readable when it is folded
    QList<InspectorLine> lines;
};

} // namespace assay
