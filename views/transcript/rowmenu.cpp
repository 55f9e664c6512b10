// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/rowmenu.h"

#include <QMenu>

#include "models/data/filter/filterterm.h"
#include "models/data/query/eventdetail.h"
#include "models/items/ask.h"
#include "models/items/transcriptmodel.h"
#include "views/transcript/transcriptselection.h"
#include "views/transcript/transcriptview.h"
#include "views/widgets/icons.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool touchesFile(const QString &tool)
{
    return tool == "Read"_L1 || tool == "Edit"_L1 || tool == "MultiEdit"_L1 || tool == "Write"_L1 ||
           tool == "NotebookEdit"_L1;
}

class Menu {
public:
    Menu(QMenu *menu, TranscriptView *view)
        : m_menu(menu)
        , m_view(view)
    {
    }

    QAction *add(const QString &text, const QString &icon, std::function<void()> act)
    {
        auto *action = m_menu->addAction(text);
        if (!icon.isEmpty())
            action->setIcon(themeIcon(icon));
        QObject::connect(action, &QAction::triggered, m_view, std::move(act));
        return action;
    }

    // A text of the whole event, which the row may hold only in part.
    void addCopying(const QString &text, qint64 event, std::function<QString(const EventDetail &)> part)
    {
        add(text, {}, [view = m_view, event, part = std::move(part)] {
            ask<EventDetail>(
                view->model()->runner(), QueryRunner::Lane::Paging, view, false,
                [event](Database &db) { return readEventDetail(db, event); },
                [view, part](const Result<EventDetail> &detail) {
                    if (detail)
                        view->selection()->copyText(part(*detail));
                    else
                        Q_EMIT view->noted(detail.error().what);
                });
        });
    }

    void addFilter(const QString &text, QLatin1StringView field, const QString &value)
    {
        const QString term = filterTerm(field, value);
        add(text, u"filter"_s, [view = m_view, term] {
            Q_EMIT view->filterRequested(term);
        })->setToolTip(tipText(term));
    }

private:
    QMenu *m_menu;
    TranscriptView *m_view;
};

void addCopies(Menu &menu, TranscriptView *view, const EventRow &event)
{
    TranscriptSelection *selection = view->selection();
    const bool selected = !selection->range().isEmpty();
    menu.add(selected ? tr("Copy the selection") : tr("Copy"), u"copy"_s, [selection] { selection->copy(); })
        ->setShortcut(QKeySequence::Copy);
    menu.add(tr("Copy as Markdown"), {}, [selection] { selection->copyAsMarkdown(); })
        ->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    const QString address = u"assay://session/%1#%2"_s.arg(view->model()->session().uuid, QString::number(event.id));
    menu.add(tr("Copy link"), u"link"_s, [selection, address] { selection->copyText(address); });
    if (event.tool == "Bash"_L1)
        menu.addCopying(tr("Copy command"), event.id, [](const EventDetail &detail) { return detail.command; });
    if (touchesFile(event.tool))
        menu.addCopying(tr("Copy path"), event.id, [](const EventDetail &detail) { return detail.filePath; });
    if (event.outputBytes > 0)
        menu.addCopying(tr("Copy output"), event.id, [](const EventDetail &detail) { return detail.output; });
}

} // namespace

void fillRowMenu(QMenu *menu, TranscriptView *view, int row)
{
    const EventRow *found = view->model() != nullptr && row >= 0 ? view->model()->eventAt(row) : nullptr;
    if (found == nullptr)
        return;
    const EventRow event = *found;
    Menu acts(menu, view);
    addCopies(acts, view, event);
    menu->addSeparator();
    if (!event.tool.isEmpty())
        acts.addFilter(tr("Filter by this tool"), "tool"_L1, event.tool);
    if (touchesFile(event.tool) && !event.head.isEmpty())
        acts.addFilter(tr("Filter by this file"), "file"_L1, event.head);
    if (!event.skill.isEmpty())
        acts.addFilter(tr("Filter by this skill"), "skill"_L1, event.skill);
    acts.addFilter(tr("Filter by this session"), "session"_L1, view->model()->session().uuid);
    menu->addSeparator();
    const bool marked = view->isBookmarked(event.id);
    acts.add(marked ? tr("Remove the bookmark") : tr("Bookmark"), u"bookmark"_s,
             [view, id = event.id, marked] { Q_EMIT view->bookmarkRequested(id, !marked); })
        ->setShortcut(Qt::Key_B);
    const bool raw = view->stateOf(row).raw;
    acts.add(raw ? tr("Show what it means") : tr("Show raw"), u"json"_s,
             [view, row] { view->act(row, {BlockAct::ToggleRaw}); })
        ->setShortcut(Qt::Key_R);
    if (event.childRunId != 0)
        acts.add(tr("Open run"), u"subagent"_s, [view, run = event.childRunId] { Q_EMIT view->runRequested(run); })
            ->setShortcut(Qt::Key_O);
}

void showRowMenu(TranscriptView *view, int row, const QPoint &at)
{
    auto *menu = new QMenu(view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillRowMenu(menu, view, row);
    if (menu->isEmpty()) {
        delete menu;
        return;
    }
    const QRect line = view->rowRect(row);
    const Theme *theme = Theme::instance();
    menu->popup(!at.isNull() ? at : view->viewport()->mapToGlobal(QPoint(theme->px(80), line.top() + theme->px(20))));
}

} // namespace assay
