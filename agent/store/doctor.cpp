// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/doctor.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include "agent/store/importer.h"
#include "agent/store/recount.h"
#include "agent/store/salvage.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
#include "models/data/store/migrations.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

using Severity = DoctorFinding::Severity;

qint64 number(Database &db, const QString &sql)
{
    Statement s(db, sql);
    return s.next() ? s.integer(0) : -1;
}

void examineIntegrity(Database &db, DoctorReport &report)
{
    Statement check(db, u"PRAGMA quick_check(20)"_s);
    QStringList faults;
    while (check.next()) {
        if (check.text(0) != u"ok"_s)
            faults.append(check.text(0));
    }
    if (!check.ok())
        faults.append(check.error().what);
    report.findings.append(faults.isEmpty()
                               ? DoctorFinding{Severity::Ok, u"integrity"_s, u"The database file is sound."_s}
                               : DoctorFinding{Severity::Damage, u"integrity"_s, faults.join(u"; "_s)});
    const qint64 texts = number(db, u"SELECT count(*) FROM body"_s);
    const qint64 indexed = number(db, u"SELECT count(*) FROM body_index_docsize"_s);
    report.findings.append(
        texts >= 0 && texts == indexed
            ? DoctorFinding{Severity::Ok, u"index"_s, u"All %L1 texts are in the index."_s.arg(texts)}
            : DoctorFinding{Severity::Damage, u"index"_s,
                            u"%L1 texts, but %L2 in the index."_s.arg(texts).arg(indexed)});
}

void examineBlocks(Database &db, DoctorReport &report)
{
    const qint64 dangling =
        number(db, u"SELECT count(*) FROM event WHERE raw_length > 0 AND NOT EXISTS (SELECT 1 FROM raw_block WHERE "
                   u"raw_block.source_id = "
                   "event.source_id AND raw_block.raw_position <= event.raw_position AND raw_block.raw_position + "
                   "raw_block.raw_length >= event.raw_position + event.raw_length)"_s);
    report.findings.append(
        dangling == 0
            ? DoctorFinding{Severity::Ok, u"raw blocks"_s, u"Every event has its raw line."_s}
            : DoctorFinding{Severity::Damage, u"raw blocks"_s, u"%L1 events without a raw line."_s.arg(dangling)});
}

void examineSources(Database &db, DoctorReport &report)
{
    const qint64 gone = number(db, u"SELECT count(*) FROM source WHERE state = 'source_gone'"_s);
    const qint64 changed = number(db, u"SELECT count(*) FROM source WHERE state = 'source_changed'"_s);
    const qint64 broken = number(db, u"SELECT value FROM total WHERE name = 'lines_broken'"_s);
    report.findings.append(
        {Severity::Ok, u"sources"_s,
         u"%L1 files are gone and %L2 changed since they were read (their sessions are kept); %L3 lines were not "
         "readable and are kept raw."_s.arg(gone)
             .arg(changed)
             .arg(broken)});
}

void examineFolder(const DataDir &dataDir, DoctorReport &report)
{
    const QStorageInfo storage(dataDir.path());
    constexpr qint64 little = 512LL * 1024 * 1024;
    if (storage.isValid() && storage.bytesAvailable() < little) {
        report.findings.append(
            {Severity::Warning, u"disk"_s,
             u"Only %L1 MB are free. Capture stops when the disk is full; nothing is lost, but free some space."_s.arg(
                 storage.bytesAvailable() / 1'000'000)});
    }
    const QDir folder(dataDir.path() + u"/workspaces"_s);
    const QStringList copies = folder.entryList({u"*.before-*"_s, u"*.damaged-*"_s}, QDir::Files);
    if (!copies.isEmpty()) {
        report.findings.append({Severity::Warning, u"backups"_s,
                                u"Older copies of the store are kept and may hold sessions deleted since: %1"_s.arg(
                                    copies.join(u", "_s))});
    }
}

void count(Database &db, qint64 &sessions, qint64 &events)
{
    sessions = number(db, u"SELECT count(*) FROM session"_s);
    events = number(db, u"SELECT count(*) FROM event"_s);
}

// The sources that lost something are read again from the start, if their files are still there.
Result<> readAgain(Database &db, const DataDir &dataDir, const SalvageLosses &losses)
{
    QStringList paths;
    Statement reset(
        db, u"UPDATE source SET size = 0, mtime_ns = 0, cursor = 0, head_hash = x'', tail_hash = x'' WHERE id = ?"_s);
    Statement find(db, u"SELECT path FROM source WHERE id = ?"_s);
    for (const qint64 id : losses.lossySources) {
        find.bind(id);
        const QString path = find.next() ? find.text(0) : QString();
        find.finish();
        if (path.isEmpty() || !QFileInfo::exists(path))
            continue;
        if (!reset.bind(id).run())
            return tl::unexpected(reset.error());
        paths.append(path);
    }
    if (paths.isEmpty())
        return {};
    auto redactor = Redactor::create();
    if (!redactor)
        return tl::unexpected(redactor.error());
    ImportOptions options;
    options.claudeDirs = paths;
    const std::atomic<bool> cancel = false;
    return Importer(db, dataDir, *redactor).run(options, {}, cancel).map([](const ImportSummary &) {});
}

Result<> replaceFile(const QString &from, const QString &to)
{
    if (!QFile::rename(from, to))
        return fail(Error::Code::Failed, u"The file could not be renamed; both versions are still there."_s, from);
    return {};
}

} // namespace

Result<DoctorReport> examineStore(const DataDir &dataDir, const QString &workspace)
{
    const auto file = dataDir.workspaceFile(workspace);
    if (!file)
        return tl::unexpected(file.error());
    DoctorReport report;
    examineFolder(dataDir, report);
    auto db = Database::open(*file, Database::Mode::Reader);
    if (!db && db.error().code != Error::Code::Corrupt)
        return tl::unexpected(db.error());
    if (!db) {
        report.findings.append({Severity::Damage, u"integrity"_s, db.error().what});
        return report;
    }
    examineIntegrity(*db, report);
    examineBlocks(*db, report);
    examineSources(*db, report);
    count(*db, report.sessionsBefore, report.eventsBefore);
    return report;
}

Result<DoctorReport> repairStore(const DataDir &dataDir, const QString &workspace)
{
    const auto file = dataDir.workspaceFile(workspace);
    if (!file)
        return tl::unexpected(file.error());
    auto before = examineStore(dataDir, workspace);
    if (!before)
        return before;
    DoctorReport report = std::move(*before);
    const QString fresh = *file + u".repairing"_s;
    for (const QString &left : {fresh, fresh + u"-wal"_s, fresh + u"-shm"_s})
        QFile::remove(left);
    {
        auto db = Database::open(fresh, Database::Mode::Writer);
        if (!db)
            return tl::unexpected(db.error());
        const auto losses = salvageStore(*file, *db);
        if (!losses)
            return tl::unexpected(losses.error());
        auto done = readAgain(*db, dataDir, *losses).and_then([&] { return recount(*db); }).and_then([&] {
            return db->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        });
        if (!done)
            return tl::unexpected(done.error());
        for (auto lost = losses->rowsSkipped.begin(); lost != losses->rowsSkipped.end(); ++lost) {
            report.findings.append(
                {Severity::Warning, u"salvage"_s,
                 u"About %L1 rows of \"%2\" could not be read."_s.arg(lost.value()).arg(lost.key())});
        }
        count(*db, report.sessionsAfter, report.eventsAfter);
    }
    report.damagedFile = u"%1.damaged-%2"_s.arg(*file, QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s));
    for (const QString &side : {u"-wal"_s, u"-shm"_s}) {
        if (QFileInfo::exists(*file + side) && !QFile::rename(*file + side, report.damagedFile + side))
            return fail(Error::Code::Failed, u"The damaged store could not be put aside; nothing was replaced."_s,
                        *file + side);
    }
    if (auto moved = replaceFile(*file, report.damagedFile).and_then([&] { return replaceFile(fresh, *file); }); !moved)
        return tl::unexpected(moved.error());
    report.repaired = true;
    return report;
}

} // namespace assay
