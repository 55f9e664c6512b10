// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/sessionexporter.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include "models/data/query/sessionquery.h"
#include "models/items/querylane.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 tellEveryMs = 100;

const ExportFormatRow &formatOf(const ExportOptions &options)
{
    for (const ExportFormatRow &each : exportFormats()) {
        if (each.name == options.format)
            return each;
    }
    return exportFormats().front();
}

// A name in the folder that is free now; writing to it keeps what appears meanwhile.
QString freeName(const QString &folder, const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    QString path = folder + u'/' + name;
    for (int number = 2; QFileInfo(path).isSymLink() || QFileInfo::exists(path); ++number)
        path = u"%1/%2-%3%4"_s.arg(folder, name.left(dot)).arg(number).arg(name.mid(dot));
    return path;
}

QString told(const Error &error)
{
    return error.path.isEmpty() ? error.what : error.what + u' ' + error.path;
}

} // namespace

SessionExporter::SessionExporter(QString storeFile, QObject *parent)
    : QObject(parent)
    , m_storeFile(std::move(storeFile))
{
}

SessionExporter::~SessionExporter()
{
    m_cancel = true;
    m_lane.reset();
}

void SessionExporter::start(const ExportRequest &request)
{
    if (m_running)
        return;
    m_running = true;
    m_cancel = false;
    if (!m_lane) {
        m_lane = std::make_unique<QueryLane>(m_storeFile);
        m_lane->start();
    }
    const auto outcome = std::make_shared<ExportOutcome>();
    const auto job = std::make_shared<QueryLane::Job>();
    job->context = this;
    job->work = [this, request, outcome](Database &db) { work(db, request, *outcome); };
    job->done = [this, outcome](const Result<> &opened) {
        if (!opened)
            outcome->problems.append(opened.error().what);
        m_running = false;
        Q_EMIT finished(*outcome);
    };
    m_lane->post(job, false);
}

// On the lane's thread, which ends before this object does.
void SessionExporter::work(Database &db, const ExportRequest &request, ExportOutcome &outcome)
{
    const auto sessions = readSessions(db, request.sessions);
    if (!sessions) {
        outcome.problems.append(told(sessions.error()));
        return;
    }
    if (sessions->isEmpty())
        outcome.problems.append(tr("There is nothing to export: these sessions are no longer in the store."));
    qint64 total = 0;
    for (const SessionRow &each : *sessions)
        total += each.eventsTotal;
    QElapsedTimer sinceTold;
    sinceTold.start();
    qint64 before = 0;
    int done = 0;
    const bool isFile = request.sessions.size() == 1;
    for (const SessionRow &session : *sessions) {
        const QString path =
            isFile ? request.target : freeName(request.target, exportFileName(session, formatOf(request.options)));
        const auto size = exportSessionToFile(
            db, session, request.options, path, isFile ? request.existing : Existing::Keep, [&](qint64 events) {
                if (sinceTold.elapsed() >= tellEveryMs) {
                    sinceTold.start();
                    QMetaObject::invokeMethod(
                        this, [this, done, seen = before + events, total] { Q_EMIT progress(done, seen, total); },
                        Qt::QueuedConnection);
                }
                return !m_cancel;
            });
        outcome.cancelled = m_cancel;
        if (m_cancel && !size)
            return;
        if (size) {
            outcome.files.append(path);
            outcome.bytes += *size;
        } else {
            outcome.problems.append(told(size.error()));
        }
        before += session.eventsTotal;
        ++done;
    }
}

} // namespace assay
