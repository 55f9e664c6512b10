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

// The groups in the order of the menu. Others may be used and come after these.
namespace commandgroup {
[[nodiscard]] QString view();
[[nodiscard]] QString go();
[[nodiscard]] QString sessions();
[[nodiscard]] QString transcript();
[[nodiscard]] QString search();
[[nodiscard]] QString capture();
[[nodiscard]] QString settings();
[[nodiscard]] QString help();
} // namespace commandgroup

struct CommandText {
    QString group; // heading in the palette and the sheet: "Transcript", "Sessions"
    QString text;  // what it does, as a menu says it
    QString icon = {};
};

// Property of a command: the name of its icon.
inline constexpr auto commandIconProperty = "commandIcon";

// Where its keys work: in the whole window, in it while `owner` is to be seen, or while `owner` or a child of it has
// the focus.
enum class CommandReach { Window, InSight, Widget };

// Owned by `owner`.
QAction *addCommand(QWidget *owner, const CommandText &what, const QList<QKeySequence> &keys, CommandReach reach,
                    std::function<void()> act);

// For the sheet only: keys that `owner` takes by itself, like the arrows of a list.
void describeKeys(QWidget *owner, const CommandText &what, const QList<QKeySequence> &keys);

[[nodiscard]] QString commandGroup(const QAction *action); // empty = no command
// Whether it can be given now: what it works on is to be seen. (Whether it can act, isEnabled() tells.)
[[nodiscard]] bool isAtHand(const QAction *command);
[[nodiscard]] bool isDescriptionOnly(const QAction *action);
// Its keys as the platform writes them: "Ctrl+Shift+F"; empty = none.
[[nodiscard]] QStringList commandKeys(const QAction *action);

// All below a window and of itself, by group, then in the order they were added. Without those that only describe.
[[nodiscard]] QList<QAction *> commandsOf(const QWidget *window);
[[nodiscard]] QList<QAction *> describedKeysOf(const QWidget *window);

} // namespace assay
