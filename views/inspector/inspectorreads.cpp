// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What the inspector reads, and when.
#include <QScrollArea>
#include <QTimer>

#include "models/items/ask.h"
#include "models/items/jsonlines.h"
#include "views/inspector/careeditor.h"
#include "views/inspector/foldsection.h"
#include "views/inspector/inspectorlines.h"
#include "views/inspector/inspectorpane.h"
#include "views/inspector/linelist.h"
#include "views/inspector/rawview.h"
#include "views/inspector/summarylines.h"
#include "views/timeline/timelinewords.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/loadingbar.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Whether what the calls did may be another: the facts tell without a look at the events.
bool sameCalls(const SessionRow &a, const SessionRow &b)
{
    return a.id == b.id && a.eventsTotal == b.eventsTotal && a.endedAt == b.endedAt && a.errors == b.errors &&
           a.subagents == b.subagents && a.toolCalls == b.toolCalls;
}

} // namespace

void InspectorPane::setSession(qint64 sessionId)
{
    if (sessionId == m_session) {
        refresh();
        return;
    }
    m_session = sessionId;
    forgetEvent();
    m_reading = m_again = false;
    if (sessionId == 0) {
        clear();
        return;
    }
    readFacts();
}

// Of another session until the current event of this one is known.
void InspectorPane::forgetEvent()
{
    m_event = 0;
    m_soon->stop();
    m_turn = {};
    list(Section::Turn)->clearLines();
    for (const Section which : {Section::Turn, Section::Raw})
        section(which)->setFigure({});
    m_raw->setText({}, {}, {});
}

void InspectorPane::clear()
{
    m_facts = {};
    m_turn = {};
    m_care->setCare({}, {}, {});
    for (const Part &part : std::as_const(m_parts)) {
        if (part.list != nullptr)
            part.list->clearLines();
        part.fold->setFigure({});
    }
    m_raw->setText({}, {}, {});
    m_bar->end();
    m_scroll->hide();
    m_empty->show();
}

// A reading under way is let end: it would be put off for ever by a steady import.
void InspectorPane::refresh()
{
    if (m_session == 0)
        return;
    if (m_reading)
        m_again = true;
    else
        readFacts();
}

void InspectorPane::readFacts()
{
    m_reading = true;
    m_bar->begin();
    ask<SessionFacts>(
        *m_runner, QueryRunner::Lane::Figures, &m_factsSlot, true,
        [session = m_session](Database &db) { return readSessionFacts(db, session); },
        [this, session = m_session](const Result<SessionFacts> &facts) {
            if (session != m_session)
                return;
            if (facts)
                takeFacts(*facts);
            else
                fail(facts.error());
        });
}

void InspectorPane::fail(const Error &error)
{
    m_reading = false;
    m_bar->end();
    if (m_facts.session.id == m_session) {
        Q_EMIT noted(error.what); // what is shown stays
        return;
    }
    m_empty->showError(error.what);
    m_scroll->hide();
    m_empty->show();
}

void InspectorPane::takeFacts(const SessionFacts &facts)
{
    const bool other = facts.session.id != m_facts.session.id;
    const bool same = sameCalls(facts.session, m_facts.session);
    if (other) {
        for (const Part &part : std::as_const(m_parts)) {
            if (part.list != nullptr)
                part.list->clearLines();
        }
    }
    m_facts = facts;
    m_empty->hide();
    m_scroll->show();
    fill(Section::Facts, factLines(facts));
    m_care->setCare(facts.session.uuid, facts.tags, facts.note);
    const SectionContent bookmarks = bookmarkLines(facts.bookmarks);
    list(Section::Care)->setLines(bookmarks.lines);
    QStringList care;
    if (!facts.tags.isEmpty())
        care.append(pluralText(facts.tags.size(), tr("%1 tag"), tr("%1 tags")));
    if (!facts.note.isEmpty())
        care.append(tr("note"));
    if (!bookmarks.figure.isEmpty())
        care.append(bookmarks.figure);
    section(Section::Care)->setFigure(care.isEmpty() ? tr("none") : care.join(u" · "_s));
    if (same) {
        readCalls(Section::Summary); // it may have been behind
        return;
    }
    m_turn = {}; // it may have grown
    readCalls(Section::Files);
    if (m_event != 0)
        m_soon->start();
}

template<typename Value>
void InspectorPane::readSection(Section which, Result<Value> (*read)(Database &, qint64),
                                std::function<SectionContent(const Value &)> words)
{
    ask<Value>(
        *m_runner, QueryRunner::Lane::Figures, &m_callsSlot, true,
        [read, session = m_session](Database &db) { return read(db, session); },
        [this, which, words = std::move(words), session = m_session](const Result<Value> &value) {
            if (session != m_session)
                return;
            if (!value) {
                fail(value.error());
                return;
            }
            fill(which, words(*value));
            readCalls(static_cast<Section>(static_cast<int>(which) + 1));
        });
}

void InspectorPane::readCalls(Section which)
{
    switch (which) {
    case Section::Files:
        readSection<QList<FileTouched>>(which, readFilesTouched, [folder = m_facts.session.cwd](const auto &files) {
            return fileLines(files, folder);
        });
        return;
    case Section::Errors:
        readSection<QList<ErrorGroup>>(which, readErrorGroups, errorLines);
        return;
    case Section::Runs:
        readSection<QList<RunFacts>>(which, readRunFacts,
                                     [session = m_session](const auto &runs) { return runLines(runs, session); });
        return;
    case Section::Commands:
        readSection<QList<CommandRun>>(which, readCommandsRun, commandLines);
        return;
    case Section::Summary:
        readSection<SessionSummary>(which, readSessionSummary, summaryLines);
        return;
    default:
        settle();
    }
}

void InspectorPane::settle()
{
    m_reading = false;
    m_bar->end();
    Q_EMIT settled();
    if (std::exchange(m_again, false))
        readFacts();
}

void InspectorPane::setEvent(qint64 eventId)
{
    if (eventId == m_event)
        return;
    m_event = eventId;
    m_soon->start();
}

void InspectorPane::readEvent()
{
    if (m_event == 0 || m_session == 0)
        return;
    readTurn();
    readRaw();
}

// Also while the section is folded: its heading tells the figure. The same turn is not read for each of its events.
void InspectorPane::readTurn()
{
    const auto isEvent = [this](const TurnSpan &span) { return span.eventId == m_event; };
    if (m_turn.promptEvent == m_event || std::any_of(m_turn.spans.cbegin(), m_turn.spans.cend(), isEvent))
        return;
    ask<TurnTimes>(
        *m_runner, QueryRunner::Lane::Figures, &m_turnSlot, true,
        [event = m_event](Database &db) { return readTurnTimes(db, event); },
        [this](const Result<TurnTimes> &turn) {
            if (!turn || turn->sessionId != m_session)
                return;
            m_turn = *turn;
            fill(Section::Turn, turnLines(m_turn));
        });
}

void InspectorPane::readRaw()
{
    struct Shown {
        RawEvent raw;
        RawTreeModel::Trees trees;
    };
    const bool open = section(Section::Raw)->isOpen();
    ask<Shown>(
        *m_runner, QueryRunner::Lane::Paging, &m_rawSlot, true,
        [event = m_event, open](Database &db) -> Result<Shown> {
            auto raw = readRawEvent(db, event, open);
            if (!raw)
                return tl::unexpected(raw.error());
            Shown shown = {*raw, {}};
            if (raw->cut) // the beginning of a line is no JSON
                return shown;
            for (QString *line : {&shown.raw.line, &shown.raw.resultLine}) {
                auto tree = JsonTree::read(*line);
                if (tree != nullptr)
                    shown.trees.append(std::move(tree));
                *line = indentedJson(*line);
            }
            return shown;
        },
        [this, open](const Result<Shown> &shown) {
            if (!shown) {
                section(Section::Raw)->setFigure({});
                m_raw->setText({}, {}, shown.error().what);
                return;
            }
            const RawEvent &raw = shown->raw;
            section(Section::Raw)
                ->setFigure(u"%1 · %2"_s.arg(eventWords(raw.kind, Outcome::None, raw.tool), bytesText(raw.bytes)));
            if (!open)
                return;
            const QString both = raw.resultLine.isEmpty() ? raw.line : raw.line + u"\n\n"_s + raw.resultLine;
            m_raw->setText(both, shown->trees,
                           raw.cut ? tr("Only the first %1 are shown.").arg(bytesText(rawEventLimit)) : QString());
        });
}

} // namespace assay
