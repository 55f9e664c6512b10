// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "tests/views/showntranscript.h"
#include "views/transcript/findbar.h"
#include "views/transcript/gotoline.h"

namespace assay {

// A transcript with the bars a person opens.
struct ReaderWithBars : ShownTranscript {
    explicit ReaderWithBars(TestStore &store, qint64 session)
        : ShownTranscript(store)
    {
        open(session);
    }
    void find(const QString &words)
    {
        QTest::keySequence(&view, QKeySequence::Find);
        QTest::keyClicks(bar()->field(), words);
        QTest::keyClick(bar()->field(), Qt::Key_Return); // at once, without the pause
    }
    [[nodiscard]] FindBar *bar() const { return view.findChild<FindBar *>(); }
    [[nodiscard]] GoToLine *goTo() const { return view.findChild<GoToLine *>(); }
    QString count()
    {
        view.viewport()->repaint(); // what was asked for comes into sight
        return bar()->note()->text();
    }
    void typeInGoTo(const QString &text)
    {
        QTest::keySequence(&view, QKeySequence(Qt::CTRL | Qt::Key_G));
        QTest::keyClicks(goTo()->field(), text);
        QTest::keyClick(goTo()->field(), Qt::Key_Return);
    }
    void clickButton(const QString &name)
    {
        for (QToolButton *button : bar()->findChildren<QToolButton *>()) {
            if (button->accessibleName() == name)
                QTest::mouseClick(button, Qt::LeftButton);
        }
    }
};

} // namespace assay
