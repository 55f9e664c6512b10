// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/statusstrip.h"

#include <QActionGroup>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

#include "models/items/ask.h"
#include "views/capture/capturedoor.h"
#include "views/capture/headline.h"
#include "views/shell/agentdoor.h"
#include "views/shell/notespanel.h"
#include "views/text/visibletext.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int noteMs = 5'000;
constexpr int barSteps = 1'000;
constexpr qsizetype notesKept = 50;
constexpr int clockMs = 1'000; // while the last event is less than a minute old
constexpr int slowClockMs = 15'000;
constexpr int lookMs = 15'000;

double shareOf(const ImportFigures &import)
{
    return import.bytesTotal > 0 ? static_cast<double>(import.bytesDone) / static_cast<double>(import.bytesTotal) : 0;
}

} // namespace

StatusStrip::StatusStrip(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_door(door)
    , m_note(new ElidedLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
    , m_noteEnds(new QTimer(this))
    , m_clock(new QTimer(this))
    , m_look(new QTimer(this))
{
    auto *row = new QHBoxLayout(this);
    row->setSpacing(1);
    row->setSizeConstraint(QLayout::SetNoConstraint);
    m_agent = addPart();
    m_queue = addPart();
    m_last = addPart();
    m_sessions = addPart();
    m_events = addPart();
    m_workspace = addPart();
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_note, 1);
    m_history = addPart();
    m_counts = addPart();
    m_import = addPart();
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Import progress"));
    m_cancel->setIcon(themeIcon(u"cross"_s));
    m_cancel->setAccessibleName(tr("Cancel the import"));
    m_cancel->setToolTip(tr("Cancel the import"));
    m_cancel->setFocusPolicy(Qt::TabFocus);
    m_history->setIcon(themeIcon(u"history"_s));
    m_history->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_history->setAccessibleName(tr("Notes so far"));
    m_history->setToolTip(tr("Notes so far"));
    m_history->hide();
    m_noteEnds->setSingleShot(true);
    m_noteEnds->setInterval(noteMs);
    m_workspace->setMenu(new QMenu(m_workspace));
    m_workspace->menu()->setAccessibleName(tr("Workspaces"));
    m_workspace->setPopupMode(QToolButton::InstantPopup);
    connectParts();
    restyle();
    refresh();
}

QToolButton *StatusStrip::addPart()
{
    auto *part = new QToolButton(this);
    part->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    part->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(part);
    m_parts.append(part);
    return part;
}

void StatusStrip::connectParts()
{
    connect(m_noteEnds, &QTimer::timeout, m_note, &QLabel::clear);
    connect(m_clock, &QTimer::timeout, this, &StatusStrip::showStore);
    m_look->setInterval(lookMs);
    connect(m_look, &QTimer::timeout, m_door->capture(), &CaptureDoor::lookAgain);
    for (QToolButton *part : {m_agent, m_queue})
        connect(part, &QToolButton::clicked, this, &StatusStrip::healthRequested);
    connect(m_door->capture(), &CaptureDoor::healthChanged, this, &StatusStrip::showAgent);
    connect(m_last, &QToolButton::clicked, this,
            [this] { Q_EMIT eventRequested(m_glance.newestEvent, m_glance.newestSession); });
    connect(m_sessions, &QToolButton::clicked, this, &StatusStrip::sessionsRequested);
    connect(m_events, &QToolButton::clicked, this, &StatusStrip::searchRequested);
    connect(m_workspace->menu(), &QMenu::aboutToShow, this, [this] {
        fillWorkspaces();
        m_door->lookForWorkspaces();
    });
    connect(m_door, &AgentDoor::workspacesChanged, this, &StatusStrip::fillWorkspaces);
    connect(m_history, &QToolButton::clicked, this, &StatusStrip::openNotes);
    connect(m_counts, &QToolButton::clicked, this, &StatusStrip::filterRequested);
    connect(m_import, &QToolButton::clicked, this, &StatusStrip::importRequested);
    connect(m_cancel, &QToolButton::clicked, m_door, &AgentDoor::cancelImport);
    connect(m_door, &AgentDoor::stateChanged, this, &StatusStrip::showAgent);
    connect(m_door, &AgentDoor::progressChanged, this, &StatusStrip::showImport);
    connect(m_door, &AgentDoor::importFinished, this, &StatusStrip::showImport);
    connect(m_door, &AgentDoor::failed, this, &StatusStrip::note);
    connect(Theme::instance(), &Theme::changed, this, &StatusStrip::restyle);
}

void StatusStrip::refresh()
{
    const auto read = [file = m_runner->storeFile()](Database &db) { return readStoreGlance(db, file); };
    ask<StoreGlance>(*m_runner, QueryRunner::Lane::Figures, this, true, read,
                     [this](const Result<StoreGlance> &glance) {
                         m_glance = glance.value_or(StoreGlance());
                         showStore();
                         Q_EMIT glanceRead(m_glance);
                     });
}

void StatusStrip::setCounts(int shown, int total)
{
    m_shown = shown;
    m_total = total;
    showCounts();
}

void StatusStrip::setSelected(int sessions)
{
    m_selected = sessions;
    showCounts();
}

void StatusStrip::note(const QString &text)
{
    if (text.isEmpty())
        return;
    m_notes.prepend({QDateTime::currentMSecsSinceEpoch(), text});
    if (m_notes.size() > notesKept)
        m_notes.removeLast();
    m_note->setText(visibleLine(text));
    m_note->setToolTip(tipText(text));
    m_history->show();
    fit();
    m_noteEnds->start();
}

QString StatusStrip::noteShown() const
{
    return m_note->text();
}

void StatusStrip::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_look->start();
    showStore();
}

void StatusStrip::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_look->stop();
    m_clock->stop();
}

void StatusStrip::showAgent()
{
    const CaptureHealth capture = m_door->capture()->health();
    const CaptureHeadline line = captureHeadline(m_door->status(), capture, QDateTime::currentMSecsSinceEpoch());
    m_agent->setIcon(themeIcon(line.icon, line.tone));
    m_agent->setText(line.text);
    m_agent->setToolTip(tipText(line.sentence));
    m_agent->setAccessibleName(line.text);
    m_agent->setAccessibleDescription(line.sentence);
    want(m_queue, capture.queueDepth >= 0);
    m_queue->setText(tr("queue %1").arg(countText(capture.queueDepth)));
    m_queue->setToolTip(
        pluralText(capture.queueDepth, tr("%1 file is still to be read"), tr("%1 files are still to be read")));
}

void StatusStrip::showStore()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    want(m_last, m_glance.newestAt >= 0);
    m_last->setText(tr("last event %1").arg(agoText(m_glance.newestAt, now)));
    m_last->setToolTip(isoText(m_glance.newestAt));
    m_sessions->setText(pluralText(m_glance.sessions, tr("%1 session"), tr("%1 sessions")));
    m_sessions->setToolTip(tr("Show the sessions"));
    m_events->setText(tr("%1 events").arg(roundedText(m_glance.events)));
    m_events->setToolTip(tr("%1 events. Search in them.").arg(countText(m_glance.events)));
    m_workspace->setText(tr("workspace %1").arg(m_door->workspace()));
    m_workspace->setToolTip(tr("Show another workspace"));
    constexpr qint64 minute = 60'000;
    if (m_glance.newestAt < 0 || !isVisible())
        m_clock->stop();
    else
        m_clock->start(now - m_glance.newestAt < minute ? clockMs : slowClockMs);
}

void StatusStrip::showCounts()
{
    want(m_counts, m_total > 0);
    QString text = m_shown == m_total
                       ? tr("all %1 shown").arg(countText(m_total))
                       : tr("%1 shown of %2 (%3 %)")
                             .arg(countText(m_shown), countText(m_total),
                                  QLocale().toString(m_total > 0 ? 100.0 * m_shown / m_total : 0, 'f', 1));
    if (m_selected > 1)
        text = tr("%1 selected").arg(countText(m_selected)) + u" · "_s + text;
    m_counts->setText(text);
    m_counts->setToolTip(tr("Filter the sessions"));
}

void StatusStrip::showImport()
{
    const ImportFigures import = m_door->progress();
    for (QWidget *part : std::initializer_list<QWidget *>{m_import, m_bar, m_cancel})
        part->setVisible(import.running);
    m_bar->setValue(static_cast<int>(shareOf(import) * barSteps));
    m_import->setText(import.message.isEmpty() ? tr("importing %1 %").arg(static_cast<int>(shareOf(import) * 100))
                                               : import.message);
    m_import->setToolTip(tr("Show the import"));
    fit();
}

void StatusStrip::want(QToolButton *part, bool shown)
{
    if (shown)
        m_unwanted.remove(part);
    else
        m_unwanted.insert(part);
    fit();
}

// In a narrow window what tells least goes first; what the capture is doing stays.
void StatusStrip::fit()
{
    int room = width();
    const auto takes = [&room, this](const QWidget *part) {
        return room -= part->sizeHint().width() + layout()->spacing();
    };
    for (const QWidget *part : std::initializer_list<QWidget *>{m_import, m_bar, m_cancel, m_history}) {
        if (!part->isHidden())
            takes(part);
    }
    for (QToolButton *part : {m_agent, m_last, m_counts, m_queue, m_workspace, m_sessions, m_events}) {
        const bool shown = !m_unwanted.contains(part) && (takes(part) >= 0 || part == m_agent);
        part->setVisible(shown);
    }
}

void StatusStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void StatusStrip::openNotes()
{
    auto *panel = new NotesPanel(m_notes, this);
    panel->setAttribute(Qt::WA_DeleteOnClose);
    panel->showAbove(m_history);
}

void StatusStrip::fillWorkspaces()
{
    QMenu *menu = m_workspace->menu();
    menu->clear();
    auto *one = new QActionGroup(menu);
    for (const QString &name : m_door->workspaces()) {
        QAction *action = menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(name == m_door->workspace());
        one->addAction(action);
        connect(action, &QAction::triggered, m_door, [this, name] {
            if (name != m_door->workspace())
                m_door->showWorkspace(name);
        });
    }
}

void StatusStrip::restyle()
{
    const Theme *theme = Theme::instance();
    setFixedHeight(theme->px(24));
    setMinimumWidth(theme->px(240));
    layout()->setContentsMargins(theme->px(4), 1, theme->px(4), 0);
    QPalette dim = Theme::palette(theme->isDark());
    dim.setColor(QPalette::WindowText, theme->color(Tone::Text2));
    dim.setColor(QPalette::ButtonText, theme->color(Tone::Text2));
    setPalette(dim);
    m_note->setFont(theme->font(Face::Meta));
    m_note->setContentsMargins(theme->px(8), 0, theme->px(8), 0);
    const QList<QToolButton *> buttons = m_parts + QList<QToolButton *>{m_cancel};
    for (QToolButton *button : buttons) {
        button->setFont(theme->font(Face::Meta));
        button->setIconSize(QSize(theme->px(12), theme->px(12)));
        button->setFixedHeight(theme->px(20));
    }
    m_cancel->setFixedWidth(theme->px(20));
    m_bar->setFixedSize(theme->px(120), theme->px(6));
    showAgent();
    showStore();
    showCounts();
    showImport();
}

void StatusStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme->color(Tone::Chrome));
    painter.fillRect(0, 0, width(), 1, theme->color(Tone::StrongLine));
    const int length = theme->px(14);
    const auto line = [&](int x) {
        painter.fillRect(x, (height() - length) / 2, 1, length, theme->color(Tone::StrongLine));
    };
    for (const QToolButton *part : m_parts) {
        const bool left = part->x() < m_note->x();
        if (part->isVisible())
            line(left ? part->geometry().right() + 1 : part->x() - 1);
    }
}

} // namespace assay
