// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What can be done with the open session and its current event.
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QUrl>
#include <QtConcurrentRun>

#include "models/data/export/resumecommand.h"
#include "models/items/timelinereader.h"
#include "models/items/transcriptmodel.h"
#include "views/shell/agentdoor.h"
#include "views/timeline/waterfallpane.h"
#include "views/transcript/documentheader.h"
#include "views/transcript/transcriptcommands.h"
#include "views/transcript/transcriptpane.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/command.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

// Keys work while the focus is in the pane; without a key the menu and the palette lead here.
QAction *TranscriptPane::command(const QString &group, const QString &text, const QString &icon, const QString &key,
                                 std::function<void()> act)
{
    QList<QKeySequence> keys;
    if (!key.isEmpty())
        keys.append(QKeySequence(key));
    QAction *action = addCommand(this, {group, text, icon}, keys, CommandReach::Widget, std::move(act));
    m_ofSession.append(action);
    return action;
}

void TranscriptPane::buildCommands()
{
    const QString transcript = commandgroup::transcript();
    const auto put = [this](const QString &text, const QString &said) {
        QApplication::clipboard()->setText(text);
        Q_EMIT noted(said);
    };
    // Kept by its icon only: the rows have the command and the key.
    m_bookmark = new QAction(this);
    connect(m_bookmark, &QAction::triggered, this, [this] {
        if (const qint64 event = currentEvent(); event != 0)
            Q_EMIT m_view->bookmarkRequested(event, !m_view->isBookmarked(event));
    });
    QAction *note = command(transcript, tr("Write a note"), u"note"_s, {}, [this] { Q_EMIT noteRequested(); });
    m_resume = command(transcript, tr("Copy the resume command"), u"terminal"_s, {}, [this, put] {
        const QString resume = resumeCommand(m_model->session());
        put(resume, tr("Copied: %1").arg(resume));
    });
    m_folder = command(transcript, tr("Open the folder"), u"folder"_s, {},
                       [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_model->session().cwd)); });
    QAction *save = command(transcript, tr("Export the session…"), u"export"_s, u"Ctrl+E"_s,
                            [this] { Q_EMIT exportRequested({m_model->sessionId()}); });
    m_showWaterfall = command(transcript, tr("Show the turn over time"), u"insights"_s, u"W"_s,
                              [this] { setWaterfallShown(!m_waterfall->isVisible()); });
    m_showWaterfall->setCheckable(true);
    m_ofSession.append(addCommand(this, {transcript, tr("Previous turn in the waterfall"), {}}, {QKeySequence(u"["_s)},
                                  CommandReach::Widget, [this] { m_waterfall->previousTurn(); }));
    m_ofSession.append(addCommand(this, {transcript, tr("Next turn in the waterfall"), {}}, {QKeySequence(u"]"_s)},
                                  CommandReach::Widget, [this] { m_waterfall->nextTurn(); }));
    QAction *copyId = command(transcript, tr("Copy the session id"), u"copy"_s, {},
                              [this, put] { put(m_model->session().uuid, tr("Session id copied.")); });
    QAction *copyLink = command(transcript, tr("Copy a link to the session"), u"link"_s, {}, [this, put] {
        put(u"assay://session/"_s + m_model->session().uuid, tr("Link copied."));
    });
    QAction *remove = command(transcript, tr("Delete the session"), u"trash"_s, {},
                              [this] { m_door->deleteSessions({m_model->session().uuid}); });
    m_head->addButton(findCommand(m_view));
    m_head->addButton(m_bookmark);
    m_head->addButton(note);
    m_head->addSeparator();
    for (QAction *action : {m_resume, m_folder, save, m_showWaterfall})
        m_head->addButton(action);
    m_head->addMenu(tr("More acts on the session"), {copyId, copyLink, nullptr, remove});
}

void TranscriptPane::showActs()
{
    const SessionRow &session = m_model->session();
    const bool isOpen = session.id != 0;
    for (QAction *action : std::as_const(m_ofSession))
        action->setEnabled(isOpen);
    const qint64 event = currentEvent();
    const bool marked = event != 0 && m_view->isBookmarked(event);
    m_bookmark->setEnabled(event != 0);
    m_bookmark->setText(marked ? tr("Remove the bookmark") : tr("Bookmark the event"));
    m_bookmark->setIcon(themeIcon(u"bookmark"_s, marked ? Tone::Accent : Tone::Text2));
    const bool resumes = isOpen && !resumeCommand(session).isEmpty();
    m_resume->setEnabled(resumes);
    m_resume->setToolTip(resumes ? QString() : tr("This agent has no command that goes on with a session."));
    const bool there = isOpen && m_folderThere && m_folderLookedFor == session.cwd;
    m_folder->setEnabled(there);
    m_folder->setToolTip(there                   ? QString()
                         : session.cwd.isEmpty() ? tr("The session tells no folder.")
                                                 : tr("The folder is not on this machine any more."));
}

// A file system may be slow or away: not on the thread of the window.
void TranscriptPane::lookForFolder()
{
    const QString folder = m_model->session().cwd;
    if (folder == m_folderLookedFor)
        return;
    m_folderLookedFor = folder;
    m_folderThere = false;
    if (folder.isEmpty())
        return;
    auto *watcher = new QFutureWatcher<bool>(this);
    connect(watcher, &QFutureWatcher<bool>::finished, this, [this, watcher, folder] {
        watcher->deleteLater();
        if (folder != m_folderLookedFor)
            return;
        m_folderThere = watcher->result();
        showActs();
    });
    watcher->setFuture(
        QtConcurrent::run([folder] { return QFileInfo(folder).isAbsolute() && QFileInfo(folder).isDir(); }));
}

} // namespace assay
