// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/storejobs.h"

#include "agent/desk/draftfiles.h"
#include "agent/ipc/jsonfield.h"
#include "agent/redact/report.h"
#include "agent/settings/settingsfile.h"
#include "agent/store/deletion.h"
#include "agent/store/recheck.h"
#include "agent/verb/importtotals.h"
#include "agent/verb/retentionjobs.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

// The jobs of StoreJobs that go through all workspaces, or take sessions out of one.
namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

std::optional<StoreJobs::Outcome> StoreJobs::retentionJob(const QString &job, const json &args)
{
    if (job == "prune.daily"_L1)
        return pruneEverywhere();
    static const QStringList others = {u"prune.plan"_s, u"prune.apply"_s, u"prune.undo"_s, u"store.backup"_s,
                                       u"store.note_backup"_s};
    if (!others.contains(job))
        return std::nullopt;
    return store(textField(args, "workspace", u"default"_s), Missing::Refuse).and_then([&](Database *db) -> Outcome {
        if (job == "store.backup"_L1)
            return makeBackup(*db, args, Backup::Whole);
        if (job == "store.note_backup"_L1)
            return makeBackup(*db, args, Backup::Note);
        if (job == "prune.undo"_L1)
            return undoPrune(*db, m_dataDir);
        return pruneSessions(*db, m_dataDir, settingsFor(args), args,
                             job == "prune.plan"_L1 ? Prune::Plan : Prune::Apply);
    });
}

StoreJobs::Outcome StoreJobs::pruneEverywhere()
{
    const auto loaded = settingsFor(json::object()).read();
    if (!loaded)
        return tl::unexpected(loaded.error());
    const auto hidden = inEveryStore(
        [&](Database &db) { return pruneDaily(db, m_dataDir, loaded->values, QDateTime::currentMSecsSinceEpoch()); });
    if (!hidden)
        return tl::unexpected(hidden.error());
    return ordered_json{{"hidden", *hidden}};
}

Result<qint64> StoreJobs::inEveryStore(const std::function<Result<qint64>(Database &)> &work)
{
    qint64 sum = 0;
    std::optional<Error> firstError;
    const QDir folder(m_dataDir.path() + u"/workspaces"_s);
    for (const QString &name : folder.entryList({u"*.sqlite"_s}, QDir::Files)) {
        const auto count = store(QFileInfo(name).completeBaseName(), Missing::Refuse).and_then([&work](Database *db) {
            return work(*db);
        });
        if (count)
            sum += *count;
        else
            firstError = firstError.value_or(count.error());
    }
    if (firstError)
        return tl::unexpected(*firstError);
    return sum;
}

StoreJobs::Outcome StoreJobs::purge()
{
    return inEveryStore([this](Database &db) -> Result<qint64> {
               return Deletion(db, m_dataDir).purgeDue(QDateTime::currentMSecsSinceEpoch());
           })
        .map([](qint64 purged) {
            return ordered_json{{"purged", purged}};
        });
}

// What was typed over a draft is of the same words, and goes with them.
StoreJobs::Outcome StoreJobs::withoutLostDrafts(Outcome done) const
{
    if (!done)
        return done;
    // What was asked for is done; this is beside it.
    if (const auto removed = removeLostDrafts(m_dataDir); !removed)
        (*done)["remark"] = (removed.error().what + u' ' + removed.error().path).toStdString();
    return done;
}

StoreJobs::Outcome StoreJobs::recheck(const json &args, const OnProgress &onProgress, const std::atomic<bool> &cancel)
{
    auto db = store(textField(args, "workspace", u"default"_s), Missing::Refuse);
    if (!db)
        return tl::unexpected(db.error());
    const auto redactor = redactorFor(args);
    if (!redactor)
        return tl::unexpected(redactor.error());
    const auto report = [&onProgress](qint64 done, qint64 total) {
        if (onProgress)
            onProgress({{"done", done}, {"total", total}});
    };
    const auto summary = recheckStore(**db, **redactor, report, cancel);
    if (!summary)
        return tl::unexpected(summary.error());
    ordered_json done = {{"sessions", summary->sessions},          {"lines_scanned", summary->linesScanned},
                         {"lines_changed", summary->linesChanged}, {"redactions", toJson(summary->redactions)},
                         {"cancelled", summary->cancelled},        {"log_emptied", summary->logEmptied}};
    // What was asked for is done; this is beside it.
    if (const auto drafts = recheckDrafts(m_dataDir, **redactor); !drafts)
        done["remark"] = (drafts.error().what + u' ' + drafts.error().path).toStdString();
    return done;
}

} // namespace assay
