// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/statusstrip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

#include "views/shell/agentdoor.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int noteMs = 4000;
constexpr int barSteps = 1000;

} // namespace

StatusStrip::StatusStrip(AgentDoor *door, QWidget *parent)
    : QWidget(parent)
    , m_door(door)
    , m_agent(new QToolButton(this))
    , m_figures(new QLabel(this))
    , m_import(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
    , m_noteEnds(new QTimer(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 1, 6, 0);
    row->setSpacing(10);
    m_agent->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_agent->setFocusPolicy(Qt::TabFocus);
    m_cancel->setIcon(themeIcon(u"cross"_s));
    m_cancel->setAccessibleName(tr("Cancel the import"));
    m_cancel->setToolTip(tr("Cancel the import"));
    m_cancel->setFocusPolicy(Qt::TabFocus);
    m_figures->setTextFormat(Qt::PlainText);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedSize(120, 6);
    m_bar->setAccessibleName(tr("Import progress"));
    row->addWidget(m_agent);
    row->addWidget(m_figures, 1);
    row->addWidget(m_import);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    m_noteEnds->setSingleShot(true);
    m_noteEnds->setInterval(noteMs);
    connect(m_noteEnds, &QTimer::timeout, this, [this] {
        m_note.clear();
        refresh();
    });
    connect(m_agent, &QToolButton::clicked, this, &StatusStrip::agentClicked);
    connect(m_cancel, &QToolButton::clicked, door, &AgentDoor::cancelImport);
    connect(door, &AgentDoor::stateChanged, this, &StatusStrip::refresh);
    connect(door, &AgentDoor::progressChanged, this, &StatusStrip::refresh);
    connect(door, &AgentDoor::importFinished, this, &StatusStrip::refresh);
    connect(door, &AgentDoor::failed, this, &StatusStrip::note);
    connect(Theme::instance(), &Theme::changed, this, &StatusStrip::restyle);
    restyle();
}

void StatusStrip::setSessions(int sessions)
{
    m_sessions = sessions;
    refresh();
}

void StatusStrip::note(const QString &text)
{
    m_note = text;
    m_noteEnds->start();
    refresh();
}

void StatusStrip::refresh()
{
    const AgentStatus status = m_door->status();
    const ImportFigures progress = m_door->progress();
    switch (status.state) {
    case AgentStatus::State::Running:
        m_agent->setIcon(themeIcon(u"check"_s, Tone::Ok));
        m_agent->setText(tr("agent running"));
        m_agent->setToolTip(tr("The agent reads transcripts and writes the store."));
        break;
    case AgentStatus::State::Starting:
        m_agent->setIcon(themeIcon(u"more"_s));
        m_agent->setText(tr("agent starting"));
        m_agent->setToolTip({});
        break;
    case AgentStatus::State::NotRunning:
        m_agent->setIcon(themeIcon(u"warning"_s, Tone::Warning));
        m_agent->setText(tr("agent not running"));
        m_agent->setToolTip(tipText(status.reason));
        break;
    }
    m_agent->setAccessibleName(m_agent->text());
    QStringList figures;
    const qint64 sessions = m_sessions >= 0 ? m_sessions : status.sessions;
    if (sessions >= 0)
        figures.append(pluralText(static_cast<int>(sessions), tr("%1 session"), tr("%1 sessions")));
    if (status.events >= 0)
        figures.append(tr("%1 events").arg(roundedText(status.events)));
    m_figures->setText(m_note.isEmpty() ? figures.join(u"  ·  "_s) : m_note);
    for (QWidget *part : std::initializer_list<QWidget *>{m_import, m_bar, m_cancel})
        part->setVisible(progress.running);
    const double share = progress.bytesTotal > 0
                             ? static_cast<double>(progress.bytesDone) / static_cast<double>(progress.bytesTotal)
                             : 0;
    m_bar->setValue(static_cast<int>(share * barSteps));
    m_import->setText(tr("importing %1 %").arg(static_cast<int>(share * 100)));
}

void StatusStrip::restyle()
{
    const Theme *theme = Theme::instance();
    setFixedHeight(theme->px(24));
    QPalette dim = Theme::palette(theme->isDark());
    dim.setColor(QPalette::WindowText, theme->color(Tone::Text2));
    dim.setColor(QPalette::ButtonText, theme->color(Tone::Text2));
    setPalette(dim);
    for (QWidget *part : std::initializer_list<QWidget *>{m_agent, m_figures, m_import, m_cancel})
        part->setFont(theme->font(Face::Meta));
    for (QToolButton *button : {m_agent, m_cancel}) {
        button->setIconSize(QSize(theme->px(12), theme->px(12)));
        button->setFixedHeight(theme->px(20));
    }
    refresh();
}

void StatusStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance()->color(Tone::Chrome));
    painter.fillRect(0, 0, width(), 1, Theme::instance()->color(Tone::StrongLine));
}

} // namespace assay
