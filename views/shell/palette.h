// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything by a few letters: commands, sessions, skills that wait, projects, and the first hits in transcripts. Lies
// over its window while it is open; the focus stays in its field and goes back to where it was.

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include "models/items/namefinder.h"

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QListView;

namespace assay {

class PaletteModel;
class QuickSearch;
struct PaletteRow;

class Palette final : public QWidget {
    Q_OBJECT

public:
    // The commands are those of the window; the runner must outlive it.
    Palette(QueryRunner *runner, QWidget *window);
    ~Palette() override;

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] PaletteModel *model() const { return m_model; }

    // `recent` = ids of sessions seen, the latest first; `top` = where it begins, in the window.
    void open(const QString &text, const QList<qint64> &recent, int top);
    void dismiss();     // gives the focus back
    void forgetNames(); // the store changed

Q_SIGNALS:
    void sessionChosen(qint64 sessionId);
    void eventChosen(qint64 eventId, qint64 sessionId, const QStringList &terms);
    void projectChosen(const QString &key);
    void candidateChosen(const QString &key);
    void searchRequested(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void typed();
    void namesFound(const FoundNames &names);
    void showNames(const FoundNames &names);
    void selectFirst();
    void enterIfAsked();
    [[nodiscard]] bool pressed(QKeyEvent *event);
    void step(int rows);
    void select(int row);
    void choose(int row);
    void run(const PaletteRow &row);
    void rememberCommand(const QString &text);
    void focusMoved(QWidget *now);
    void place();
    void restyle();
    void fadeIn();

    QWidget *m_window;
    NameFinder *m_finder;
    QuickSearch *m_hits;
    PaletteModel *m_model;
    QHBoxLayout *m_head = nullptr;
    QLineEdit *m_edit;
    QLabel *m_hint;
    QListView *m_list;
    QPointer<QWidget> m_before; // had the focus
    QList<qint64> m_recent;
    QStringList m_recentCommands;
    FoundNames m_names; // the last answer
    QElapsedTimer m_since;
    int m_top = 0;
    bool m_moved = false; // the selection, by the reader, since he typed
    bool m_enterWhenFound = false;
};

} // namespace assay
