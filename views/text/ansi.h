// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Output of a terminal as text with styles. Colours and weights (SGR sequences, ECMA-48 §8.3.117) become spans; every
// other escape sequence stays in the text, visible and dimmed: a moved cursor or an erased line never hides what was
// written. A lone carriage return becomes a line end for the same reason. Safe on any thread.

#include <QColor>
#include <QList>
#include <QString>

namespace assay {

// The eight colours a theme gives, then those told by number.
enum class AnsiColor { Default, Black, Red, Green, Yellow, Blue, Magenta, Cyan, White, Exact };

struct AnsiStyle {
    AnsiColor color = AnsiColor::Default;
    AnsiColor ground = AnsiColor::Default;
    QRgb exactColor = 0;
    QRgb exactGround = 0;
    bool bold = false;
    bool faint = false;
    bool italic = false;
    bool underline = false;
    bool strike = false;
    bool inverse = false;
    bool escape = false; // a sequence that is shown, not obeyed

    bool operator==(const AnsiStyle &) const = default;
};

struct AnsiSpan {
    qsizetype start = 0;
    qsizetype length = 0;
    AnsiStyle style;

    bool operator==(const AnsiSpan &) const = default;
};

struct AnsiText {
    QString text;          // lines end with '\n'; control characters are visible
    QList<AnsiSpan> spans; // in order, only where the style is not the default
};

[[nodiscard]] AnsiText readAnsi(const QString &output);

} // namespace assay
