// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/agentpanel.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include "views/shell/agentdoor.h"
#include "views/text/visibletext.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype faultsShown = 3;
constexpr int tickMs = 1'000;

QLabel *plainLabel(QWidget *parent, Face face, Tone tone)
{
    auto *label = new QLabel(parent);
    const Theme *theme = Theme::instance();
    label->setTextFormat(Qt::PlainText);
    label->setFont(theme->font(face));
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, theme->color(tone));
    label->setPalette(palette);
    return label;
}

} // namespace

AgentPanel::AgentPanel(AgentDoor *door, QWidget *parent)
    : PopupPanel(tr("Agent"), parent)
    , m_door(door)
    , m_title(plainLabel(this, Face::Base, Tone::Text))
{
    const Theme *theme = Theme::instance();
    m_title->setFont(theme->font(Face::Base, QFont::DemiBold));
    column()->addWidget(m_title);
    m_state = plainLabel(this, Face::Row, Tone::Text2);
    m_state->setWordWrap(true);
    m_state->setFixedWidth(theme->px(380));
    column()->addWidget(m_state);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme->px(14));
    grid->setVerticalSpacing(theme->px(5));
    grid->setColumnStretch(1, 1);
    m_process = addRow(grid, tr("Process"));
    m_running = addRow(grid, tr("Running for"));
    m_store = addRow(grid, tr("Store"));
    m_store->setFont(theme->font(Face::Mono));
    m_size = addRow(grid, tr("Size"));
    m_schema = addRow(grid, tr("Schema"));
    m_faults = addRow(grid, tr("Last errors"));
    column()->addLayout(grid);
    addButtons();
    auto *tick = new QTimer(this);
    connect(tick, &QTimer::timeout, this, &AgentPanel::refresh);
    tick->start(tickMs);
    connect(door, &AgentDoor::stateChanged, this, &AgentPanel::refresh);
    connect(door, &AgentDoor::progressChanged, this, &AgentPanel::refresh);
    refresh();
}

QLabel *AgentPanel::addRow(QGridLayout *grid, const QString &name)
{
    const int row = grid->rowCount();
    QLabel *title = plainLabel(this, Face::Row, Tone::Text3);
    title->setText(name);
    QLabel *value = plainLabel(this, Face::Row, Tone::Text);
    value->setAccessibleName(name);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(title, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
    return value;
}

void AgentPanel::addButtons()
{
    auto *buttons = new QHBoxLayout;
    m_import = new QPushButton(tr("Import now"), this);
    m_import->setIcon(themeIcon(u"import"_s));
    connect(m_import, &QPushButton::clicked, this, [this] {
        m_door->startImport();
        close();
    });
    m_restart = new QPushButton(this);
    m_restart->setIcon(themeIcon(u"resume"_s));
    connect(m_restart, &QPushButton::clicked, m_door, &AgentDoor::restartAgent);
    buttons->addStretch(1);
    buttons->addWidget(m_restart);
    buttons->addWidget(m_import);
    column()->addLayout(buttons);
}

void AgentPanel::setGlance(const StoreGlance &glance)
{
    m_glance = glance;
    refresh();
}

QString AgentPanel::figure(const QString &name) const
{
    for (const QLabel *label : findChildren<QLabel *>()) {
        if (label->accessibleName() == name)
            return label->text();
    }
    return {};
}

void AgentPanel::refresh()
{
    const AgentStatus status = m_door->status();
    const bool running = status.state == AgentStatus::State::Running;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_title->setText(running                                        ? tr("The agent runs")
                     : status.state == AgentStatus::State::Starting ? tr("The agent starts")
                                                                    : tr("The agent does not run"));
    m_state->setText(!running               ? visibleText(status.reason)
                     : status.job.isEmpty() ? tr("It waits for something to do.")
                                            : tr("It is busy with %1.").arg(visibleLine(status.job)));
    m_state->setVisible(!m_state->text().isEmpty());
    m_process->setText(running && status.pid > 0 ? QString::number(status.pid) : u"–"_s);
    m_running->setText(running && status.startedAt >= 0 ? longDurationText(now - status.startedAt) : u"–"_s);
    m_store->setText(visibleLine(m_door->places().store));
    m_size->setText(m_glance.schema > 0 ? bytesText(m_glance.bytes) : tr("empty"));
    m_schema->setText(m_glance.schema > 0 ? QString::number(m_glance.schema) : u"–"_s);
    QStringList faults;
    for (const AgentFault &fault : status.faults.mid(std::max<qsizetype>(0, status.faults.size() - faultsShown)))
        faults.prepend(u"%1  %2: %3"_s.arg(timeText(fault.at), visibleLine(fault.job), visibleLine(fault.what)));
    m_faults->setText(faults.isEmpty() ? tr("none") : faults.join(u'\n'));
    m_restart->setText(running ? tr("Restart the agent") : tr("Start the agent"));
    m_restart->setEnabled(status.state != AgentStatus::State::Starting);
    m_import->setEnabled(running && !m_door->progress().running);
}

} // namespace assay
