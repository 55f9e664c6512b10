// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptcommands.h"

#include <QKeyEvent>

#include "views/transcript/gotoline.h"
#include "views/transcript/rowmenu.h"
#include "views/transcript/transcriptfinder.h"
#include "views/transcript/transcriptselection.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/command.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString findName = u"find"_s;

class Commands {
public:
    explicit Commands(TranscriptView *view)
        : m_view(view)
    {
    }

    // Works in the rows only: the bars above them take text.
    void add(const QString &text, const QList<QKeySequence> &keys, std::function<void()> act, const QString &icon = {})
    {
        everywhere(text, keys, std::move(act), icon)->setShortcutContext(Qt::WidgetShortcut);
    }
    QAction *everywhere(const QString &text, const QList<QKeySequence> &keys, std::function<void()> act,
                        const QString &icon = {}, CommandReach reach = CommandReach::Widget)
    {
        return addCommand(m_view, {TranscriptView::tr("Transcript"), text, icon}, keys, reach, std::move(act));
    }

private:
    TranscriptView *m_view;
};

void addMoves(TranscriptView *view)
{
    Commands commands(view);
    commands.add(TranscriptView::tr("Next prompt"), {Qt::Key_N}, [view] { view->findLandmark(true, 1); });
    commands.add(TranscriptView::tr("Previous prompt"), {Qt::SHIFT | Qt::Key_N},
                 [view] { view->findLandmark(true, -1); });
    commands.add(TranscriptView::tr("Next error"), {Qt::Key_E}, [view] { view->findLandmark(false, 1); });
    commands.add(TranscriptView::tr("Previous error"), {Qt::SHIFT | Qt::Key_E},
                 [view] { view->findLandmark(false, -1); });
    commands.add(
        TranscriptView::tr("Go to the end and follow it"), {Qt::Key_End}, [view] { view->goToEnd(); }, u"arrow-down"_s);
    auto *goTo = new GoToLine(view);
    commands.everywhere(TranscriptView::tr("Go to event or time…"), {Qt::CTRL | Qt::Key_G}, [goTo] { goTo->open(); });
}

void addActs(TranscriptView *view)
{
    Commands commands(view);
    const auto act = [view](BlockAct what, int item = -1) {
        return [view, what, item] { view->act(view->currentRow(), {what, -1, item}); };
    };
    commands.add(TranscriptView::tr("Open or close the event"), {Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter},
                 act(BlockAct::Toggle));
    commands.add(TranscriptView::tr("Show more lines"), {Qt::Key_M}, act(BlockAct::MoreLines));
    commands.add(TranscriptView::tr("Show the stored lines, or what they mean"), {Qt::Key_R}, act(BlockAct::ToggleRaw));
    commands.add(TranscriptView::tr("Open the trees one level more"), {Qt::Key_Plus, Qt::SHIFT | Qt::Key_Plus},
                 act(BlockAct::Deeper));
    commands.add(TranscriptView::tr("Close the trees one level"), {Qt::Key_Minus}, act(BlockAct::Shallower));
    commands.add(TranscriptView::tr("View the picture"), {Qt::Key_I}, act(BlockAct::ViewImage, 0), u"image"_s);
    commands.add(TranscriptView::tr("Open the sub-agent run"), {Qt::Key_O}, act(BlockAct::OpenRun), u"subagent"_s);
    commands.add(
        TranscriptView::tr("Add or remove a bookmark"), {Qt::Key_B},
        [view] {
            const qint64 event = view->eventAt(view->currentRow());
            if (event != 0)
                Q_EMIT view->bookmarkRequested(event, !view->isBookmarked(event));
        },
        u"bookmark"_s);
    commands.add(TranscriptView::tr("Menu of the event"), {Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10},
                 [view] { showRowMenu(view, view->currentRow()); });
}

void addCopying(TranscriptView *view)
{
    Commands commands(view);
    TranscriptSelection *selection = view->selection();
    commands.add(
        TranscriptView::tr("Copy"), {QKeySequence::Copy}, [selection] { selection->copy(); }, u"copy"_s);
    commands.add(
        TranscriptView::tr("Copy as Markdown"), {Qt::CTRL | Qt::SHIFT | Qt::Key_C},
        [selection] { selection->copyAsMarkdown(); }, u"copy"_s);
    commands.add(TranscriptView::tr("Select the event, then everything"), {QKeySequence::SelectAll},
                 [selection] { selection->selectMore(); });
}

void addFinding(TranscriptView *view)
{
    Commands commands(view);
    auto *finder = new TranscriptFinder(view);
    // Whoever has just chosen a session is still in the list.
    QAction *find = commands.everywhere(
        TranscriptView::tr("Find in the session"), {QKeySequence::Find}, [finder] { finder->open(); }, u"search"_s,
        CommandReach::InSight);
    find->setObjectName(findName);
    commands.everywhere(TranscriptView::tr("Find next"), {Qt::Key_F3}, [finder] { finder->walk(1); });
    commands.everywhere(TranscriptView::tr("Find previous"), {Qt::SHIFT | Qt::Key_F3}, [finder] { finder->walk(-1); });
}

} // namespace

void addTranscriptCommands(TranscriptView *view)
{
    addMoves(view);
    addActs(view);
    addCopying(view);
    addFinding(view);
}

QAction *findCommand(const TranscriptView *view)
{
    return view->findChild<QAction *>(findName, Qt::FindDirectChildrenOnly);
}

QAction *commandFor(const TranscriptView *view, const QKeyEvent &event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const QKeySequence keys(QKeyCombination(modifiers, static_cast<Qt::Key>(event.key())));
    for (QAction *action : view->actions()) {
        if (action->isEnabled() && action->shortcuts().contains(keys) &&
            (view->hasFocus() || action->shortcutContext() == Qt::WidgetWithChildrenShortcut))
            return action;
    }
    return nullptr;
}

} // namespace assay
