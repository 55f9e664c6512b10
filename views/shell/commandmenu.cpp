// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/commandmenu.h"

#include <QMenu>

#include "views/widgets/command.h"

namespace assay {

namespace {

void fill(QMenu *menu, const QWidget *window)
{
    // The menus of the groups; clear() leaves them alive.
    qDeleteAll(menu->findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly));
    menu->clear();
    QMenu *group = nullptr;
    for (QAction *command : commandsOf(window)) {
        if (!isAtHand(command))
            continue;
        const QString name = commandGroup(command);
        if (group == nullptr || group->title() != name)
            group = menu->addMenu(name);
        group->addAction(command);
    }
}

} // namespace

QMenu *makeCommandMenu(QWidget *window)
{
    auto *menu = new QMenu(window);
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, window] { fill(menu, window); });
    return menu;
}

} // namespace assay
