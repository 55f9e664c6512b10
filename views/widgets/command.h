// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a person can do by key, menu or palette. A command is a QAction of the widget it works on; menu, palette and
// shortcut sheet find them all by their group. GUI thread.

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>

class QWidget;

namespace assay {

struct CommandText {
    QString group; // heading in the palette and the sheet: "Transcript", "Sessions"
    QString text;  // what it does, as a menu says it
    QString icon = {};
};

// Where its keys work: in the whole window, or while `owner` or a child of it has the focus.
enum class CommandReach { Window, Widget };

// Owned by `owner`.
QAction *addCommand(QWidget *owner, const CommandText &what, const QList<QKeySequence> &keys, CommandReach reach,
                    std::function<void()> act);

[[nodiscard]] QString commandGroup(const QAction *action); // empty = no command
// All below a window, in the order they were added.
[[nodiscard]] QList<QAction *> commandsOf(const QWidget *window);

} // namespace assay
