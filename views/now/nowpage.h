// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The page Now: what was asked, done, what failed and what is left, of a scope and a window; above it the field that
// takes a question; beside it the evidence. Reads through the runner, writes nothing. GUI thread.

#include <QElapsedTimer>
#include <QWidget>

#include <optional>

#include "models/data/query/nowquery.h"
#include "views/now/nowdocument.h"

class QButtonGroup;
class QLabel;
class QTextBrowser;
class QTimer;
class QUrl;

namespace assay {

class AskBar;
class EmptyState;
class LoadingBar;
class NowEvidencePane;
class NowLists;
class QueryRunner;

class NowPage final : public QWidget {
    Q_OBJECT

public:
    explicit NowPage(QueryRunner *runner, QWidget *parent = nullptr);

    // Something was stored; read again while it is shown, and when it comes to be.
    void refresh();
    void setScope(const NowScope &scope);
    void setWindow(NowWindow window);
    void setDays(const TimeSpan &span); // a window of its own
    void ask(const QString &text);
    void focusField();
    // The summary as Markdown: of a day, its digest.
    [[nodiscard]] QString markdown() const;

    [[nodiscard]] AskBar *askBar() const { return m_bar; }
    [[nodiscard]] NowLists *lists() const { return m_lists; }
    [[nodiscard]] NowEvidencePane *evidence() const { return m_evidence; }
    [[nodiscard]] QTextBrowser *document() const { return m_text; }
    [[nodiscard]] QString freshness() const;
    [[nodiscard]] const std::optional<NowContents> &contents() const { return m_contents; }
    [[nodiscard]] const std::optional<AskAnswer> &answer() const { return m_answer; } // that is shown

Q_SIGNALS:
    void eventRequested(qint64 event, qint64 session);
    void sessionRequested(qint64 session);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildHead();
    void connectParts();
    void read();
    void readSoon();
    void readAgain();
    void readAnswer(const AskQuestion &question);
    void showContents(const Result<NowContents> &read);
    void showAnswer(const Result<AskAnswer> &answer);
    void showDocument();
    void openLink(const QUrl &link);
    void chooseDays();
    void tellFreshness();
    void restyle();

    QueryRunner *m_runner;
    NowLists *m_lists;
    NowEvidencePane *m_evidence;
    AskBar *m_bar;
    QTextBrowser *m_text;
    EmptyState *m_empty;
    LoadingBar *m_loading;
    QLabel *m_title = nullptr;
    QLabel *m_fresh = nullptr;
    QButtonGroup *m_windows = nullptr;
    QTimer *m_clock;
    QTimer *m_soon; // something was stored: read again, but leave what runs its time

    NowScope m_scope;
    NowWindow m_window = NowWindow::Today;
    TimeSpan m_custom;
    std::optional<NowContents> m_contents;
    std::optional<AskQuestion> m_question; // as it is understood now
    std::optional<AskAnswer> m_answer;
    QList<Citation> m_citations;
    NowScope m_askedScope; // that was shown when the question was asked
    QElapsedTimer m_asked, m_readBegun;
    bool m_isReading = false, m_isAnswering = false;
    bool m_isNew = false;     // the question: nobody answered it before
    bool m_readAgain = false; // something was stored meanwhile
    qint64 m_lastMs = 0;      // what the last reading took
    bool m_isStale = true;
};

} // namespace assay
