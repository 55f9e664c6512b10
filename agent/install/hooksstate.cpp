// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/hooksstate.h"

#include "agent/install/guardedfile.h"
#include "agent/install/hookwiring.h"
#include "agent/install/installplaces.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isThere(const QString &program)
{
    return program.startsWith(u'/') ? QFileInfo(program).isExecutable()
                                    : !QStandardPaths::findExecutable(program).isEmpty();
}

// Why none of our entries is called; `settings` were read well.
QString hindranceOf(const WiredHooks &settings)
{
    for (const QByteArray &command : settings.commands) {
        const QString program = programOf(command);
        if (!isThere(program))
            return u"The hooks call %1, which is not there: nothing is captured from them, and Claude Code shows hook "
                   "errors. Run: assay-agent install"_s.arg(program);
    }
    if (settings.disableAll)
        return u"\"disableAllHooks\" is true in these settings, so Claude Code runs no hook. Sessions are captured "
               u"from "
               "their transcripts only."_s;
    return managedHindrance(managedSettingsFile());
}

QString missingEvents(const WiredHooks &settings)
{
    QStringList missing;
    for (const QString &event : eventsOfEveryClient()) {
        if (!settings.events.contains(event))
            missing.append(event);
    }
    return missing.isEmpty() ? QString() : u"No hook for %1. Run: assay-agent install"_s.arg(missing.join(u", "_s));
}

} // namespace

QString managedHindrance(const QString &managedSettings)
{
    const auto file = readGuarded(managedSettings);
    const auto managed = file && file->bytes ? readHooks(*file->bytes) : Result<WiredHooks>(WiredHooks{});
    if (!managed)
        return {}; // the client cannot read it either
    if (managed->disableAll)
        return u"Whoever manages this machine has switched off all hooks (%1). Sessions are captured from their "
               u"transcripts "
               "only."_s.arg(managedSettings);
    if (managed->managedOnly)
        return u"Whoever manages this machine allows managed hooks only (%1). Sessions are captured from their "
               u"transcripts "
               "only; ask them to add Assay's."_s.arg(managedSettings);
    return {};
}

HooksState hooksState(const QString &claudeDir)
{
    HooksState state;
    state.settingsPath = claudeDir + u"/settings.json"_s;
    const auto file = readGuarded(state.settingsPath);
    if (!file) {
        state.trouble = file.error().what;
        return state;
    }
    const auto wired = readHooks(file->bytes.value_or(QByteArray()));
    if (!wired) {
        state.trouble =
            u"These settings cannot be read, so Claude Code does not follow them: %1."_s.arg(wired.error().what);
        return state;
    }
    state.events = wired->events;
    if (wired->commands.isEmpty())
        return state;
    state.command = QFile::decodeName(wired->commands.first());
    state.trouble = hindranceOf(*wired);
    state.runs = state.trouble.isEmpty() && !state.events.isEmpty();
    if (state.trouble.isEmpty())
        state.trouble = missingEvents(*wired);
    state.wired = state.trouble.isEmpty();
    return state;
}

} // namespace assay
