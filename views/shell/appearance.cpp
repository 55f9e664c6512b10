// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/appearance.h"

#include <QSettings>

#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto schemeKey = "appearance/scheme"_L1;
constexpr auto densityKey = "appearance/density"_L1;
constexpr auto zoomKey = "appearance/zoom"_L1;
constexpr auto motionKey = "appearance/reducedMotion"_L1;

// As words, so that the file can be read.
constexpr const char *schemeNames[] = {"system", "light", "dark"};
constexpr const char *densityNames[] = {"comfortable", "normal", "compact"};

template<std::size_t N>
int placeOf(const QString &name, const char *const (&names)[N], int ifNone)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (name == QLatin1StringView(names[i]))
            return static_cast<int>(i);
    }
    return ifNone;
}

void save()
{
    const Theme *theme = Theme::instance();
    QSettings settings;
    settings.setValue(schemeKey, QLatin1StringView(schemeNames[static_cast<int>(theme->scheme())]));
    settings.setValue(densityKey, QLatin1StringView(densityNames[static_cast<int>(theme->density())]));
    settings.setValue(zoomKey, theme->zoom());
    settings.setValue(motionKey, theme->reducedMotion());
}

} // namespace

void keepAppearance()
{
    Theme *theme = Theme::instance();
    const QSettings settings;
    const int density = placeOf(settings.value(densityKey).toString(), densityNames, 1);
    theme->setDensity(static_cast<Theme::Density>(density));
    theme->setZoom(settings.value(zoomKey, 1.0).toDouble());
    theme->setReducedMotion(settings.value(motionKey, false).toBool());
    theme->apply(static_cast<Theme::Scheme>(placeOf(settings.value(schemeKey).toString(), schemeNames, 0)));
    QObject::connect(theme, &Theme::changed, theme, save);
}

} // namespace assay
