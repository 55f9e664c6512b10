// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/command.h"

#include <algorithm>

#include <QCoreApplication>
#include <QVariant>
#include <QWidget>

#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto groupProperty = "commandGroup";
constexpr auto descriptionProperty = "commandDescription";
constexpr auto inSightProperty = "commandInSight";

QString groupName(const char *name)
{
    return QCoreApplication::translate("assay::command", name);
}

QList<QAction *> actionsOf(const QWidget *window, bool descriptions)
{
    QList<QAction *> found;
    for (QAction *action : window->findChildren<QAction *>()) {
        if (!commandGroup(action).isEmpty() && isDescriptionOnly(action) == descriptions)
            found.append(action);
    }
    const QStringList groups = {commandgroup::view(),       commandgroup::go(),     commandgroup::sessions(),
                                commandgroup::transcript(), commandgroup::search(), commandgroup::capture(),
                                commandgroup::settings(),   commandgroup::help()};
    const auto place = [&groups](const QAction *action) {
        const qsizetype at = groups.indexOf(commandGroup(action));
        return at < 0 ? groups.size() : at;
    };
    std::stable_sort(found.begin(), found.end(),
                     [&place](const QAction *a, const QAction *b) { return place(a) < place(b); });
    return found;
}

} // namespace

namespace commandgroup {

QString view()
{
    return groupName(QT_TRANSLATE_NOOP("assay::command", "View"));
}

QString go()
{
    return groupName(QT_TRANSLATE_NOOP("assay::command", "Go"));
}

QString sessions()
{
    return groupName(QT_TRANSLATE_NOOP("assay::command", "Sessions"));
}

QString transcript()
{
    return groupName(QT_TRANSLATE_NOOP("assay::command", "Transcript"));
}

QString search()
{
    return groupName(QT_TRANSLATE_NOOP("assay::command", "Search"));
}

QString capture()
{
    return groupName(QT_TRANSLATE_NOOP("assay::command", "Capture"));
}

QString settings()
{
    return groupName(QT_TRANSLATE_NOOP("assay::command", "Settings"));
}

QString help()
{
    return groupName(QT_TRANSLATE_NOOP("assay::command", "Help"));
}

} // namespace commandgroup

QAction *addCommand(QWidget *owner, const CommandText &what, const QList<QKeySequence> &keys, CommandReach reach,
                    std::function<void()> act)
{
    auto *action = new QAction(what.text, owner);
    if (!what.icon.isEmpty())
        action->setIcon(themeIcon(what.icon));
    action->setProperty(groupProperty, what.group);
    action->setProperty(commandIconProperty, what.icon);
    action->setShortcuts(keys);
    action->setShortcutContext(reach == CommandReach::Widget ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
    action->setProperty(inSightProperty, reach == CommandReach::InSight);
    QObject::connect(action, &QAction::triggered, owner, std::move(act));
    owner->addAction(action);
    return action;
}

// Not added to the widget, so its keys stay with it.
void describeKeys(QWidget *owner, const CommandText &what, const QList<QKeySequence> &keys)
{
    auto *action = new QAction(what.text, owner);
    action->setProperty(groupProperty, what.group);
    action->setProperty(descriptionProperty, true);
    action->setShortcuts(keys);
}

QString commandGroup(const QAction *action)
{
    return action->property(groupProperty).toString();
}

bool isDescriptionOnly(const QAction *action)
{
    return action->property(descriptionProperty).toBool();
}

bool isAtHand(const QAction *command)
{
    const auto *owner = qobject_cast<const QWidget *>(command->parent());
    return command->isVisible() && owner != nullptr &&
           (owner->isVisible() ||
            (command->shortcutContext() == Qt::WindowShortcut && !command->property(inSightProperty).toBool()));
}

QStringList commandKeys(const QAction *action)
{
    QStringList keys;
    for (const QKeySequence &each : action->shortcuts())
        keys.append(each.toString(QKeySequence::NativeText));
    return keys;
}

QList<QAction *> commandsOf(const QWidget *window)
{
    return actionsOf(window, false);
}

QList<QAction *> describedKeysOf(const QWidget *window)
{
    return actionsOf(window, true);
}

} // namespace assay
