// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The left of the Now page: of what it tells, what goes on now, where the reader was in each project, and what was
// asked before. The questions are kept in the settings. GUI thread.

#include <QWidget>

#include "models/data/query/nowquery.h"
#include "views/widgets/filterhistory.h"

class QListWidget;
class QVBoxLayout;

namespace assay {

class FoldSection;

class NowLists final : public QWidget {
    Q_OBJECT

public:
    explicit NowLists(QWidget *parent = nullptr);

    void show(const NowContents &contents, const QString &workspace);
    void addQuestion(const QString &text);
    void noteAnswer(const AskAnswer &answer); // what came of a question stands below it
    [[nodiscard]] QListWidget *scopes() const { return m_scopes; }
    [[nodiscard]] QListWidget *live() const { return m_live; }
    [[nodiscard]] QListWidget *standings() const { return m_standings; }
    [[nodiscard]] QListWidget *questions() const { return m_questions; }

Q_SIGNALS:
    void scopeChosen(const assay::NowScope &scope);
    void sessionRequested(qint64 sessionId); // a live one, the last one of a project
    void questionChosen(const QString &text);

private:
    QListWidget *addList(QVBoxLayout *column, const QString &key, const QString &title, int stretch,
                         FoldSection **section);
    void showScopes(const NowContents &contents, const QString &workspace);
    void showLive(const NowContents &contents);
    void showStandings(const NowContents &contents);
    void showQuestions();
    [[nodiscard]] QString answersKey() const;
    void restyle();

    FilterHistory m_history;
    QString m_workspace;
    FoldSection *m_scopeSection = nullptr, *m_liveSection = nullptr, *m_standingSection = nullptr;
    FoldSection *m_questionSection = nullptr;
    QListWidget *m_scopes = nullptr, *m_live = nullptr, *m_standings = nullptr, *m_questions = nullptr;
};

} // namespace assay
