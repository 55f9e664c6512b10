// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/linelist.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>

#include "views/inspector/linemodel.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString moreKey = u"\x1bmore"_s;

} // namespace

LineList::LineList(const QString &accessibleName, QWidget *parent)
    : QListView(parent)
    , m_model(new LineModel(this))
{
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setResizeMode(Adjust);
    setItemDelegate(new LineDelegate(this));
    setModel(m_model);
    connect(Theme::instance(), &Theme::changed, this, &LineList::restyle);
    restyle();
}

void LineList::setLines(const QList<InspectorLine> &lines)
{
    m_lines = lines;
    show(m_most);
}

void LineList::clearLines()
{
    m_most = linesAtFirst;
    m_visited.clear();
    setLines({});
}

void LineList::show(int most)
{
    m_most = most;
    QList<InspectorLine> shown = m_lines;
    // No line about the rest for the sake of a few.
    if (shown.size() > most + most / 5) {
        InspectorLine more{.key = moreKey, .icon = u"chevron-down"_s, .iconTone = Tone::Text2};
        more.text = tr("%1 more").arg(countText(m_lines.size() - most));
        more.tone = Tone::Text2;
        shown.resize(most);
        shown.append(more);
    }
    const InspectorLine *line = lineAt(currentIndex());
    const QString current = line != nullptr ? line->key : QString();
    if (!m_model->setLines(shown))
        return;
    const int row = current.isEmpty() ? -1 : m_model->rowOf(current);
    if (row >= 0)
        setCurrentIndex(m_model->index(row));
    updateGeometry();
}

const InspectorLine *LineList::lineAt(const QModelIndex &index) const
{
    return index.isValid() ? &m_model->line(index.row()) : nullptr;
}

QSize LineList::sizeHint() const
{
    int height = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += LineDelegate::rowHeight(m_model->line(row), viewport()->width());
    return {100, height > 0 ? height + Theme::instance()->px(6) : 0};
}

QSize LineList::minimumSizeHint() const
{
    return {40, sizeHint().height()};
}

// Lines may wrap elsewhere.
void LineList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

void LineList::act(const QModelIndex &index)
{
    const InspectorLine *line = lineAt(index);
    if (line == nullptr)
        return;
    if (line->key == moreKey) {
        show(static_cast<int>(m_lines.size()));
    } else if (!line->events.isEmpty()) {
        qsizetype &visited = m_visited[line->key];
        const qsizetype at = visited++ % line->events.size();
        if (line->events.size() > 1)
            Q_EMIT noted(tr("%1 of %2").arg(countText(at + 1), countText(line->events.size())));
        Q_EMIT eventRequested(line->events.at(at));
    } else if (line->sessionId != 0 || line->runId != 0) {
        Q_EMIT runRequested(line->sessionId, line->runId);
    } else if (!line->copy.isEmpty() && !line->figures.isEmpty()) {
        copy(index); // a line that shows the icon of copying
    }
}

void LineList::copy(const QModelIndex &index)
{
    const InspectorLine *line = lineAt(index);
    if (line == nullptr || line->key == moreKey)
        return;
    QApplication::clipboard()->setText(line->copy.isEmpty() ? line->lead + line->text : line->copy);
    Q_EMIT noted(tr("Copied: %1").arg(line->text));
}

void LineList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy(currentIndex());
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
        act(currentIndex());
    } else {
        QListView::keyPressEvent(event);
    }
}

void LineList::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && index == currentIndex())
        act(index);
}

void LineList::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    const InspectorLine *at = lineAt(index);
    if (at == nullptr || at->key == moreKey)
        return;
    setCurrentIndex(index);
    const InspectorLine line = *at; // the store may change while the menu is open
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(themeIcon(u"copy"_s), tr("Copy"), this, [line] {
        QApplication::clipboard()->setText(line.copy.isEmpty() ? line.lead + line.text : line.copy);
    });
    if (line.runId != 0) {
        menu->addAction(themeIcon(u"open"_s), tr("Open the run as a document"), this,
                        [this, line] { Q_EMIT runRequested(line.sessionId, line.runId); });
    }
    if (!line.term.isEmpty()) {
        menu->addSeparator();
        menu->addAction(themeIcon(u"filter"_s), tr("Add as filter: %1").arg(line.term), this,
                        [this, line] { Q_EMIT filterRequested(line.term); });
        menu->addAction(themeIcon(u"minus"_s), tr("Exclude: -%1").arg(line.term), this,
                        [this, line] { Q_EMIT filterRequested(u'-' + line.term); });
    }
    menu->popup(event->reason() == QContextMenuEvent::Mouse ? event->globalPos()
                                                            : viewport()->mapToGlobal(visualRect(index).center()));
}

void LineList::focusInEvent(QFocusEvent *event)
{
    if (!currentIndex().isValid() && m_model->rowCount() > 0)
        setCurrentIndex(m_model->index(0));
    QListView::focusInEvent(event);
    viewport()->update();
}

// The pane scrolls, not the list in it.
void LineList::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void LineList::restyle()
{
    setListGround(this, Tone::Pane);
    doItemsLayout();
    updateGeometry();
}

} // namespace assay
