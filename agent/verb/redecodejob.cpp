// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Sessions of an older decoder, told anew: all of a workspace where somebody waits, else a moment's worth at a time.
#include <nlohmann/json.hpp>

#include <QDir>
#include <QFileInfo>

#include "agent/ipc/jsonfield.h"
#include "agent/redact/redactor.h"
#include "agent/store/redecode.h"
#include "agent/verb/storejobs.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

StoreJobs::Outcome StoreJobs::redecode(const std::atomic<bool> &cancel)
{
    constexpr qint64 momentMs = 300;
    const auto redactor = m_rules.redactor();
    if (!redactor)
        return tl::unexpected(redactor.error());
    RedecodeSummary all;
    std::optional<Error> firstError; // a damaged workspace does not keep the others as they are
    const QDir folder(m_dataDir.path() + u"/workspaces"_s);
    for (const QString &name : folder.entryList({u"*.sqlite"_s}, QDir::Files)) {
        const QString workspace = QFileInfo(name).completeBaseName();
        // Those that are damaged are looked at once, not in every moment again.
        qint64 &last = m_redecodedUpTo[workspace];
        const auto done = store(workspace, Missing::Refuse).and_then([&](Database *db) {
            return redecodeOlderSessions(*db, **redactor, {momentMs, last}, {}, cancel);
        });
        if (!done) {
            firstError = firstError.value_or(done.error());
            continue;
        }
        last = done->lastSession;
        all.sessions += done->sessions;
        all.left += done->left;
        all.remaining += done->remaining;
    }
    ordered_json figures{{"redecoded", all.sessions}, {"left", all.left}, {"remaining", all.remaining}};
    if (firstError)
        figures["problem"] = firstError->what.toStdString();
    return figures;
}

Result<> StoreJobs::redecodeAll(const json &args, const std::atomic<bool> &cancel)
{
    const auto redactor = redactorFor(args);
    if (!redactor)
        return tl::unexpected(redactor.error());
    return store(textField(args, "workspace", u"default"_s), Missing::Create).and_then([&](Database *db) {
        return redecodeOlderSessions(*db, **redactor, {}, {}, cancel).map([](const RedecodeSummary &) {});
    });
}

} // namespace assay
