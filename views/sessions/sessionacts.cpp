// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/sessions/sessionacts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include "models/data/export/resumecommand.h"
#include "models/data/filter/filterterm.h"
#include "models/data/query/carequery.h"
#include "models/data/query/sessionquery.h"
#include "models/items/ask.h"
#include "views/sessions/noteeditor.h"
#include "views/sessions/sessiontree.h"
#include "views/sessions/tageditor.h"
#include "views/shell/agentdoor.h"
#include "views/widgets/command.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype idsAtOnce = 2'000; // a statement names them all

Result<QList<SessionRow>> readInParts(Database &db, const QList<qint64> &ids)
{
    QList<SessionRow> rows;
    for (qsizetype first = 0; first < ids.size(); first += idsAtOnce) {
        const auto part = readSessions(db, ids.mid(first, idsAtOnce));
        if (!part)
            return part;
        rows += *part;
    }
    return rows;
}

QStringList uuidsOf(const QList<SessionRow> &sessions)
{
    QStringList uuids;
    for (const SessionRow &session : sessions)
        uuids.append(session.uuid);
    return uuids;
}

struct TagsToChoose {
    QList<SessionRow> sessions;
    QStringList all;
};

struct NoteToEdit {
    SessionRow session;
    QString text;
};

} // namespace

SessionActs::SessionActs(QueryRunner *runner, AgentDoor *door, SessionTree *tree)
    : QObject(tree)
    , m_runner(runner)
    , m_door(door)
    , m_tree(tree)
    , m_menu(new QMenu(tree))
{
    m_forOne.append(add(tr("Open"), u"open"_s, {}, [this] { Q_EMIT openRequested(); }));
    m_menu->addSeparator();
    addCopies();
    m_menu->addSeparator();
    addCare();
    m_menu->addSeparator();
    addFilters();
    m_menu->addSeparator();
    m_forSome.append(add(tr("Delete"), u"trash"_s, {QKeySequence(Qt::Key_Delete)}, [this] { remove(); }));
    selectionChanged();
}

QAction *SessionActs::add(const QString &text, const QString &icon, const QList<QKeySequence> &keys,
                          std::function<void()> act)
{
    QAction *action = addCommand(m_tree, {tr("Sessions"), text, icon}, keys, CommandReach::Widget, std::move(act));
    m_menu->addAction(action);
    return action;
}

void SessionActs::addCopies()
{
    m_forOne.append(add(tr("Copy resume command"), u"resume"_s, {QKeySequence(u"Ctrl+Shift+C"_s)}, [this] {
        withSelected([this](const QList<SessionRow> &rows) {
            const QString resume = resumeCommand(rows.front());
            if (!resume.isEmpty())
                QGuiApplication::clipboard()->setText(resume);
            Q_EMIT noted(resume.isEmpty() ? tr("Sessions of this agent cannot be resumed by a command.")
                                          : tr("The resume command is on the clipboard."));
        });
    }));
    m_forSome.append(add(tr("Copy session id"), u"copy"_s, {QKeySequence(QKeySequence::Copy)}, [this] {
        withSelected([this](const QList<SessionRow> &rows) {
            QGuiApplication::clipboard()->setText(uuidsOf(rows).join(u'\n'));
            Q_EMIT noted(rows.size() == 1 ? tr("The session id is on the clipboard.")
                                          : tr("%1 session ids are on the clipboard.").arg(countText(rows.size())));
        });
    }));
}

void SessionActs::addCare()
{
    m_forSome.append(add(tr("Export…"), u"export"_s, {QKeySequence(u"Ctrl+E"_s)},
                         [this] { Q_EMIT exportRequested(m_tree->selectedSessions()); }));
    m_forSome.append(add(tr("Tag…"), u"tag"_s, {QKeySequence(Qt::Key_T)}, [this] { tag(); }));
    m_forOne.append(add(tr("Note…"), u"note"_s, {QKeySequence(Qt::Key_N)}, [this] { writeNote(); }));
}

void SessionActs::addFilters()
{
    const auto filterBy = [this](const QString &text, QLatin1StringView field, QString SessionRow::*value) {
        m_forOne.append(add(text, u"filter"_s, {}, [this, field, value] {
            withSelected([this, field, value](const QList<SessionRow> &rows) {
                if (!(rows.front().*value).isEmpty())
                    Q_EMIT filterRequested(filterTerm(field, rows.front().*value));
                else
                    Q_EMIT noted(tr("This session does not tell its %1.").arg(field));
            });
        }));
    };
    filterBy(tr("Filter by its project"), "project"_L1, &SessionRow::projectName);
    filterBy(tr("Filter by its branch"), "branch"_L1, &SessionRow::branch);
    filterBy(tr("Filter by its model"), "model"_L1, &SessionRow::model);
}

void SessionActs::showMenu(const QPoint &global)
{
    // A key can come as an event of its own and as that of a menu.
    if (!m_menu->isVisible())
        m_menu->popup(global);
}

void SessionActs::selectionChanged()
{
    const bool one = m_tree->model() != nullptr && m_tree->onlySession() != 0;
    const bool some = one || (m_tree->model() != nullptr && m_tree->selectionModel()->hasSelection());
    for (QAction *action : std::as_const(m_forOne))
        action->setEnabled(one);
    for (QAction *action : std::as_const(m_forSome))
        action->setEnabled(some);
}

void SessionActs::withSelected(Take take)
{
    const QList<qint64> ids = m_tree->selectedSessions();
    if (ids.isEmpty())
        return;
    ask<QList<SessionRow>>(
        *m_runner, QueryRunner::Lane::Paging, this, false, [ids](Database &db) { return readInParts(db, ids); },
        [this, take = std::move(take)](const Result<QList<SessionRow>> &rows) {
            if (!rows)
                Q_EMIT noted(rows.error().what);
            else if (!rows->isEmpty())
                take(*rows);
        });
}

void SessionActs::tag()
{
    const QList<qint64> ids = m_tree->selectedSessions();
    if (ids.isEmpty())
        return;
    ask<TagsToChoose>(
        *m_runner, QueryRunner::Lane::Paging, this, false,
        [ids](Database &db) -> Result<TagsToChoose> {
            auto sessions = readInParts(db, ids);
            if (!sessions)
                return tl::unexpected(sessions.error());
            auto all = readAllTags(db);
            if (!all)
                return tl::unexpected(all.error());
            return TagsToChoose{std::move(*sessions), std::move(*all)};
        },
        [this](const Result<TagsToChoose> &read) {
            if (!read) {
                Q_EMIT noted(read.error().what);
                return;
            }
            auto *editor = new TagEditor(read->sessions, read->all, m_tree->window());
            connect(editor, &TagEditor::tagged, this,
                    [this, uuids = uuidsOf(read->sessions)](const QStringList &added, const QStringList &removed) {
                        m_door->tagSessions(uuids, added, removed);
                    });
            editor->show();
        });
}

void SessionActs::writeNote()
{
    const qint64 id = m_tree->onlySession();
    ask<NoteToEdit>(
        *m_runner, QueryRunner::Lane::Paging, this, false,
        [id](Database &db) -> Result<NoteToEdit> {
            auto session = readSession(db, id);
            if (!session)
                return tl::unexpected(session.error());
            auto text = readNote(db, id);
            if (!text)
                return tl::unexpected(text.error());
            return NoteToEdit{std::move(*session), std::move(*text)};
        },
        [this](const Result<NoteToEdit> &read) {
            if (!read) {
                Q_EMIT noted(read.error().what);
                return;
            }
            auto *editor = new NoteEditor(read->session.title, read->text, m_tree->window());
            connect(editor, &NoteEditor::written, this,
                    [this, uuid = read->session.uuid](const QString &text) { m_door->noteSession(uuid, text); });
            editor->show();
        });
}

// At once and without a question: it can be undone.
void SessionActs::remove()
{
    withSelected([this](const QList<SessionRow> &rows) { m_door->deleteSessions(uuidsOf(rows)); });
    const QModelIndex next = m_tree->neighbourOfSelection();
    if (next.isValid())
        m_tree->setCurrentIndex(next);
}

} // namespace assay
