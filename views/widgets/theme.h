// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The look in one place: colours by role, fonts by use, sizes by zoom. Follows the light or dark scheme of the system
// while running. Lives on the GUI thread; one per process, owned by the application object.

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

namespace assay {

enum class Tone {
    Chrome,
    Pane,
    Document,
    Inset,
    Field,
    Button,
    Line,
    StrongLine,
    Text,
    Text2,
    Text3,
    Hover,
    Selection,
    SelectionOff,
    Accent,
    Fill,
    OnFill,
    Error,
    ErrorGround,
    Subagent,
    Ok,
    Warning,
    Tool,
    AddGround,
    AddWord,
    AddText,
    RemoveGround,
    RemoveWord,
    RemoveText,
    Find,
    Type,
    CodeKeyword,
    CodeString,
    CodeNumber,
    CodeFunction,
    Heat1,
    Heat2,
    Heat3,
    Heat4,
    Heat5,
};

enum class Face {
    Meta,    // 11: times, counts, keys
    Row,     // 12: tool lines, second lines
    Mono,    // 12: code, paths, commands
    Base,    // 13
    Prose,   // 13.5: replies
    Prompt,  // 14 semibold: prompts, document titles
    Display, // 20 semibold: the first run only
};

class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Scheme { System, Light, Dark };
    enum class Density { Comfortable, Normal, Compact };

    // Made by the first call, which must come after the application object.
    [[nodiscard]] static Theme *instance();

    // Sets palette, font and style of the application; System follows later changes.
    void apply(Scheme scheme);
    // To be told when a window learns that the platform's theme changed.
    void systemChanged();

    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] QColor color(Tone tone) const { return color(tone, m_dark); }
    [[nodiscard]] static QColor color(Tone tone, bool dark);
    [[nodiscard]] static QPalette palette(bool dark);

    [[nodiscard]] QFont font(Face face) const;
    [[nodiscard]] QFont font(Face face, QFont::Weight weight) const;

    // A length given for the 13 px base, at the present base and zoom.
    [[nodiscard]] int px(qreal length) const;
    [[nodiscard]] qreal zoom() const { return m_zoom; }
    void setZoom(qreal zoom); // kept within 0.7 … 2.5

    // Height of a list row that has `length` at normal density; lines that become one at compact are the row's affair.
    [[nodiscard]] int rowPx(qreal length) const;
    [[nodiscard]] Density density() const { return m_density; }
    void setDensity(Density density);

    // WCAG 2 contrast ratio of two opaque colours, 1 … 21.
    [[nodiscard]] static qreal contrast(const QColor &a, const QColor &b);
    // The colour moved in lightness until it has 4.5:1 on the ground.
    [[nodiscard]] static QColor readable(const QColor &color, const QColor &ground);

    [[nodiscard]] bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed(); // colours or sizes

private:
    explicit Theme(QObject *parent);
    void install();
    [[nodiscard]] static bool systemIsDark();

    Scheme m_scheme = Scheme::System;
    Density m_density = Density::Normal;
    qreal m_zoom = 1;
    qreal m_base = 13;
    QString m_sans;
    QString m_mono;
    bool m_dark = false;
    bool m_installing = false;
};

} // namespace assay
