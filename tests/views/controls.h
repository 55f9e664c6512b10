// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a page must keep for all its controls, whatever stands on it: a name for those who do not see them, and room for
// their words at every size of text. Both tell what is wrong, a line each; empty = nothing.

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QStringList>
#include <QStyle>
#include <QToolButton>
#include <QWidget>

#include "views/widgets/elidedlabel.h"

namespace assay::test {

inline QString controlName(const QWidget *control)
{
    return QStringLiteral("%1 \"%2\" \"%3\"")
        .arg(QString::fromLatin1(control->metaObject()->className()), control->accessibleName(),
             control->property("text").toString().left(60));
}

inline QStringList unnamedControls(const QWidget *page)
{
    QStringList unnamed;
    for (const QWidget *each : page->findChildren<QWidget *>()) {
        const QWidget *parent = each->parentWidget();
        const bool inside = each->objectName().startsWith(QStringLiteral("qt_")) || each->focusProxy() != nullptr ||
                            parent->inherits("QLineEdit") || parent->inherits("QAbstractScrollArea") ||
                            parent->inherits("QComboBoxPrivateContainer");
        const auto *button = qobject_cast<const QAbstractButton *>(each);
        for (const QAction *action : each->inherits("QLineEdit") ? each->actions() : QList<QAction *>()) {
            if (action->text().isEmpty() && action->isVisible() && action->objectName().isEmpty())
                unnamed.append(controlName(each) + QStringLiteral(": a button in it"));
        }
        // A label is called by what it says; selecting it is all its focus is for.
        if (each->inherits("QLabel") || each->focusPolicy() == Qt::NoFocus || inside || each->inherits("QMenu") ||
            (button != nullptr && each->isHidden()))
            continue;
        if (each->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty()))
            unnamed.append(controlName(each));
    }
    return unnamed;
}

inline QStringList cutControls(const QWidget *page)
{
    QStringList cut;
    const auto add = [&cut](const QWidget *control, const QString &why) {
        cut.append(controlName(control) + QStringLiteral(": ") + why);
    };
    for (const QWidget *each : page->findChildren<QWidget *>()) {
        if (!each->isVisible() || each->parentWidget()->inherits("QLineEdit"))
            continue;
        if (const auto *button = qobject_cast<const QAbstractButton *>(each)) {
            const auto *tool = qobject_cast<const QToolButton *>(each);
            const bool iconOnly =
                tool != nullptr && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull();
            const QSize words = button->fontMetrics().size(Qt::TextShowMnemonic, button->text());
            if (iconOnly ? button->iconSize().width() > button->width() : words.width() > button->width())
                add(each, QStringLiteral("%1 px are not wide enough").arg(button->width()));
            else if (!iconOnly && words.height() > button->height() + 2)
                add(each, QStringLiteral("%1 px are not high enough").arg(button->height()));
        } else if (const auto *label = qobject_cast<const QLabel *>(each)) {
            if (label->text().isEmpty())
                continue;
            if (label->wordWrap() && label->heightForWidth(label->width()) > label->height() + 1)
                add(each, QStringLiteral("%1 px are not high enough").arg(label->height()));
            else if (!label->wordWrap() && dynamic_cast<const ElidedLabel *>(label) == nullptr &&
                     label->sizeHint().width() > label->width() + 1)
                add(each, QStringLiteral("%1 px are not wide enough").arg(label->width()));
        } else {
            continue;
        }
        const QWidget *parent = each->parentWidget();
        if (!parent->rect().adjusted(-1, -1, 1, 1).contains(each->geometry()))
            add(each, QStringLiteral("it stands outside of what holds it"));
    }
    return cut;
}

} // namespace assay::test
