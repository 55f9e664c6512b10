// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/command.h"

#include <QVariant>
#include <QWidget>

#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto groupProperty = "commandGroup";

} // namespace

QAction *addCommand(QWidget *owner, const CommandText &what, const QList<QKeySequence> &keys, CommandReach reach,
                    std::function<void()> act)
{
    auto *action = new QAction(what.text, owner);
    if (!what.icon.isEmpty())
        action->setIcon(themeIcon(what.icon));
    action->setProperty(groupProperty, what.group);
    action->setShortcuts(keys);
    action->setShortcutContext(reach == CommandReach::Window ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
    QObject::connect(action, &QAction::triggered, owner, std::move(act));
    owner->addAction(action);
    return action;
}

QString commandGroup(const QAction *action)
{
    return action->property(groupProperty).toString();
}

QList<QAction *> commandsOf(const QWidget *window)
{
    QList<QAction *> commands;
    for (QAction *action : window->findChildren<QAction *>()) {
        if (!commandGroup(action).isEmpty())
            commands.append(action);
    }
    return commands;
}

} // namespace assay
