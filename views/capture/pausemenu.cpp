// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/pausemenu.h"

#include <QDateTime>
#include <QMenu>

#include "views/capture/capturedoor.h"
#include "views/widgets/translation.h"

namespace assay {

namespace {

constexpr int morning = 8;

} // namespace

QList<PauseSpan> pauseSpans(const QDateTime &now)
{
    const QDateTime tomorrow(now.date().addDays(1), QTime(morning, 0), now.timeSpec());
    return {{tr("For 15 minutes"), 15 * 60},
            {tr("For 1 hour"), 60 * 60},
            {tr("Until tomorrow, 8 o'clock"), now.secsTo(tomorrow)},
            {tr("Until I resume it"), -1}};
}

QMenu *makePauseMenu(CaptureDoor *door, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setAccessibleName(tr("Pause capture"));
    for (const PauseSpan &span : pauseSpans(QDateTime::currentDateTime()))
        menu->addAction(span.text);
    QObject::connect(menu, &QMenu::triggered, door, [menu, door](QAction *action) {
        const qsizetype which = menu->actions().indexOf(action);
        door->pause(pauseSpans(QDateTime::currentDateTime()).at(which).seconds);
    });
    return menu;
}

} // namespace assay
