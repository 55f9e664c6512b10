// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/doctor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include "agent/store/exclusions.h"
#include "agent/store/recount.h"
#include "agent/store/replacedfile.h"
#include "agent/store/restore.h"
#include "agent/store/salvage.h"
#include "models/data/query/rawline.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
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

bool hasDamage(const DoctorReport &report, const QString &only = {})
{
    return std::any_of(report.findings.begin(), report.findings.end(), [&only](const DoctorFinding &each) {
        return each.severity == Severity::Damage && (only.isEmpty() || each.check == only);
    });
}

// Why a file is no sound database; empty = it is.
QString faultsOf(Database &db)
{
    Statement check(db, u"PRAGMA quick_check(20)"_s);
    QStringList faults;
    while (check.next()) {
        if (check.text(0) != u"ok"_s)
            faults.append(check.text(0));
    }
    if (!check.ok())
        faults.append(check.error().what);
    return faults.join(u"; "_s);
}

void examineIntegrity(Database &db, DoctorReport &report)
{
    const QString faults = faultsOf(db);
    report.findings.append(faults.isEmpty()
                               ? DoctorFinding{Severity::Ok, u"integrity"_s, u"The database file is sound."_s}
                               : DoctorFinding{Severity::Damage, u"integrity"_s, faults});
    const qint64 texts = number(db, u"SELECT count(*) FROM body"_s);
    const qint64 indexed = number(db, u"SELECT count(*) FROM body_index_docsize"_s);
    if (texts < 0 || indexed < 0) {
        report.findings.append(
            {Severity::Damage, u"index"_s, u"The texts, or their index, cannot be read to the end."_s});
    } else if (texts != indexed) {
        report.findings.append(
            {Severity::Damage, u"index"_s, u"%L1 texts, but %L2 in the index."_s.arg(texts).arg(indexed)});
    } else {
        report.findings.append({Severity::Ok, u"index"_s, u"All %L1 texts are in the index."_s.arg(texts)});
    }
    const qint64 textless = number(db, u"SELECT count(*) FROM event WHERE id NOT IN (SELECT id FROM body)"_s);
    if (textless != 0) {
        report.findings.append({Severity::Damage, u"texts"_s,
                                textless < 0 ? u"The events cannot be read to the end."_s
                                             : u"%L1 events without their text."_s.arg(textless)});
    }
    // A lost page within a long text reads as zeros, which no stored text holds.
    const qint64 holed = number(
        db, u"SELECT count(*) FROM body WHERE instr(CAST(text || input || output AS BLOB), x'0000000000000000') > 0"_s);
    if (holed > 0)
        report.findings.append({Severity::Damage, u"texts"_s, u"%L1 texts have holes."_s.arg(holed)});
    const qint64 dangling = number(db, u"SELECT count(*) FROM pragma_foreign_key_check"_s);
    if (dangling != 0) {
        report.findings.append({Severity::Damage, u"references"_s,
                                dangling < 0 ? u"The references between rows cannot be checked."_s
                                             : u"%L1 rows refer to rows that are missing."_s.arg(dangling)});
    }
}

void examineBlocks(Database &db, DoctorReport &report)
{
    const qint64 dangling =
        number(db, u"SELECT count(*) FROM event WHERE raw_length > 0 AND NOT EXISTS (SELECT 1 FROM raw_block WHERE "
                   u"raw_block.source_id = "
                   "event.source_id AND raw_block.raw_position <= event.raw_position AND raw_block.raw_position + "
                   "raw_block.raw_length >= event.raw_position + event.raw_length)"_s);
    qint64 broken = 0;
    Statement blocks(db, u"SELECT codec, data, raw_length FROM raw_block"_s);
    while (blocks.next())
        broken += unpackedBlock(blocks.integer(0), blocks.blob(1), blocks.integer(2)) ? 0 : 1;
    const qint64 gone = number(db, u"SELECT count(*) FROM event WHERE raw_length = 0"_s);
    DoctorFinding finding{Severity::Damage, u"raw blocks"_s, {}};
    if (dangling < 0 || !blocks.ok())
        finding.detail = u"The raw lines cannot be read to the end."_s;
    else if (dangling > 0 || broken > 0)
        finding.detail = u"%L1 events without a raw line, %L2 damaged blocks of raw lines."_s.arg(dangling).arg(broken);
    else if (gone > 0)
        finding = {Severity::Warning, u"raw blocks"_s,
                   u"The raw lines of %L1 events were lost earlier; their texts are here."_s.arg(gone)};
    else
        finding = {Severity::Ok, u"raw blocks"_s, u"Every event has its raw line."_s};
    report.findings.append(finding);
}

void examineSources(Database &db, DoctorReport &report)
{
    const qint64 gone = number(db, u"SELECT count(*) FROM source WHERE state = 'source_gone'"_s);
    const qint64 changed = number(db, u"SELECT count(*) FROM source WHERE state = 'source_changed'"_s);
    const qint64 broken = number(db, u"SELECT value FROM total WHERE name = 'lines_broken'"_s);
    if (gone < 0 || changed < 0)
        return; // told as damage already
    report.findings.append(
        {Severity::Ok, u"sources"_s,
         u"%L1 files are gone and %L2 changed since they were read (their sessions are kept); %L3 lines were not "
         "readable and are kept raw."_s.arg(gone)
             .arg(changed)
             .arg(std::max<qint64>(0, broken))});
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
    QStringList copies;
    for (const QString &name : folder.entryList({u"*.before-*"_s, u"*.damaged-*"_s}, QDir::Files)) {
        if (!name.endsWith(u"-wal"_s) && !name.endsWith(u"-shm"_s))
            copies.append(name);
    }
    if (!copies.isEmpty()) {
        report.findings.append({Severity::Warning, u"backups"_s,
                                u"Older copies of the store are kept and may hold sessions deleted since: %1"_s.arg(
                                    copies.join(u", "_s))});
    }
}

// routes.sqlite and the key beside it. A data directory that was never deleted from may have neither.
void examineExclusions(const DataDir &dataDir, DoctorReport &report)
{
    if (!QFileInfo::exists(dataDir.routesFile()))
        return;
    auto db = Database::open(dataDir.routesFile(), Database::Mode::Reader, u"routes_"_s);
    const QString faults = db ? faultsOf(*db) : db.error().what;
    if (!faults.isEmpty()) {
        report.findings.append(
            {Severity::Damage, u"exclusions"_s,
             u"The list of what must not come back is damaged, so nothing can be imported: "_s + faults});
        return;
    }
    const qint64 rows = number(*db, u"SELECT count(*) FROM exclusion"_s);
    constexpr qint64 keyBytes = 32;
    if (rows > 0 && QFileInfo(dataDir.keyFile()).size() != keyBytes) {
        report.findings.append(
            {Severity::Damage, u"key"_s,
             u"The key of the %L1 exclusions is missing or damaged; nothing can be imported without it, or what was "
             "deleted would come back. Put %2 back from a backup, or remove %3 to give the exclusions up."_s.arg(rows)
                 .arg(dataDir.keyFile(), dataDir.routesFile())});
        return;
    }
    report.findings.append({Severity::Ok, u"exclusions"_s, u"%L1 exclusions are in force."_s.arg(rows)});
}

void count(Database &db, qint64 &sessions, qint64 &events)
{
    sessions = number(db, u"SELECT count(*) FROM session"_s);
    events = number(db, u"SELECT count(*) FROM event"_s);
}

// A file that a repair is made in; gone when the repair does not succeed.
class ScratchFile {
public:
    explicit ScratchFile(QString name)
        : m_name(std::move(name))
    {
        remove();
    }
    ~ScratchFile() { remove(); }
    ScratchFile(const ScratchFile &) = delete;
    ScratchFile &operator=(const ScratchFile &) = delete;
    [[nodiscard]] const QString &name() const { return m_name; }

private:
    void remove() const
    {
        for (const QString &side : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(m_name + side);
    }
    QString m_name;
};

// To the disk, whole: it was written without waiting for it.
Result<> finishFile(Database &db)
{
    return db.execute(u"PRAGMA synchronous=FULL; PRAGMA wal_checkpoint(TRUNCATE)"_s);
}

void tell(const Salvaged &salvaged, const Restored &restored, DoctorReport &report)
{
    const auto add = [&report](Severity severity, const QString &detail) {
        report.findings.append({severity, u"salvage"_s, detail});
    };
    if (!salvaged.readable) {
        add(Severity::Warning, u"Nothing of the damaged file could be read, so the new store is empty. Import again: "
                               "what still lies in the transcripts comes back, what was deleted does not."_s);
        return;
    }
    if (!salvaged.damagedTables.isEmpty())
        add(Severity::Warning,
            u"Rows of these tables could not be read: %1."_s.arg(salvaged.damagedTables.join(u", "_s)));
    if (restored.events > 0)
        add(Severity::Ok, u"%L1 events were told again from their raw lines or their files."_s.arg(restored.events));
    if (restored.filesRead > 0)
        add(Severity::Ok, u"%L1 files were read again because their raw lines were damaged."_s.arg(restored.filesRead));
    for (const QString &path : restored.unreadable)
        add(Severity::Warning, u"This file is there, but could not be read again: "_s + path);
    if (restored.eventsLost + restored.textsLost + restored.linesLost == 0)
        return;
    add(Severity::Warning,
        u"Lost for good: %L1 events, the texts of %L2 more; %L3 files have gaps in their raw lines. Import again: what "
        "still lies in transcripts that changed since they were read comes back."_s.arg(restored.eventsLost)
            .arg(restored.textsLost)
            .arg(restored.linesLost));
}

Result<> repairExclusions(const DataDir &dataDir, DoctorReport &report)
{
    const ScratchFile fresh(dataDir.routesFile() + u".repairing"_s);
    Salvaged salvaged;
    qint64 rows = 0;
    {
        auto db = Database::open(fresh.name(), Database::Mode::Writer, u"routes_"_s);
        if (!db)
            return tl::unexpected(db.error());
        auto saved = salvageExclusions(dataDir.routesFile(), *db);
        if (!saved)
            return tl::unexpected(saved.error());
        salvaged = std::move(*saved);
        rows = number(*db, u"SELECT count(*) FROM exclusion"_s);
        if (auto finished = finishFile(*db); !finished)
            return finished;
    }
    const auto damaged = replaceDamaged(dataDir.routesFile(), fresh.name());
    if (!damaged)
        return tl::unexpected(damaged.error());
    report.repaired = true;
    report.damagedFile = *damaged;
    const bool all = salvaged.damagedTables.isEmpty();
    report.findings.append(
        {all ? Severity::Ok : Severity::Warning, u"salvage"_s,
         all ? u"All %L1 exclusions were saved."_s.arg(rows)
             : u"%L1 exclusions were saved; others may be lost. Sessions that were deleted and still lie in the "
               "transcripts may come back with the next import; delete them again then."_s.arg(rows)});
    return {};
}

Result<> repairWorkspace(const DataDir &dataDir, const QString &file, const std::shared_ptr<const Redactor> &redactor,
                         DoctorReport &report)
{
    const ScratchFile fresh(file + u".repairing"_s);
    {
        auto db = Database::open(fresh.name(), Database::Mode::Writer);
        if (!db)
            return tl::unexpected(db.error());
        const auto salvaged = salvageStore(file, *db);
        if (!salvaged)
            return tl::unexpected(salvaged.error());
        const auto exclusions = Exclusions::open(dataDir);
        if (!exclusions)
            report.findings.append(
                {Severity::Warning, u"salvage"_s, u"No transcript was read again: "_s + exclusions.error().what});
        const auto restored = Restore(*db, redactor, exclusions ? &*exclusions : nullptr).run(*salvaged);
        if (!restored)
            return tl::unexpected(restored.error());
        if (auto done = recount(*db).and_then([&] { return finishFile(*db); }); !done)
            return done;
        tell(*salvaged, *restored, report);
        count(*db, report.sessionsAfter, report.eventsAfter);
    }
    const auto damaged = replaceDamaged(file, fresh.name());
    if (!damaged)
        return tl::unexpected(damaged.error());
    report.repaired = true;
    report.damagedFile = *damaged;
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
    examineExclusions(dataDir, report);
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

Result<DoctorReport> repairStore(const DataDir &dataDir, const QString &workspace,
                                 const std::shared_ptr<const Redactor> &redactor)
{
    const auto file = dataDir.workspaceFile(workspace);
    if (!file)
        return tl::unexpected(file.error());
    DoctorReport report;
    examineExclusions(dataDir, report);
    const bool routes = hasDamage(report, u"exclusions"_s);
    if (!routes || QFileInfo::exists(*file)) {
        auto examined = examineStore(dataDir, workspace);
        if (!examined)
            return examined;
        report = std::move(*examined);
    }
    report.sessionsAfter = report.sessionsBefore;
    report.eventsAfter = report.eventsBefore;
    if (routes) {
        if (auto saved = repairExclusions(dataDir, report); !saved)
            return tl::unexpected(saved.error());
    }
    const bool store = std::any_of(report.findings.begin(), report.findings.end(), [](const DoctorFinding &each) {
        return each.severity == Severity::Damage && each.check != u"exclusions"_s && each.check != u"key"_s;
    });
    if (store) {
        if (auto saved = repairWorkspace(dataDir, *file, redactor, report); !saved)
            return tl::unexpected(saved.error());
    }
    return report;
}

} // namespace assay
