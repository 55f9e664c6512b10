// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A line for the filter language: completes, waits for a pause in typing, underlines wrong terms and says below what is
// wrong; keeps what it was used with. GUI thread.

#include <QWidget>

#include "models/data/filter/filter.h"
#include "models/data/query/vocabulary.h"

class QLabel;
class QLineEdit;
class QTimer;

namespace assay {

class FilterAssist;
class FilterEdit;
class VocabularyReader;

class FilterLine final : public QWidget {
    Q_OBJECT

public:
    static constexpr int pauseMs = 120;

    // The icon also names the history: lines with the same icon share it.
    FilterLine(const QString &icon, const QString &placeholder, const QString &accessibleName,
               QWidget *parent = nullptr);
    ~FilterLine() override;

    [[nodiscard]] QString text() const;
    void setText(const QString &text); // reported at once
    [[nodiscard]] QLineEdit *edit() const;

    // By the person's act, so that it can be undone (Ctrl+Z); reported at once. A term is what filterTerm() makes.
    void addTerm(const QString &term);
    void removeTerm(const QString &term);
    void replaceText(const QString &text);

    // Of the wrong terms of the text reported last.
    void setProblems(const QList<FilterProblem> &problems);
    // How much the filter leaves; -1 = not known (yet). 0 is told as an error.
    void setMatches(qint64 matches);

    // For a line whose answers are quick: reported after so long a pause in typing.
    void setPause(int ms);

    // Up and Down then step through the results instead of going there.
    void setStepping(bool on) { m_stepping = on; }

    void setVocabulary(const FilterVocabulary &vocabulary);
    // Takes it from there, and asks for news when it is needed.
    void setVocabulary(VocabularyReader *reader);

    void remember();                          // the present text as a recent one
    [[nodiscard]] QStringList recent() const; // newest first
    void showHistory();
    [[nodiscard]] const FilterAssist *assist() const { return m_assist; }

Q_SIGNALS:
    void changed(const QString &text);
    void entered();          // Return or Down: the reader wants to go on to the results
    void stepped(int by);    // setStepping(): so many results; a page is ±10, the ends ±1'000'000
    void left();             // Escape in the empty field
    void vocabularyWanted(); // the reader begins to type

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addCommands();
    void report();
    void restyle();
    void tell();
    bool takesKey(const QKeyEvent *event);
    bool takesStep(const QKeyEvent *event);
    void clear();
    [[nodiscard]] QList<FilterProblem> shownProblems() const;

    FilterEdit *m_edit;
    FilterAssist *m_assist;
    QLabel *m_problem;
    QTimer *m_pause;
    QString m_reported;
    QList<FilterProblem> m_problems;
    qint64 m_matches = -1;
    bool m_stepping = false;
};

} // namespace assay
