// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/theme.h"

#include <array>
#include <cmath>

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QPointer>
#include <QScreen>
#include <QStyleHints>

#include "views/widgets/assaystyle.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct TonePair {
    Tone tone;
    QRgb light;
    QRgb dark;
};

constexpr std::array tones = {
    TonePair{Tone::Chrome, 0xECEDEF, 0x212428},       TonePair{Tone::Pane, 0xF6F6F7, 0x1A1D20},
    TonePair{Tone::Document, 0xFFFFFF, 0x141618},     TonePair{Tone::Inset, 0xF3F4F6, 0x1C1F23},
    TonePair{Tone::Field, 0xFFFFFF, 0x101214},        TonePair{Tone::Button, 0xFBFBFC, 0x2A2E33},
    TonePair{Tone::Line, 0xDADCE0, 0x2D3136},         TonePair{Tone::StrongLine, 0xBDC1C8, 0x474D55},
    TonePair{Tone::Text, 0x1B1E22, 0xE2E4E7},         TonePair{Tone::Text2, 0x434850, 0xB5BAC1},
    TonePair{Tone::Text3, 0x5F656E, 0x8F959E},        TonePair{Tone::Hover, 0xE9EBEE, 0x25292E},
    TonePair{Tone::Selection, 0xD2E2F3, 0x1E3A58},    TonePair{Tone::SelectionOff, 0xE0E2E6, 0x2C3036},
    TonePair{Tone::Accent, 0x1B5E9E, 0x7DB2EC},       TonePair{Tone::Fill, 0x1B5E9E, 0x2C6CB0},
    TonePair{Tone::OnFill, 0xFFFFFF, 0xFFFFFF},       TonePair{Tone::Error, 0xAF251C, 0xF28D84},
    TonePair{Tone::ErrorGround, 0xFCF1F0, 0x241919},  TonePair{Tone::Subagent, 0x6A3FB2, 0xC3A6F4},
    TonePair{Tone::Ok, 0x1B7039, 0x7BCA92},           TonePair{Tone::Warning, 0x80530A, 0xE0B05C},
    TonePair{Tone::Tool, 0x4F5A67, 0xA3ABB6},         TonePair{Tone::AddGround, 0xE5F4E8, 0x14271B},
    TonePair{Tone::AddWord, 0xB4E2BE, 0x23502F},      TonePair{Tone::AddText, 0x12502A, 0xABDFB7},
    TonePair{Tone::RemoveGround, 0xFBE8E6, 0x301A1A}, TonePair{Tone::RemoveWord, 0xF4BDB8, 0x652B28},
    TonePair{Tone::RemoveText, 0x7A1B15, 0xF5B8B2},   TonePair{Tone::Find, 0xFFE48A, 0x5C4A12},
    TonePair{Tone::Type, 0x0D636D, 0x70C2CC},         TonePair{Tone::CodeKeyword, 0x86307A, 0xDB9FD3},
    TonePair{Tone::CodeString, 0x1B6B3A, 0x8CCB9B},   TonePair{Tone::CodeNumber, 0x8A4B06, 0xE0B070},
    TonePair{Tone::CodeFunction, 0x1B5E9E, 0x8ABAF0}, TonePair{Tone::Heat1, 0xD6E4F2, 0x1D2C3C},
    TonePair{Tone::Heat2, 0xA9C8E6, 0x27456A},        TonePair{Tone::Heat3, 0x6FA3D3, 0x356599},
    TonePair{Tone::Heat4, 0x3A7CBA, 0x4F8CCB},        TonePair{Tone::Heat5, 0x1B5E9E, 0x7DB2EC},
};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < tones.size(); ++i) {
        if (static_cast<std::size_t>(tones.at(i).tone) != i)
            return false;
    }
    return true;
}
static_assert(inOrder(), "the table is indexed by Tone");

qreal luminance(const QColor &color)
{
    const auto channel = [](float value) {
        const qreal v = static_cast<qreal>(value);
        return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

QString family(const QString &wanted, QFontDatabase::SystemFont fallback)
{
    if (QFontDatabase::families().contains(wanted))
        return wanted;
    return QFontDatabase::systemFont(fallback).family();
}

} // namespace

Theme *Theme::instance()
{
    static QPointer<Theme> theme;
    if (!theme)
        theme = new Theme(qApp);
    return theme;
}

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_base(std::max(13.0, static_cast<qreal>(QFontInfo(QGuiApplication::font()).pixelSize())))
    , m_sans(family(u"Inter"_s, QFontDatabase::GeneralFont))
    , m_mono(family(u"JetBrains Mono"_s, QFontDatabase::FixedFont))
{
    qApp->installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] { apply(m_scheme); });
#endif
}

QColor Theme::color(Tone tone, bool dark)
{
    const TonePair &pair = tones.at(static_cast<std::size_t>(tone));
    return QColor(dark ? pair.dark : pair.light);
}

QPalette Theme::palette(bool dark)
{
    const auto tone = [dark](Tone wanted) { return color(wanted, dark); };
    QPalette palette;
    palette.setColor(QPalette::Window, tone(Tone::Chrome));
    palette.setColor(QPalette::WindowText, tone(Tone::Text));
    palette.setColor(QPalette::Base, tone(Tone::Document));
    palette.setColor(QPalette::AlternateBase, tone(Tone::Inset));
    palette.setColor(QPalette::Text, tone(Tone::Text));
    palette.setColor(QPalette::PlaceholderText, tone(Tone::Text3));
    palette.setColor(QPalette::Button, tone(Tone::Button));
    palette.setColor(QPalette::ButtonText, tone(Tone::Text));
    palette.setColor(QPalette::Highlight, tone(Tone::Selection));
    palette.setColor(QPalette::HighlightedText, tone(Tone::Text));
    palette.setColor(QPalette::Link, tone(Tone::Accent));
    palette.setColor(QPalette::LinkVisited, tone(Tone::Accent));
    palette.setColor(QPalette::ToolTipBase, tone(Tone::Document));
    palette.setColor(QPalette::ToolTipText, tone(Tone::Text));
    palette.setColor(QPalette::Light, tone(Tone::Document));
    palette.setColor(QPalette::Midlight, tone(Tone::Line));
    palette.setColor(QPalette::Mid, tone(Tone::StrongLine));
    palette.setColor(QPalette::Dark, tone(Tone::StrongLine));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, tone(Tone::Text3));
    return palette;
}

// BrightText and Shadow are left to the system on purpose: a change of its scheme then still reaches us as a changed
// palette.
bool Theme::systemIsDark() const
{
    if (m_systemDark)
        return *m_systemDark;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme told = QGuiApplication::styleHints()->colorScheme();
    if (told != Qt::ColorScheme::Unknown)
        return told == Qt::ColorScheme::Dark;
#endif
    QPalette present = QApplication::palette();
    const auto ours = [&present](bool dark) {
        return present.color(QPalette::Window) == color(Tone::Chrome, dark) &&
               present.color(QPalette::WindowText) == color(Tone::Text, dark);
    };
    if (ours(false) || ours(true)) {
        QApplication::setPalette(QPalette());
        present = QApplication::palette();
    }
    return present.color(QPalette::Window).lightness() < present.color(QPalette::WindowText).lightness();
}

void Theme::apply(Scheme scheme)
{
    if (m_installing)
        return;
    m_installing = true;
    m_scheme = scheme;
    m_dark = scheme == Scheme::System ? systemIsDark() : scheme == Scheme::Dark;
    install();
    m_installing = false;
    Q_EMIT changed();
}

void Theme::install()
{
    if (qobject_cast<AssayStyle *>(QApplication::style()) == nullptr)
        QApplication::setStyle(new AssayStyle);
    QApplication::setPalette(palette(m_dark));
    QApplication::setFont(font(Face::Base));
}

void Theme::setZoom(qreal zoom)
{
    const qreal wanted = std::clamp(zoom, leastZoom, mostZoom);
    if (qFuzzyCompare(wanted, m_zoom))
        return;
    m_zoom = wanted;
    apply(m_scheme);
}

int Theme::px(qreal length) const
{
    return qRound(length * m_base / 13 * m_zoom);
}

int Theme::rowPx(qreal length) const
{
    return px(length) + px(m_density == Density::Comfortable ? 4 : m_density == Density::Compact ? -3 : 0);
}

void Theme::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    apply(m_scheme);
}

void Theme::setReducedMotion(bool reduced)
{
    if (reduced == m_reducedMotion)
        return;
    m_reducedMotion = reduced;
    Q_EMIT changed();
}

QFont Theme::font(Face face) const
{
    const bool heavy = face == Face::Prompt || face == Face::Display;
    return font(face, heavy ? QFont::DemiBold : QFont::Normal);
}

QFont Theme::font(Face face, QFont::Weight weight) const
{
    constexpr std::array<qreal, 8> sizes = {11, 12, 12, 13, 13.5, 14, 17, 20};
    const bool mono = face == Face::Mono;
    QFont font(mono ? m_mono : m_sans);
    font.setStyleHint(mono ? QFont::Monospace : QFont::SansSerif);
    const qreal size = std::max(1.0, sizes.at(static_cast<std::size_t>(face)) * m_base / 13 * m_zoom);
    const QScreen *screen = QGuiApplication::primaryScreen();
    if (face == Face::Prose && screen != nullptr)
        font.setPointSizeF(size * 72 / screen->logicalDotsPerInchY()); // half pixels exist in points only
    else
        font.setPixelSize(qRound(size));
    font.setWeight(weight);
    if (mono)
        font.setStyleStrategy(QFont::PreferNoShaping); // "!=" stays two characters
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    if (!mono)
        font.setFeature("tnum", 1);
#endif
    return font;
}

qreal Theme::contrast(const QColor &a, const QColor &b)
{
    const qreal first = luminance(a);
    const qreal second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor Theme::readable(const QColor &color, const QColor &ground)
{
    const bool towardsWhite = luminance(ground) < 0.18;
    QColor moved = color;
    for (int step = 0; step < 20 && contrast(moved, ground) < 4.5; ++step) {
        const float target = towardsWhite ? 1.0F : 0.0F;
        const auto nearer = [target](float value) { return value + (target - value) * 0.15F; };
        moved = QColor::fromRgbF(nearer(moved.redF()), nearer(moved.greenF()), nearer(moved.blueF()));
    }
    return moved;
}

void Theme::setSystemDark(bool dark)
{
    m_systemDark = dark;
    systemChanged();
}

void Theme::systemChanged()
{
    if (!m_installing && m_scheme == Scheme::System)
        apply(Scheme::System);
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange)
        systemChanged();
    return QObject::eventFilter(watched, event);
}

int px(qreal length)
{
    return Theme::instance()->px(length);
}

} // namespace assay
