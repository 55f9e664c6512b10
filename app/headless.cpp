// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/headless.h"

#include "app/agentlink.h"
#include "models/data/store/datadir.h"
#include "models/items/sessiontreemodel.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/mainwindow.h"
#include "views/transcript/transcriptpane.h"

#include <cstdio>
#include <utility>

#include <QLocale>
#include <QPixmap>
#include <QTimer>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int importLimitMs = 30 * 60 * 1000;
constexpr int pictureLimitMs = 15'000; // then the picture shows what there is
constexpr int settleMs = 300;          // for what the transcript lays out after its first rows

void say(const QString &line)
{
    std::fputs((line + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

} // namespace

Headless::Headless(AgentLink *link, OpenWorkspace open, QString workspace, QString screenshot, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_open(std::move(open))
    , m_workspace(std::move(workspace))
    , m_screenshot(std::move(screenshot))
{
    connect(link, &AgentLink::foundChanged, this, &Headless::begin);
    connect(link, &AgentLink::stateChanged, this, [this] {
        if (!m_begun && m_link->status().state == AgentStatus::State::NotRunning) {
            std::fputs((m_link->status().reason + u'\n').toUtf8().constData(), stderr);
            end(1);
        }
    });
    connect(link, &AgentLink::failed, this, [this](const QString &what) {
        std::fputs((what + u'\n').toUtf8().constData(), stderr);
        end(1);
    });
    connect(link, &AgentLink::importFinished, this, [this](const ImportOutcome &outcome) {
        say(tr("Imported %1 sessions with %2 events in %3 s.")
                .arg(QLocale().toString(outcome.sessions), QLocale().toString(outcome.events),
                     QLocale().toString(double(outcome.milliseconds) / 1000, 'f', 1)));
        show(m_workspace);
    });
    connect(link, &AgentLink::workspaceWanted, this, [this](const QString &name) {
        say(tr("No transcripts were found, so invented sample sessions were imported."));
        show(name);
    });
    QTimer::singleShot(importLimitMs, this, [this] { end(1); });
}

void Headless::begin()
{
    if (std::exchange(m_begun, true))
        return;
    const TranscriptFolder found = m_link->found();
    if (found.files == 0) {
        m_link->openSamples();
        return;
    }
    say(tr("Found %1 transcripts (%2) in %3.")
            .arg(QLocale().toString(found.files), QLocale().formattedDataSize(found.bytes), found.folder));
    m_link->startImport();
}

void Headless::show(const QString &workspace)
{
    MainWindow *window = m_open(workspace);
    SessionListPane *list = window->sessions();
    const auto openFirst = [window, list] {
        const QModelIndex project = list->model()->index(0, 0);
        const QVariant first = list->model()->index(0, 0, project).data(SessionTreeModel::SessionIdRole);
        if (first.toLongLong() > 0 && window->transcript()->title().isEmpty())
            window->openSession(first.toLongLong());
    };
    connect(list->model(), &SessionTreeModel::loaded, this, [this, list, openFirst] {
        if (list->model()->total() > 0 && !std::exchange(m_counted, true))
            say(tr("%1 sessions of %2 projects.").arg(list->model()->total()).arg(list->model()->rowCount()));
        openFirst();
    });
    connect(list->model(), &SessionTreeModel::dataChanged, this, openFirst);
    connect(window->transcript(), &TranscriptPane::opened, this,
            [this, window] { QTimer::singleShot(settleMs, this, [this, window] { takePicture(window); }); });
    QTimer::singleShot(pictureLimitMs, this, [this, window] { takePicture(window); });
}

void Headless::takePicture(MainWindow *window)
{
    if (m_ended)
        return;
    if (const auto guarded = guardTestRoot(m_screenshot); !guarded || !window->grab().save(m_screenshot, "PNG")) {
        std::fputs((tr("The picture cannot be written to %1.").arg(m_screenshot) + u'\n').toUtf8().constData(), stderr);
        end(1);
        return;
    }
    say(tr("A picture of the window is in %1").arg(m_screenshot));
    end(0);
}

void Headless::end(int exitCode)
{
    if (std::exchange(m_ended, true))
        return;
    if (m_link->startedAgent())
        m_link->stopAgent();
    // One more turn of the loop, so that the request leaves.
    QTimer::singleShot(0, this, [this, exitCode] { Q_EMIT finished(exitCode); });
}

} // namespace assay
