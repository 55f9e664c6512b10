// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/samplehistory.h"

#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/progressline.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

Result<ordered_json> writeOnly(const QString &to)
{
    const QString folder = QDir::cleanPath(QFileInfo(to).absoluteFilePath());
    if (const auto guarded = guardTestRoot(folder); !guarded)
        return tl::unexpected(guarded.error());
    if (QFileInfo::exists(folder) && !QDir(folder).isEmpty()) {
        return fail(Error::Code::Usage,
                    u"The folder is not empty. Nothing was written, so that invented sessions do not mix with "
                    "real ones. Name a new folder."_s,
                    folder);
    }
    return writeSampleHistory(folder, {}).map([&folder](const SampleSummary &summary) {
        return ordered_json{{"workspace", nullptr},
                            {"folder", folder.toStdString()},
                            {"files", summary.files},
                            {"sessions", summary.sessions}};
    });
}

} // namespace

Result<int> runSamples(const VerbCall &call)
{
    const bool only = call.invocation.has(u"to"_s);
    const QString workspace = call.invocation.value(u"workspace"_s);
    if (!only && !workspace.isEmpty() && workspace != "samples"_L1) {
        return fail(Error::Code::Usage,
                    u"Invented sessions go to the workspace \"samples\" only, so that they never mix "
                    "with your own. Nothing was imported. Leave --workspace out."_s);
    }
    const auto done =
        only ? writeOnly(call.invocation.value(u"to"_s))
             : performJob(call, u"samples.import"_s, json::object(),
                          [&call](const ordered_json &figures) { call.console.progress(importProgressLine(figures)); });
    if (!done)
        return tl::unexpected(done.error());
    if (call.json()) {
        call.console.document(*done);
        return 0;
    }
    const json result = *done;
    const QString where = only ? textField(result, "folder") : u"workspace "_s + textField(result, "workspace");
    call.console.text(
        u"%1 in %2.\n"_s.arg(countOf(numberField(result, "sessions"), u"invented session"_s), oneLine(where)));
    if (!only) {
        call.console.remark(u"See them with: "_s +
                            call.command(workspace.isEmpty() ? u"sessions --workspace samples"_s : u"sessions"_s));
    }
    return 0;
}

} // namespace assay
