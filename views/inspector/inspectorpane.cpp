// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/inspectorpane.h"

#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "views/inspector/careeditor.h"
#include "views/inspector/foldsection.h"
#include "views/inspector/linelist.h"
#include "views/inspector/rawview.h"
#include "views/shell/agentdoor.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/loadingbar.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pauseMs = 120;

} // namespace

InspectorPane::InspectorPane(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_door(door)
    , m_bar(new LoadingBar(this))
    , m_empty(new EmptyState(this))
    , m_scroll(new QScrollArea(this))
    , m_soon(new QTimer(this))
{
    setAccessibleName(tr("Inspector"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_empty, 1);
    column->addWidget(m_scroll, 1);
    auto *inside = new QWidget(m_scroll);
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    buildSections();
    m_column->addStretch(1);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->hide();
    m_empty->tell(u"info"_s, tr("No session is open"), tr("What is open in the middle is told here in figures."));
    m_soon->setSingleShot(true);
    m_soon->setInterval(pauseMs);
    connect(m_soon, &QTimer::timeout, this, &InspectorPane::readEvent);
    connect(m_empty, &EmptyState::actRequested, this, &InspectorPane::readFacts);
    connect(Theme::instance(), &Theme::changed, this, &InspectorPane::restyle);
    restyle();
}

InspectorPane::Part InspectorPane::build(Section which, const QString &key, const QString &title, bool openAtFirst)
{
    Part part{new FoldSection(key, title, openAtFirst, m_scroll), nullptr};
    if (which != Section::Raw) {
        part.list = new LineList(title, part.fold);
        connect(part.list, &LineList::eventRequested, this, &InspectorPane::eventRequested);
        connect(part.list, &LineList::runRequested, this, &InspectorPane::runRequested);
        connect(part.list, &LineList::filterRequested, this, &InspectorPane::filterRequested);
        connect(part.list, &LineList::noted, this, &InspectorPane::noted);
    }
    if (which == Section::Care) {
        buildCare(part);
    } else if (which == Section::Turn) {
        buildTurn(part);
    } else if (which == Section::Raw) {
        m_raw = new RawView(part.fold);
        part.fold->setContent(m_raw);
        connect(m_raw, &RawView::noted, this, &InspectorPane::noted);
    } else {
        part.fold->setContent(part.list);
    }
    if (which == Section::Summary)
        m_column->insertWidget(0, part.fold); // it tells most, and is read last
    else
        m_column->addWidget(part.fold);
    return part;
}

void InspectorPane::buildSections()
{
    m_parts = {build(Section::Facts, u"facts"_s, tr("Facts"), true),
               build(Section::Files, u"files"_s, tr("Files touched"), true),
               build(Section::Errors, u"errors"_s, tr("Errors"), true),
               build(Section::Runs, u"subagents"_s, tr("Sub-agents"), true),
               build(Section::Commands, u"commands"_s, tr("Commands"), false),
               build(Section::Summary, u"summary"_s, tr("Summary"), true),
               build(Section::Care, u"tags"_s, tr("Tags and notes"), false),
               build(Section::Turn, u"turn"_s, tr("Turn"), false),
               build(Section::Raw, u"raw"_s, tr("Raw event"), false)};
    for (const Section each : {Section::Turn, Section::Raw}) {
        connect(section(each), &FoldSection::toggled, this, [this](bool open) {
            if (open)
                readEvent();
        });
    }
}

void InspectorPane::buildCare(Part &part)
{
    auto *content = new QWidget(part.fold);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_care = new CareEditor(content);
    column->addWidget(m_care);
    column->addWidget(part.list);
    part.list->setAccessibleName(tr("Bookmarks"));
    part.fold->setContent(content);
    connect(m_care, &CareEditor::tagsChanged, this,
            [this](const QString &session, const QStringList &add, const QStringList &remove) {
                m_door->tagSessions({session}, add, remove);
            });
    connect(m_care, &CareEditor::noteChanged, m_door, &AgentDoor::noteSession);
    connect(m_care, &CareEditor::filterRequested, this, &InspectorPane::filterRequested);
}

void InspectorPane::buildTurn(Part &part)
{
    auto *content = new QWidget(part.fold);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 6);
    column->setSpacing(4);
    m_waterfall = new QToolButton(content);
    m_waterfall->setText(tr("Waterfall"));
    m_waterfall->setIcon(themeIcon(u"insights"_s));
    m_waterfall->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_waterfall->setFocusPolicy(Qt::TabFocus);
    m_waterfall->setToolTip(tr("Show the turn over time (W)"));
    connect(m_waterfall, &QToolButton::clicked, this, &InspectorPane::waterfallRequested);
    column->addWidget(part.list);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(13, 0, 10, 0);
    row->addWidget(m_waterfall);
    row->addStretch(1);
    column->addLayout(row);
    part.fold->setContent(content);
}

FoldSection *InspectorPane::section(Section which) const
{
    return m_parts.at(static_cast<int>(which)).fold;
}

LineList *InspectorPane::list(Section which) const
{
    return m_parts.at(static_cast<int>(which)).list;
}

// A section without anything to show stands there folded to its heading, and says so.
void InspectorPane::fill(Section which, const SectionContent &content)
{
    list(which)->setLines(content.lines);
    section(which)->setFigure(content.lines.isEmpty() ? tr("none") : content.figure);
}

void InspectorPane::editNote()
{
    section(Section::Care)->setOpen(true);
    m_care->editNote();
    m_scroll->ensureWidgetVisible(m_care);
}

void InspectorPane::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance()->color(Tone::Pane));
}

void InspectorPane::restyle()
{
    const Theme *theme = Theme::instance();
    for (QWidget *each : {static_cast<QWidget *>(this), static_cast<QWidget *>(m_scroll), m_scroll->widget()})
        setGround(each, Tone::Pane, Tone::Pane);
    m_scroll->verticalScrollBar()->setSingleStep(theme->px(22));
    m_waterfall->setFont(theme->font(Face::Row));
    m_waterfall->setIconSize(QSize(theme->px(14), theme->px(14)));
}

} // namespace assay
