// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/capture/capturepage.h"

#include <QCheckBox>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "views/capture/capturedoor.h"
#include "views/capture/headline.h"
#include "views/capture/pausemenu.h"
#include "views/capture/wiringbox.h"
#include "views/text/visibletext.h"
#include "views/widgets/ground.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

CapturePage::CapturePage(AgentDoor *door, QWidget *parent)
    : QScrollArea(parent)
    , m_door(door)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Capture settings"));
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 8, 0);
    buildState(column);
    buildRuns(column);
    buildFolders(column);
    addHeading(column, tr("Hooks of Claude Code"));
    m_wiring = new WiringBox(door, this);
    column->addWidget(m_wiring);
    buildNotices(column);
    column->addStretch(1);
    setWidget(page);
    connect(door, &AgentDoor::stateChanged, this, &CapturePage::showState);
    connect(door->capture(), &CaptureDoor::healthChanged, this, &CapturePage::showState);
    connect(door->capture(), &CaptureDoor::settingsChanged, this, &CapturePage::showSettings);
    connect(Theme::instance(), &Theme::changed, this, &CapturePage::restyle);
    showSettings();
    restyle();
}

QLabel *CapturePage::addHeading(QVBoxLayout *column, const QString &text)
{
    auto *heading = new QLabel(text, this);
    heading->setTextFormat(Qt::PlainText);
    column->addWidget(heading);
    m_headings.append(heading);
    return heading;
}

void CapturePage::buildState(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    m_icon = new QLabel(this);
    m_state = new QLabel(this);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setAccessibleName(tr("State of the capture"));
    m_pause = new QPushButton(themeIcon(u"pause"_s), tr("Pause capture"), this);
    m_pause->setMenu(makePauseMenu(m_door->capture(), m_pause));
    m_resume = new QPushButton(themeIcon(u"play"_s), tr("Resume capture"), this);
    connect(m_resume, &QPushButton::clicked, m_door->capture(), &CaptureDoor::resume);
    row->addWidget(m_icon);
    row->addWidget(m_state, 1);
    row->addWidget(m_pause);
    row->addWidget(m_resume);
    column->addLayout(row);
}

void CapturePage::buildRuns(QVBoxLayout *column)
{
    addHeading(column, tr("Which runs"));
    m_unpersisted = new QCheckBox(tr("Also runs that write no transcript (--no-session-persistence)"), this);
    connect(m_unpersisted, &QCheckBox::toggled, this, [this](bool on) {
        CaptureSettings wanted = m_door->capture()->settings();
        wanted.captureUnpersisted = on;
        change(wanted);
    });
    column->addWidget(m_unpersisted);
}

void CapturePage::buildNotices(QVBoxLayout *column)
{
    addHeading(column, tr("The desktop is told"));
    m_candidates = new QCheckBox(tr("when a candidate waits and nobody looks at the window"), this);
    m_stopped = new QCheckBox(tr("when capture stops"), this);
    connect(m_candidates, &QCheckBox::toggled, this, [this](bool on) {
        CaptureSettings wanted = m_door->capture()->settings();
        wanted.notifyOfCandidates = on;
        change(wanted);
    });
    connect(m_stopped, &QCheckBox::toggled, this, [this](bool on) {
        CaptureSettings wanted = m_door->capture()->settings();
        wanted.notifyOfStoppedCapture = on;
        change(wanted);
    });
    column->addWidget(m_candidates);
    column->addWidget(m_stopped);
}

void CapturePage::buildFolders(QVBoxLayout *column)
{
    QLabel *heading = addHeading(column, tr("Folders and projects that are left out"));
    m_folders = new QListWidget(this);
    m_folders->setAccessibleName(heading->text());
    column->addWidget(m_folders);
    auto *row = new QHBoxLayout;
    m_folder = new QLineEdit(this);
    m_folder->setPlaceholderText(tr("/path/of/a/folder, or a project"));
    m_folder->setAccessibleName(tr("Folder or project to leave out"));
    m_add = new QPushButton(tr("Add"), this);
    m_browse = new QPushButton(tr("Choose…"), this);
    m_remove = new QPushButton(tr("Remove"), this);
    m_add->setAccessibleName(tr("Leave this out"));
    m_browse->setAccessibleName(tr("Choose a folder to leave out"));
    m_remove->setAccessibleName(tr("Capture the chosen one again"));
    row->addWidget(m_folder, 1);
    for (QPushButton *button : {m_add, m_browse, m_remove}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    column->addLayout(row);
    m_refusal = new QLabel(this);
    m_refusal->setTextFormat(Qt::PlainText);
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    column->addWidget(m_refusal);
    connect(m_add, &QPushButton::clicked, this, &CapturePage::addFolder);
    connect(m_folder, &QLineEdit::returnPressed, this, &CapturePage::addFolder);
    connect(m_folder, &QLineEdit::textChanged, this, &CapturePage::showSettings);
    connect(m_folder, &QLineEdit::textEdited, m_refusal, &QLabel::hide);
    connect(m_remove, &QPushButton::clicked, this, &CapturePage::removeFolder);
    connect(m_folders, &QListWidget::currentRowChanged, this, &CapturePage::showSettings);
    connect(m_browse, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder to leave out"));
        if (!folder.isEmpty()) {
            m_folder->setText(folder);
            addFolder();
        }
    });
}

void CapturePage::showWiring()
{
    ensureWidgetVisible(m_wiring, 0, 0);
    verticalScrollBar()->setValue(m_wiring->y());
}

void CapturePage::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    m_door->capture()->lookAtSettings();
}

void CapturePage::change(const CaptureSettings &wanted)
{
    m_door->capture()->changeSettings(wanted);
}

// A path is a folder, anything else the name or the key of a project. What is neither would be listed and never hold.
void CapturePage::addFolder()
{
    const QString typed = m_folder->text().trimmed();
    CaptureSettings wanted = m_door->capture()->settings();
    if (!wanted.known || typed.isEmpty())
        return;
    const bool isFolder = QDir::isAbsolutePath(typed) || typed == u'~' || typed.startsWith("~/"_L1);
    if (!isFolder && (typed.startsWith(u'.') || typed.startsWith(u'~') || typed.endsWith(u'/'))) {
        m_refusal->setText(tr("“%1” is no folder that is the same from everywhere. Write its whole path, from / or ~/.")
                               .arg(visibleLine(typed)));
        m_refusal->show();
        return;
    }
    QStringList &list = isFolder ? wanted.ignoredFolders : wanted.ignoredProjects;
    const QString entry = isFolder ? QDir::cleanPath(typed) : typed;
    m_folder->clear();
    if (list.contains(entry))
        return;
    list.append(entry);
    change(wanted);
}

void CapturePage::removeFolder()
{
    CaptureSettings wanted = m_door->capture()->settings();
    const qsizetype row = m_folders->currentRow();
    const qsizetype folders = wanted.ignoredFolders.size();
    if (row < 0 || row >= folders + wanted.ignoredProjects.size())
        return;
    if (row < folders)
        wanted.ignoredFolders.removeAt(row);
    else
        wanted.ignoredProjects.removeAt(row - folders);
    change(wanted);
}

void CapturePage::showState()
{
    const CaptureHealth capture = m_door->capture()->health();
    const CaptureHeadline line = captureHeadline(m_door->status(), capture, QDateTime::currentMSecsSinceEpoch());
    const Theme *theme = Theme::instance();
    m_icon->setPixmap(iconPixmap(line.icon, theme->color(line.tone), theme->px(16), devicePixelRatioF()));
    m_state->setText(line.text);
    m_state->setToolTip(line.sentence);
    const bool paused = capture.state == CaptureHealth::State::Paused;
    m_resume->setVisible(paused);
    m_pause->setVisible(!paused);
    m_pause->setEnabled(capture.state == CaptureHealth::State::Running);
}

void CapturePage::showSettings()
{
    const CaptureSettings settings = m_door->capture()->settings();
    const QSignalBlocker quietUnpersisted(m_unpersisted);
    const QSignalBlocker quietFolders(m_folders);
    const QSignalBlocker quietCandidates(m_candidates);
    const QSignalBlocker quietStopped(m_stopped);
    m_unpersisted->setChecked(settings.captureUnpersisted);
    m_candidates->setChecked(settings.notifyOfCandidates);
    m_stopped->setChecked(settings.notifyOfStoppedCapture);
    QStringList shown;
    for (int row = 0; row < m_folders->count(); ++row)
        shown.append(m_folders->item(row)->data(Qt::UserRole).toString());
    const QStringList wanted = settings.ignoredFolders + settings.ignoredProjects;
    if (shown != wanted) {
        m_folders->clear();
        for (const QString &folder : wanted) {
            auto *item = new QListWidgetItem(visibleLine(folder), m_folders);
            item->setData(Qt::UserRole, folder);
        }
    }
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_unpersisted, m_candidates, m_stopped, m_folders, m_folder, m_browse})
        part->setEnabled(settings.known);
    m_add->setEnabled(settings.known && !m_folder->text().trimmed().isEmpty());
    m_remove->setEnabled(settings.known && m_folders->currentRow() >= 0);
    const QString why = settings.known ? QString() : tr("The agent keeps these settings; it does not answer now.");
    for (QCheckBox *box : {m_unpersisted, m_candidates, m_stopped})
        box->setToolTip(why);
}

void CapturePage::restyle()
{
    const Theme *theme = Theme::instance();
    widget()->layout()->setSpacing(theme->px(8));
    for (QLabel *heading : std::as_const(m_headings)) {
        heading->setFont(theme->font(Face::Base, QFont::DemiBold));
        heading->setContentsMargins(0, theme->px(6), 0, 0);
    }
    m_state->setFont(theme->font(Face::Base, QFont::DemiBold));
    m_refusal->setFont(theme->font(Face::Row));
    setTextTone(m_refusal, Tone::Error);
    m_folders->setFont(theme->font(Face::Mono));
    m_folder->setFont(theme->font(Face::Mono));
    m_folders->setFixedHeight(theme->px(84));
    m_folders->setSpacing(theme->px(2));
    showState();
}

} // namespace assay
