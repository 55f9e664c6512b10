// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A transcript on screen over a test store.

#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/transcriptmodel.h"
#include "tests/support/teststore.h"
#include "views/transcript/transcriptview.h"

namespace assay {

struct ShownTranscript {
    explicit ShownTranscript(TestStore &store)
        : runner(store.file())
        , model(&runner)
    {
        view.setModel(&model);
        view.resize(900, 700);
        view.show();
        view.activateWindow();
        view.setFocus();
        (void)QTest::qWaitForWindowActive(&view);
    }
    ~ShownTranscript() { view.setModel(nullptr); }

    void open(qint64 session)
    {
        const QSignalSpy opened(&model, &TranscriptModel::opened);
        model.open(session);
        QVERIFY(QTest::qWaitFor([&opened] { return !opened.isEmpty(); }));
        settle();
    }
    // All rows in sight are here and painted.
    void settle()
    {
        QVERIFY(QTest::qWaitFor([this] {
            view.viewport()->repaint();
            const int row = view.place().row;
            return model.eventAt(row) != nullptr && model.eventAt(std::min(row + 30, model.rowCount() - 1)) != nullptr;
        }));
        view.viewport()->repaint();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&view, key, modifiers);
        view.viewport()->repaint();
    }

    // Presses, moves and releases, with all that is between already painted.
    void drag(const QPoint &from, const QPoint &to, bool release = true)
    {
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        moveTo(to);
        if (release)
            QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
        view.viewport()->repaint();
    }
    void moveTo(const QPoint &to)
    {
        QMouseEvent move(QEvent::MouseMove, to, view.viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view.viewport(), &move);
    }

    QueryRunner runner;
    TranscriptModel model;
    TranscriptView view;
};

} // namespace assay
