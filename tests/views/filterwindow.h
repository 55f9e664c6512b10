// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

#include "views/widgets/filterassist.h"
#include "views/widgets/filteredit.h"
#include "views/widgets/filterline.h"

namespace assay {

// A line in a window with room below it, and another place for the focus.
struct FilterWindow {
    QWidget frame;
    FilterLine *line =
        new FilterLine(QStringLiteral("filter"), QStringLiteral("Filter"), QStringLiteral("Filter"), &frame);
    QLineEdit *other = new QLineEdit(&frame);

    FilterWindow()
    {
        auto *column = new QVBoxLayout(&frame);
        column->addWidget(line);
        column->addStretch(1);
        column->addWidget(other);
        frame.resize(640, 480);
        FilterVocabulary words;
        words.values.insert(QStringLiteral("tool"),
                            {{QStringLiteral("Bash"), {}, 36}, {QStringLiteral("Read"), {}, 12}});
        words.values.insert(QStringLiteral("project"), {{QStringLiteral("my app"), QStringLiteral("local"), 3}});
        line->setVocabulary(words);
        frame.show();
        line->edit()->setFocus();
        if (!QTest::qWaitForWindowActive(&frame))
            qWarning("the window did not become active");
    }

    void type(const QString &text) const { QTest::keyClicks(line->edit(), text); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(line->edit(), key, modifiers);
    }
    [[nodiscard]] const FilterPopup *popup() const { return line->assist()->popup(); }
    [[nodiscard]] bool isOpen() const { return popup() != nullptr && popup()->isVisible(); }
    [[nodiscard]] QStringList rows() const
    {
        QStringList rows;
        for (int i = 0; i < popup()->rowCount(); ++i)
            rows.append(popup()->row(i).text);
        return rows;
    }
    [[nodiscard]] FilterEdit::State state() const { return static_cast<FilterEdit *>(line->edit())->state(); }
};

} // namespace assay
