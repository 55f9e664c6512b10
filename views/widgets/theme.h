// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The look in one place: colours by role, fonts by use, sizes by zoom. Follows the light or dark scheme of the system
// while running. Lives on the GUI thread; one per process, owned by the application object.

#include <optional>

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

#include "views/widgets/tones.h"

namespace assay {

class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Scheme { System, Light, Dark };
    enum class Density { Comfortable, Normal, Compact };

    // Made by the first call, which must come after the application object.
    [[nodiscard]] static Theme *instance();

    // Sets palette, font and style of the application; System follows later changes.
    void apply(Scheme scheme);
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    // What the desktop says it wants, where it can be asked; else its palette tells.
    void setSystemDark(bool dark);
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
    static constexpr qreal leastZoom = 0.9;
    static constexpr qreal mostZoom = 2.0;
    void setZoom(qreal zoom); // kept within those

    // Height of a list row that has `length` at normal density; lines that become one at compact are the row's affair.
    [[nodiscard]] int rowPx(qreal length) const;
    [[nodiscard]] Density density() const { return m_density; }
    void setDensity(Density density);

    // Nothing fades or stays lit for a moment.
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);

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
    [[nodiscard]] bool systemIsDark() const;

    Scheme m_scheme = Scheme::System;
    Density m_density = Density::Normal;
    std::optional<bool> m_systemDark;
    bool m_reducedMotion = false;
    qreal m_zoom = 1;
    qreal m_base = 13;
    QString m_sans;
    QString m_mono;
    bool m_dark = false;
    bool m_installing = false;
};

// A length of the theme in use, in pixels of the window.
[[nodiscard]] int px(qreal length);

} // namespace assay
