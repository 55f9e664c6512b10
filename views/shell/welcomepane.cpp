// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/welcomepane.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "views/capture/wiringbox.h"
#include "views/widgets/assaystyle.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int columnWidth = 700;
constexpr int importSteps = 1000;

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

WelcomePane::WelcomePane(AgentDoor *door, QWidget *parent)
    : QScrollArea(parent)
    , m_door(door)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Welcome"));
    auto *page = new QWidget(this);
    auto *centre = new QHBoxLayout(page);
    centre->setContentsMargins(16, 28, 16, 16);
    m_sheet = new QWidget(page);
    auto *column = new QVBoxLayout(m_sheet);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    buildImport(column);
    buildCapture(column);
    buildSamples(column);
    column->addStretch(1);
    buildFoot(column);
    centre->addStretch(1);
    centre->addWidget(m_sheet, 1000);
    centre->addStretch(1);
    setWidget(page);
    connect(door, &AgentDoor::stateChanged, this, &WelcomePane::refresh);
    connect(door, &AgentDoor::progressChanged, this, [this] {
        if (m_door->progress().running)
            m_error.clear(); // what failed is tried again, or did not
        refresh();
    });
    connect(door, &AgentDoor::foundChanged, this, &WelcomePane::refresh);
    connect(door, &AgentDoor::importFinished, this, [this](const ImportOutcome &summary) {
        m_error.clear();
        m_summary = summary.cancelled ? tr("cancelled; %1 sessions are in").arg(countText(summary.sessions))
                                      : tr("%1 sessions, %2 events in %3")
                                            .arg(countText(summary.sessions), countText(summary.events),
                                                 durationText(summary.milliseconds));
        refresh();
    });
    connect(door, &AgentDoor::failed, this, [this](const QString &what) {
        m_error = what;
        refresh();
    });
    connect(Theme::instance(), &Theme::changed, this, &WelcomePane::restyle);
    restyle();
}

QWidget *WelcomePane::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 16);
    row->setSpacing(14);
    m_mark = new QLabel(head);
    row->addWidget(m_mark);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    m_heading = plainLabel(head);
    m_subheading = plainLabel(head);
    texts->addWidget(m_heading);
    texts->addWidget(m_subheading);
    row->addLayout(texts, 1);
    return head;
}

void WelcomePane::addLine(QVBoxLayout *column)
{
    auto *line = new QWidget(this);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    m_lines.append(line);
    column->addWidget(line);
}

void WelcomePane::buildFoot(QVBoxLayout *column)
{
    addLine(column);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 8, 0, 0);
    row->setSpacing(6);
    m_shield = new QLabel(this);
    m_promise = plainLabel(this);
    m_promise->setText(tr("No account, no network, no model needed"));
    m_keys = plainLabel(this);
    m_keys->setText(tr("F1 shortcuts · Ctrl+, settings"));
    row->addWidget(m_shield);
    row->addWidget(m_promise);
    row->addStretch(1);
    row->addWidget(m_keys);
    column->addLayout(row);
}

WelcomePane::Step WelcomePane::addStep(QVBoxLayout *column, const QString &number, const QString &title,
                                       const QString &text)
{
    addLine(column);
    auto *frame = new QWidget(this);
    auto *row = new QHBoxLayout(frame);
    row->setContentsMargins(0, 15, 0, 18);
    row->setSpacing(14);
    Step step;
    step.number = plainLabel(frame);
    step.number->setText(number);
    step.number->setAlignment(Qt::AlignCenter);
    step.number->setFrameShape(QFrame::StyledPanel);
    row->addWidget(step.number, 0, Qt::AlignTop);
    step.body = new QVBoxLayout;
    step.body->setSpacing(8);
    auto *head = new QHBoxLayout;
    step.title = plainLabel(frame);
    step.title->setText(title);
    step.icon = new QLabel(frame);
    step.state = plainLabel(frame);
    head->setSpacing(6);
    head->addWidget(step.title);
    head->addStretch(1);
    head->addWidget(step.icon);
    head->addWidget(step.state);
    step.body->addLayout(head);
    QLabel *explanation = plainLabel(frame);
    explanation->setText(text);
    explanation->setWordWrap(true);
    m_texts.append(explanation);
    step.body->addWidget(explanation);
    row->addLayout(step.body, 1);
    column->addWidget(frame);
    return step;
}

void WelcomePane::buildImport(QVBoxLayout *column)
{
    Step step = addStep(column, u"1"_s, tr("Import your history"),
                        tr("Reads the transcripts on this disk into a local database. Nothing leaves the machine, the "
                           "originals stay as they "
                           "are, secrets are masked before they are stored."));
    auto *found = new QFrame(this);
    found->setFrameShape(QFrame::StyledPanel);
    auto *places = new QHBoxLayout(found);
    places->setContentsMargins(8, 6, 8, 6);
    places->setSpacing(12);
    m_found = plainLabel(found);
    m_figures = plainLabel(found);
    m_found->setWordWrap(true);
    m_figures->setWordWrap(true);
    m_figures->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    places->addWidget(m_found, 1);
    places->addWidget(m_figures, 2);
    step.body->addWidget(found);
    m_start = new QWidget(this);
    auto *start = new QHBoxLayout(m_start);
    start->setContentsMargins(0, 0, 0, 0);
    m_import = new QPushButton(m_start);
    m_import->setProperty(AssayStyle::primaryProperty, true);
    m_import->setIcon(themeIcon(u"import"_s, Tone::OnFill));
    m_hint = plainLabel(m_start);
    start->addWidget(m_import);
    start->addWidget(m_hint, 1);
    connect(m_import, &QPushButton::clicked, m_door, &AgentDoor::startImport);
    step.body->addWidget(m_start);
    m_running = new QWidget(this);
    auto *running = new QVBoxLayout(m_running);
    running->setContentsMargins(0, 0, 0, 0);
    running->setSpacing(6);
    auto *figures = new QHBoxLayout;
    m_done = plainLabel(m_running);
    m_rest = plainLabel(m_running);
    figures->addWidget(m_done);
    figures->addStretch(1);
    figures->addWidget(m_rest);
    running->addLayout(figures);
    auto *bar = new QHBoxLayout;
    m_bar = new QProgressBar(m_running);
    m_bar->setRange(0, importSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_bar->setAccessibleName(tr("Import progress"));
    m_cancel = new QPushButton(tr("Cancel"), m_running);
    m_cancel->setIcon(themeIcon(u"cross"_s));
    m_cancel->setAccessibleName(tr("Cancel the import"));
    connect(m_cancel, &QPushButton::clicked, m_door, &AgentDoor::cancelImport);
    bar->addWidget(m_bar, 1);
    bar->addWidget(m_cancel);
    running->addLayout(bar);
    m_keeps = plainLabel(m_running);
    m_keeps->setText(tr("Cancel keeps what is in. The import goes on from there, also after a restart."));
    running->addWidget(m_keeps);
    step.body->addWidget(m_running);
    m_steps.append(step);
}

void WelcomePane::buildCapture(QVBoxLayout *column)
{
    Step step =
        addStep(column, u"2"_s, tr("Capture from now on"),
                tr("Adds one small program to the hooks of Claude Code. This is the whole change; a copy of the "
                   "file is kept, and it can be undone without trace."));
    m_wiring = new WiringBox(m_door, this);
    step.body->addWidget(m_wiring);
    m_steps.append(step);
    connect(m_wiring, &WiringBox::stateChanged, this, &WelcomePane::showCapture);
}

void WelcomePane::buildSamples(QVBoxLayout *column)
{
    Step step = addStep(
        column, u"3"_s, tr("Try it with sample sessions"),
        tr("Invented sessions of an invented team, in a workspace of their own; your own data is not touched."));
    auto *row = new QHBoxLayout;
    m_samples = new QPushButton(tr("Open sample sessions"), this);
    m_samples->setIcon(themeIcon(u"sample"_s));
    connect(m_samples, &QPushButton::clicked, m_door, &AgentDoor::openSamples);
    row->addWidget(m_samples);
    row->addStretch(1);
    step.body->addLayout(row);
    m_steps.append(step);
}

void WelcomePane::showCapture()
{
    const WiringBox::State state = m_wiring->state();
    showState(m_steps.at(1), state.icon, state.text, state.tone);
}

void WelcomePane::showState(const Step &step, const QString &icon, const QString &text, Tone tone) const
{
    const Theme *theme = Theme::instance();
    setTextTone(step.state, tone);
    step.state->setText(text);
    step.icon->setPixmap(icon.isEmpty() ? QPixmap()
                                        : iconPixmap(icon, theme->color(tone), theme->px(14), devicePixelRatioF()));
}

void WelcomePane::showFound()
{
    const TranscriptFolder found = m_door->found();
    m_found->setText(found.folder.isEmpty() ? tr("Looking for transcripts …") : found.folder);
    m_figures->setVisible(!found.folder.isEmpty());
    if (found.files == 0) {
        m_figures->setText(tr("none found; Claude Code writes them there when it is used"));
    } else {
        QStringList parts = {pluralText(found.files, tr("%1 transcript"), tr("%1 transcripts")),
                             bytesText(found.bytes)};
        if (found.projects > 0)
            parts.append(pluralText(found.projects, tr("%1 project"), tr("%1 projects")));
        if (found.oldest >= 0)
            parts.append(
                tr("oldest %1")
                    .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(found.oldest).date(), u"d MMM yyyy"_s)));
        m_figures->setText(parts.join(u" · "_s));
    }
    m_import->setText(found.files > 0 ? pluralText(found.files, tr("Import %1 transcript"), tr("Import %1 transcripts"))
                                      : tr("Import"));
}

void WelcomePane::showProgress()
{
    const ImportFigures progress = m_door->progress();
    QStringList parts = {tr("%1 of %2").arg(countText(progress.filesDone), countText(progress.filesSeen)),
                         tr("%1 of %2").arg(bytesText(progress.bytesDone), bytesText(progress.bytesTotal))};
    if (progress.bytesPerSecond > 0)
        parts.append(tr("%1/s").arg(bytesText(static_cast<qint64>(progress.bytesPerSecond))));
    if (progress.secondsLeft >= 0)
        parts.append(tr("%1 left").arg(durationText(progress.secondsLeft * 1000)));
    m_done->setText(progress.message.isEmpty() ? parts.join(u" · "_s) : progress.message);
    QString rest = tr("%1 events").arg(countText(progress.events));
    if (progress.linesKeptRaw > 0)
        rest += u", "_s + pluralText(static_cast<int>(progress.linesKeptRaw), tr("%1 line not understood (kept raw)"),
                                     tr("%1 lines not understood (kept raw)"));
    m_rest->setText(rest);
    const double share = progress.bytesTotal > 0
                             ? static_cast<double>(progress.bytesDone) / static_cast<double>(progress.bytesTotal)
                             : 0;
    m_bar->setValue(static_cast<int>(share * importSteps));
}

void WelcomePane::refresh()
{
    const AgentStatus status = m_door->status();
    const ImportFigures progress = m_door->progress();
    const TranscriptFolder found = m_door->found();
    m_heading->setText(status.sessions > 0 || progress.running ? tr("Welcome to Assay") : tr("Nothing recorded yet"));
    m_subheading->setText(tr("Three steps, in any order. Each can be left out, and is found again in Help."));
    showFound();
    showProgress();
    m_running->setVisible(progress.running);
    m_start->setVisible(!progress.running);
    const bool able = status.state == AgentStatus::State::Running && found.files > 0;
    m_import->setEnabled(able);
    m_samples->setEnabled(status.state == AgentStatus::State::Running && !progress.running);
    m_hint->setText(able                                           ? tr("can be browsed meanwhile")
                    : status.state == AgentStatus::State::Starting ? tr("the agent is starting")
                                                                   : QString());
    setTextTone(m_hint, Tone::Text3);
    showImportState();
    showCapture();
    m_hint->setWordWrap(m_hint->text().size() > 60);
}

void WelcomePane::showImportState()
{
    const AgentStatus status = m_door->status();
    const ImportFigures progress = m_door->progress();
    const TranscriptFolder found = m_door->found();
    const Step &step = m_steps.first();
    if (status.state == AgentStatus::State::NotRunning || (!progress.running && !m_error.isEmpty())) {
        showState(step, u"warning"_s, tr("not possible now"), Tone::Error);
        m_hint->setText(m_error.isEmpty() ? status.reason : m_error);
        setTextTone(m_hint, Tone::Error);
    } else if (progress.running) {
        const double share = progress.bytesTotal > 0 ? 100.0 * static_cast<double>(progress.bytesDone) /
                                                           static_cast<double>(progress.bytesTotal)
                                                     : 0;
        showState(step, u"import"_s, tr("importing, %1 %").arg(static_cast<int>(share)), Tone::Accent);
    } else if (!m_summary.isEmpty()) {
        showState(step, u"check"_s, m_summary, Tone::Ok);
    } else if (found.files > 0) {
        showState(step, u"check"_s, tr("%1 transcripts found").arg(countText(found.files)), Tone::Ok);
    } else {
        showState(step, QString(), QString(), Tone::Text3);
    }
}

void WelcomePane::restyle()
{
    const Theme *theme = Theme::instance();
    setGround(this, Tone::Document);
    m_mark->setPixmap(iconPixmap(u"assay-mark"_s, theme->color(Tone::Accent), theme->px(40), devicePixelRatioF()));
    m_sheet->setMaximumWidth(theme->px(columnWidth));
    m_heading->setFont(theme->font(Face::Display));
    m_subheading->setFont(theme->font(Face::Base));
    setTextTone(m_subheading, Tone::Text2);
    for (Step &step : m_steps) {
        step.number->setFixedSize(theme->px(24), theme->px(24));
        step.number->setFont(theme->font(Face::Base, QFont::DemiBold));
        step.title->setFont(theme->font(Face::Prompt));
        step.state->setFont(theme->font(Face::Row));
    }
    for (QLabel *text : std::as_const(m_texts))
        setTextTone(text, Tone::Text2);
    for (QWidget *line : std::as_const(m_lines))
        setGround(line, Tone::Line);
    m_found->setFont(theme->font(Face::Mono));
    m_shield->setPixmap(iconPixmap(u"shield"_s, theme->color(Tone::Text3), theme->px(14), devicePixelRatioF()));
    for (QLabel *label : {m_hint, m_keeps, m_rest, m_figures, m_promise, m_keys}) {
        label->setFont(theme->font(Face::Row));
        setTextTone(label, Tone::Text3);
    }
    m_done->setFont(theme->font(Face::Row, QFont::Medium));
    refresh();
}

} // namespace assay
