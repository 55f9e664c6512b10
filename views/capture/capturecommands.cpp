// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/capturecommands.h"

#include <QAction>
#include <QDateTime>
#include <QWidget>

#include "views/capture/capturedoor.h"
#include "views/capture/pausemenu.h"
#include "views/widgets/command.h"
#include "views/widgets/translation.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

void addCaptureCommands(QWidget *window, CaptureDoor *door)
{
    const QString group = commandgroup::capture();
    QList<QAction *> pauses;
    const QList<PauseSpan> spans = pauseSpans(QDateTime::currentDateTime());
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const QString text = tr("Pause capture: %1").arg(spans.at(i).text);
        pauses.append(addCommand(window, {group, text, u"pause"_s}, {}, CommandReach::Window,
                                 [door, i] { door->pause(pauseSpans(QDateTime::currentDateTime()).at(i).seconds); }));
    }
    QAction *resume = addCommand(window, {group, tr("Resume capture"), u"play"_s}, {}, CommandReach::Window,
                                 [door] { door->resume(); });
    const auto show = [door, pauses, resume] {
        const CaptureHealth::State state = door->health().state;
        for (QAction *pause : pauses)
            pause->setEnabled(state == CaptureHealth::State::Running || state == CaptureHealth::State::Paused);
        resume->setEnabled(state == CaptureHealth::State::Paused);
    };
    QObject::connect(door, &CaptureDoor::healthChanged, window, show);
    show();
}

} // namespace assay
