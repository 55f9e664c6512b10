// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The right pane: what the open session and its selected event are, in figures. Reads through the runner, one section
// after the other so that pages of the transcript are read between them, and again only when the session changed.

#include <QWidget>

#include "models/data/query/sessionfacts.h"
#include "models/data/query/turntimes.h"
#include "views/inspector/inspectorline.h"

class QScrollArea;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace assay {

class AgentDoor;
class CareEditor;
class EmptyState;
class FoldSection;
class LineList;
class LoadingBar;
class QueryRunner;
class RawView;

class InspectorPane final : public QWidget {
    Q_OBJECT

public:
    InspectorPane(QueryRunner *runner, AgentDoor *door, QWidget *parent = nullptr);

    void setSession(qint64 sessionId); // 0 = none
    void setEvent(qint64 eventId);     // the current one of the transcript; 0 = none
    void refresh();                    // the store changed
    void editNote();                   // opens the section and puts the cursor there

    enum class Section { Facts, Files, Errors, Runs, Commands, Summary, Care, Turn, Raw }; // as they are read
    [[nodiscard]] FoldSection *section(Section which) const;
    [[nodiscard]] LineList *list(Section which) const; // nullptr of Raw; of Care the bookmarks
    [[nodiscard]] CareEditor *care() const { return m_care; }
    [[nodiscard]] RawView *raw() const { return m_raw; }

Q_SIGNALS:
    void eventRequested(qint64 eventId);
    void runRequested(qint64 sessionId, qint64 runId); // run 0 = the session
    void filterRequested(const QString &term);         // add it to the filter of the list
    void waterfallRequested();
    void noted(const QString &text); // for the status bar
    void settled();                  // everything that was to be read is shown

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Part {
        FoldSection *fold = nullptr;
        LineList *list = nullptr;
    };

    void buildSections();
    Part build(Section which, const QString &key, const QString &title, bool openAtFirst);
    void buildCare(Part &part);
    void buildTurn(Part &part);
    void fill(Section which, const SectionContent &content);
    void forgetEvent();
    void clear();
    void readFacts();
    void takeFacts(const SessionFacts &facts);
    void readCalls(Section which); // and then the next one
    template<typename Value>
    void readSection(Section which, Result<Value> (*read)(Database &, qint64),
                     std::function<SectionContent(const Value &)> words);
    void readEvent();
    void readTurn();
    void readRaw();
    void settle();
    void fail(const Error &error);
    void restyle();

    QueryRunner *m_runner;
    AgentDoor *m_door;
    LoadingBar *m_bar;
    EmptyState *m_empty;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column = nullptr;
    QList<Part> m_parts; // by Section
    CareEditor *m_care = nullptr;
    RawView *m_raw = nullptr;
    QToolButton *m_waterfall = nullptr;
    QTimer *m_soon; // while the keys are held not each row is read
    QObject m_factsSlot, m_callsSlot, m_turnSlot, m_rawSlot;
    qint64 m_session = 0;
    qint64 m_event = 0;
    SessionFacts m_facts;
    TurnTimes m_turn;
    bool m_reading = false; // facts or calls
    bool m_again = false;   // the store changed meanwhile
};

} // namespace assay
