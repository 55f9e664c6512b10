// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/healthpane.h"

#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "views/capture/capturedoor.h"
#include "views/capture/figurerows.h"
#include "views/capture/healthreport.h"
#include "views/capture/pausemenu.h"
#include "views/shell/agentdoor.h"
#include "views/text/visibletext.h"
#include "views/widgets/assaystyle.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"
#include "views/widgets/wraplayout.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int columnWidth = 760;
constexpr int tickMs = 1'000;
constexpr qsizetype agentFaultsShown = 3;

QString figureText(qint64 figure)
{
    return figure >= 0 ? countText(figure) : u"–"_s;
}

QToolButton *folderButton(const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(themeIcon(u"folder"_s));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void openFolderOf(const QString &path)
{
    const QFileInfo file(path);
    QDesktopServices::openUrl(QUrl::fromLocalFile(file.isDir() ? path : file.path()));
}

} // namespace

HealthPane::HealthPane(AgentDoor *door, QWidget *parent)
    : QScrollArea(parent)
    , m_door(door)
    , m_tick(new QTimer(this))
    , m_look(new QTimer(this))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("Capture health"));
    auto *page = new QWidget(this);
    auto *centre = new QHBoxLayout(page);
    centre->setContentsMargins(16, 20, 16, 16);
    auto *sheet = new QWidget(page);
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(0, 0, 0, 0);
    buildHead(column);
    m_faults = addSection(column, tr("Not read, or not written"));
    m_capture = addSection(column, tr("Capture"));
    m_hooks = addSection(column, tr("Hooks of Claude Code"));
    m_agent = addSection(column, tr("Agent"));
    m_store = addSection(column, tr("Store"));
    buildCapture();
    buildStore();
    column->addStretch(1);
    centre->addStretch(1);
    centre->addWidget(sheet, 1000);
    centre->addStretch(1);
    setWidget(page);
    connectAll();
    restyle();
}

void HealthPane::buildHead(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    m_icon = new QLabel(this);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_title = new QLabel(this);
    m_sentence = new QLabel(this);
    for (QLabel *label : {m_title, m_sentence}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        texts->addWidget(label);
    }
    row->addLayout(texts, 1);
    column->addLayout(row);
    m_buttons = new QWidget(this);
    auto *buttons = new WrapLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    m_act = addButton({}, {});
    m_act->setProperty(AssayStyle::primaryProperty, true);
    m_pause = addButton(tr("Pause capture"), u"pause"_s);
    m_pause->setMenu(makePauseMenu(m_door->capture(), m_pause));
    m_import = addButton(tr("Import now"), u"import"_s);
    m_copy = addButton(tr("Copy the report"), u"copy"_s);
    QPushButton *settings = addButton(tr("Capture settings"), u"sliders"_s);
    connect(settings, &QPushButton::clicked, this, &HealthPane::settingsRequested);
    column->addWidget(m_buttons);
}

QPushButton *HealthPane::addButton(const QString &text, const QString &icon)
{
    auto *button = new QPushButton(text, m_buttons);
    if (!icon.isEmpty())
        button->setIcon(themeIcon(icon));
    m_buttons->layout()->addWidget(button);
    return button;
}

FigureRows *HealthPane::addSection(QVBoxLayout *column, const QString &heading)
{
    auto *section = new FigureRows(heading, this);
    column->addWidget(section);
    m_sections.append(section);
    return section;
}

void HealthPane::buildCapture()
{
    for (const QString &name : {tr("Last event"), tr("Files to read"), tr("Hook events waiting"),
                                tr("Hook events lost"), tr("A hook call takes"), tr("Watching")})
        m_captureRows.append(m_capture->addRow(name));
    m_hookRows.append(m_hooks->addRow(tr("Wired")));
    m_hookRows.append(m_hooks->addRow(tr("Settings"), true));
    QToolButton *open = folderButton(tr("Open the folder of the settings"), this);
    m_hooks->addWidget(open);
    connect(open, &QToolButton::clicked, this,
            [this] { openFolderOf(m_door->capture()->health().hooks.settingsPath); });
    m_hookRows.append(m_hooks->addRow(tr("Command"), true));
    m_hookRows.append(m_hooks->addRow(tr("Events")));
    m_hookRows.append(m_hooks->addRow(tr("Trouble")));
}

void HealthPane::buildStore()
{
    for (const QString &name : {tr("Process"), tr("Running for"), tr("Doing"), tr("Last errors")})
        m_agentRows.append(m_agent->addRow(name));
    m_storeRows.append(m_store->addRow(tr("File"), true));
    QToolButton *open = folderButton(tr("Open the folder of the store"), this);
    m_store->addWidget(open);
    connect(open, &QToolButton::clicked, this, [this] { openFolderOf(m_door->places().store); });
    for (const QString &name : {tr("Size"), tr("Sessions"), tr("Events"), tr("Schema")})
        m_storeRows.append(m_store->addRow(name));
}

void HealthPane::connectAll()
{
    connect(m_act, &QPushButton::clicked, this, &HealthPane::act);
    connect(m_import, &QPushButton::clicked, m_door, &AgentDoor::startImport);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(healthReport(m_headline, m_sections)); });
    connect(m_door, &AgentDoor::stateChanged, this, &HealthPane::refresh);
    connect(m_door, &AgentDoor::progressChanged, this, &HealthPane::refresh);
    connect(m_door->capture(), &CaptureDoor::healthChanged, this, &HealthPane::refresh);
    m_tick->setInterval(tickMs);
    m_look->setInterval(lookMs);
    connect(m_tick, &QTimer::timeout, this, &HealthPane::refresh);
    connect(m_look, &QTimer::timeout, m_door->capture(), &CaptureDoor::lookAgain);
    connect(Theme::instance(), &Theme::changed, this, &HealthPane::restyle);
}

void HealthPane::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    refresh();
    m_door->capture()->lookAgain();
    m_tick->start();
    m_look->start();
}

void HealthPane::hideEvent(QHideEvent *event)
{
    QScrollArea::hideEvent(event);
    m_tick->stop();
    m_look->stop();
}

void HealthPane::act()
{
    switch (m_headline.act) {
    case CaptureAct::StartAgent:
    case CaptureAct::RestartAgent:
        m_door->restartAgent();
        break;
    case CaptureAct::Resume:
        m_door->capture()->resume();
        break;
    case CaptureAct::Wire:
        Q_EMIT wiringRequested();
        break;
    case CaptureAct::FreeSpace:
        openFolderOf(m_door->places().dataDir);
        break;
    case CaptureAct::LookAtFiles:
        m_copy->click();
        break;
    case CaptureAct::None:
        break;
    }
}

void HealthPane::setGlance(const StoreGlance &glance)
{
    m_glance = glance;
    refresh();
}

QString HealthPane::figure(const QString &name) const
{
    for (const FigureRows *section : m_sections) {
        if (const QString value = section->value(name); !value.isEmpty())
            return value;
    }
    return {};
}

QString HealthPane::headlineText() const
{
    return m_title->text();
}

void HealthPane::refresh()
{
    showHead();
    showCapture();
    showHooks();
    showFaults();
    showAgent();
}

void HealthPane::showHead()
{
    const Theme *theme = Theme::instance();
    const AgentStatus agent = m_door->status();
    const CaptureHealth capture = m_door->capture()->health();
    m_headline = captureHeadline(agent, capture, QDateTime::currentMSecsSinceEpoch());
    m_icon->setPixmap(iconPixmap(m_headline.icon, theme->color(m_headline.tone), theme->px(24), devicePixelRatioF()));
    m_title->setText(m_headline.text);
    m_sentence->setText(m_headline.sentence);
    m_act->setVisible(m_headline.act != CaptureAct::None && m_headline.act != CaptureAct::LookAtFiles);
    m_act->setText(captureActText(m_headline.act));
    m_act->setIcon(themeIcon(captureActIcon(m_headline.act), Tone::OnFill));
    const bool running = agent.state == AgentStatus::State::Running;
    m_pause->setEnabled(running && capture.state == CaptureHealth::State::Running);
    m_import->setEnabled(running && !m_door->progress().running);
}

void HealthPane::showCapture()
{
    const CaptureHealth capture = m_door->capture()->health();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 last = std::max(capture.lastEventAt, m_glance.newestAt);
    QString spool = figureText(capture.spoolFiles);
    if (capture.spoolFiles >= 0 && capture.spoolBytes > 0)
        spool += u" · "_s + bytesText(capture.spoolBytes);
    QString watching = capture.watching == "inotify"_L1 ? tr("told by the system at once")
                       : capture.watching == "polling"_L1
                           ? tr("looked at every few seconds. %1").arg(visibleLine(capture.watchingBecause)).trimmed()
                           : visibleLine(capture.watching);
    if (capture.foldersWatched >= 0)
        watching += u" · "_s + pluralText(capture.foldersWatched, tr("%1 folder"), tr("%1 folders"));
    const QStringList values = {
        last >= 0 ? agoText(last, now) + u" · "_s + isoText(last) : u"–"_s,
        figureText(capture.queueDepth),
        spool,
        figureText(capture.dropped),
        capture.hookMsP95 >= 0
            ? tr("%1 ms (95 of 100 take at most that)").arg(QLocale().toString(capture.hookMsP95, 'f', 1))
            : u"–"_s,
        watching.isEmpty() ? u"–"_s : watching};
    for (qsizetype i = 0; i < values.size(); ++i)
        m_capture->setValue(m_captureRows.at(i), values.at(i),
                            i == 3 && capture.dropped > 0 ? Tone::Error : Tone::Text);
}

void HealthPane::showHooks()
{
    const HookWiring hooks = m_door->capture()->health().hooks;
    const QString wired = !hooks.known ? u"–"_s : hooks.wired ? tr("yes") : tr("no");
    m_hooks->setValue(m_hookRows.at(0), wired, hooks.known && !hooks.wired ? Tone::Warning : Tone::Text);
    m_hooks->setValue(m_hookRows.at(1), hooks.settingsPath.isEmpty() ? u"–"_s : visibleLine(hooks.settingsPath));
    m_hooks->setValue(m_hookRows.at(2), visibleLine(hooks.command));
    m_hooks->setValue(m_hookRows.at(3), visibleLine(hooks.events.join(u", "_s)));
    m_hooks->setValue(m_hookRows.at(4), visibleText(hooks.trouble), Tone::Warning);
}

// One row for each file; they come and go, so rows are kept and left empty.
void HealthPane::showFaults()
{
    const QList<FileFault> faults = m_door->capture()->health().faults;
    const qsizetype shown = std::min(faults.size(), faultsShown);
    while (m_faultRows.size() < shown)
        m_faultRows.append(m_faults->addRow(tr("Fault %1").arg(m_faultRows.size() + 1)));
    for (qsizetype i = 0; i < m_faultRows.size(); ++i) {
        QString text;
        if (i < shown) {
            const FileFault &fault = faults.at(i);
            const QString when = fault.at >= 0 ? timeText(fault.at) + u"  "_s : QString();
            text =
                when + (fault.path.isEmpty() ? QString() : visibleLine(fault.path) + u'\n') + visibleText(fault.what);
        }
        if (i + 1 == shown && faults.size() > shown)
            text += u'\n' + tr("and %1 more").arg(countText(faults.size() - shown));
        m_faults->setValue(m_faultRows.at(i), text);
    }
    m_faults->setVisible(shown > 0);
}

void HealthPane::showAgent()
{
    const AgentStatus status = m_door->status();
    const bool running = status.state == AgentStatus::State::Running;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QStringList faults;
    for (const AgentFault &fault : status.faults.mid(std::max<qsizetype>(0, status.faults.size() - agentFaultsShown)))
        faults.prepend(u"%1  %2: %3"_s.arg(timeText(fault.at), visibleLine(fault.job), visibleLine(fault.what)));
    const QStringList values = {running && status.pid > 0 ? QString::number(status.pid) : u"–"_s,
                                running && status.startedAt >= 0 ? longDurationText(now - status.startedAt) : u"–"_s,
                                !running               ? u"–"_s
                                : status.job.isEmpty() ? tr("waits for something to do")
                                                       : visibleLine(status.job),
                                faults.isEmpty() ? tr("none") : faults.join(u'\n')};
    for (qsizetype i = 0; i < values.size(); ++i)
        m_agent->setValue(m_agentRows.at(i), values.at(i));
    const bool there = m_glance.schema > 0;
    const QStringList store = {visibleLine(m_door->places().store), there ? bytesText(m_glance.bytes) : tr("empty"),
                               countText(m_glance.sessions), countText(m_glance.events),
                               there ? QString::number(m_glance.schema) : u"–"_s};
    for (qsizetype i = 0; i < store.size(); ++i)
        m_store->setValue(m_storeRows.at(i), store.at(i));
}

void HealthPane::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Document);
    QWidget *sheet = m_buttons->parentWidget();
    sheet->setMaximumWidth(theme->px(columnWidth));
    sheet->layout()->setSpacing(theme->px(16));
    m_buttons->layout()->setSpacing(theme->px(6));
    m_title->setFont(theme->font(Face::Prompt));
    m_sentence->setFont(theme->font(Face::Base));
    setTextTone(m_sentence, Tone::Text2);
    for (QToolButton *button : findChildren<QToolButton *>()) {
        button->setIconSize(QSize(theme->px(14), theme->px(14)));
        button->setFixedSize(theme->px(20), theme->px(20));
    }
    refresh();
}

} // namespace assay
