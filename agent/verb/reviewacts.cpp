// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The acts of the desk in a terminal. What they do is the agent's; here they are asked for and told.
#include "agent/verb/reviewacts.h"

#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "models/data/export/isotime.h"
#include "models/data/query/deskquery.h"
#include "models/data/store/database.h"

#include <QFile>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

json asked(const VerbCall &call, const QString &key)
{
    json args = {{"candidate", key.toStdString()}, {"actor", "terminal"}};
    if (call.invocation.has(u"scope"_s))
        args["scope"] = call.invocation.value(u"scope"_s).toStdString();
    args["own_file"] = call.invocation.has(u"own-file"_s);
    return args;
}

Result<int> told(const VerbCall &call, const Result<ordered_json> &done, const QString &sentence)
{
    if (!done)
        return tl::unexpected(done.error());
    if (call.json())
        call.console.document(*done);
    else
        call.console.text(sentence + u'\n');
    if (const QString remark = textField(*done, "remark"); !remark.isEmpty())
        call.console.remark(remark);
    return 0;
}

QString findingsText(const json &plan)
{
    QString text;
    for (const json &each : plan.value("findings", json::array()))
        text += u"  line %1: %2: %3 [%4]\n"_s.arg(numberField(each, "line"))
                    .arg(textField(each, "severity"), textField(each, "message"), textField(each, "rule"));
    return text;
}

QString gitText(const json &plan)
{
    const json git = plan.value("git", json::object());
    if (!flagField(git, "in_repository"))
        return u"not in a git repository"_s;
    return u"git: branch %1, this file %2"_s.arg(textField(git, "branch"), textField(git, "state"));
}

Result<int> diff(const VerbCall &call, const QString &key)
{
    json args = asked(call, key);
    args["git"] = true;
    const auto plan = performJob(call, u"candidate.plan"_s, args);
    if (!plan)
        return tl::unexpected(plan.error());
    const json told = *plan;
    if (call.json()) {
        call.console.document(*plan);
        return 0;
    }
    QString text = u"%1 (%2), revision %3, sha256 %4\n%5, %6 bytes; %7\n"_s
                       .arg(oneLine(textField(told, "path")), textField(told, "form"))
                       .arg(numberField(told, "rev"))
                       .arg(textField(told, "sha256"), told["before"].is_null() ? u"new file"_s : u"changed file"_s)
                       .arg(numberField(told, "bytes"))
                       .arg(gitText(told));
    if (const QString shadow = textField(told, "shadow"); !shadow.isEmpty())
        text += shadow + u'\n';
    text += findingsText(told);
    for (const QString &line : textsField(told, "lost"))
        text += u"  takes away a line written by hand: %1\n"_s.arg(oneLine(line));
    if (const QStringList flags = textsField(told, "to_tick"); !flags.isEmpty())
        text += u"  to tick: --tick \"%1\"\n"_s.arg(flags.join(u"\" --tick \""_s));
    call.console.text(text + u'\n' + textField(told, "diff"));
    return 0;
}

// What is approved is what stands in the store and on disk at this moment, or what --sha256 names.
Result<int> approve(const VerbCall &call, const QString &key)
{
    json args = asked(call, key);
    const auto plan = performJob(call, u"candidate.plan"_s, args);
    if (!plan)
        return tl::unexpected(plan.error());
    const QString sha256 = textField(*plan, "sha256");
    if (const QString wanted = call.invocation.value(u"sha256"_s); !sha256.startsWith(wanted))
        return fail(
            Error::Code::Failed,
            u"The draft of %1 is not %2 any more but %3. Nothing was written. Look at it again: review diff."_s.arg(
                key, wanted, sha256.left(12)));
    args["rev"] = numberField(*plan, "rev");
    args["sha256"] = sha256.toStdString();
    args["path"] = textField(*plan, "path").toStdString();
    args["target_sha256"] = textField(*plan, "before_sha256").toStdString();
    args["git_add"] = call.invocation.has(u"git-add"_s);
    for (const auto &[option, field] : {std::pair(u"tick"_s, "ticked"), std::pair(u"give-up"_s, "given_up")}) {
        args[field] = json::array();
        for (const QString &each : call.invocation.options.value(option))
            args[field].push_back(each.toStdString());
    }
    const auto done = performJob(call, u"candidate.approve"_s, args);
    return told(call, done,
                done ? u"Approved: %1 (%2 bytes, sha256 %3)"_s.arg(oneLine(textField(*done, "path")))
                           .arg(numberField(*plan, "bytes"))
                           .arg(textField(*done, "sha256"))
                     : QString());
}

Result<int> edit(const VerbCall &call, const QString &key)
{
    QFile file(call.invocation.value(u"file"_s));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::Usage,
                    u"Name the text with --file FILE; this cannot be read (%1)."_s.arg(file.errorString()),
                    file.fileName());
    json args = asked(call, key);
    const QByteArray bytes = file.read(300 * 1024);
    args["text"] = bytes.toStdString();
    if (QString::fromUtf8(bytes).toUtf8() != bytes)
        return fail(Error::Code::Usage, u"This is not valid UTF-8. Nothing was stored."_s, file.fileName());
    const auto done = performJob(call, u"candidate.edit"_s, args);
    return told(call, done,
                done ? u"Revision %1, sha256 %2"_s.arg(numberField(*done, "rev")).arg(textField(*done, "sha256"))
                     : QString());
}

Result<int> merge(const VerbCall &call, const QString &key)
{
    json args = asked(call, key);
    args["into"] = call.invocation.value(u"into"_s).toStdString();
    const auto done = performJob(call, u"candidate.merge"_s, args);
    if (!done)
        return tl::unexpected(done.error());
    if (flagField(*done, "conflicts"))
        call.console.remark(
            u"Where both had changed the same lines, those written by hand were kept. Look: review diff."_s);
    return told(call, done,
                u"Revision %1 holds both; \"review diff\" shows it, \"review approve\" writes it."_s.arg(
                    numberField(*done, "rev")));
}

// Shows what would be written, since nobody has seen the line yet; "review approve" then writes it.
Result<int> rule(const VerbCall &call, const QString &key)
{
    json args = asked(call, key);
    args["form"] = "rule";
    const auto done = performJob(call, u"candidate.reshape"_s, args);
    return done ? diff(call, key) : tl::unexpected(done.error());
}

Result<int> exportDecisions(const VerbCall &call)
{
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const auto rows = readDecisions(*db);
    if (!rows)
        return tl::unexpected(rows.error());
    ordered_json all = ordered_json::array();
    for (auto each = rows->crbegin(); each != rows->crend(); ++each) {
        all.push_back({{"id", each->id},
                       {"candidate", each->candidate.toStdString()},
                       {"project", each->project.toStdString()},
                       {"verdict", each->verdict.toStdString()},
                       {"revision", each->rev},
                       {"sha256", each->sha256.toStdString()},
                       {"reason", each->reason.toStdString()},
                       {"note", each->note.toStdString()},
                       {"state_before", each->before.toStdString()},
                       {"state_after", each->after.toStdString()},
                       {"actor", each->actor.toStdString()},
                       {"undoes", each->undoes},
                       {"at", isoTime(each->at)}});
    }
    call.console.document({{"decisions", all}});
    return 0;
}

Result<int> importDecisions(const VerbCall &call)
{
    QFile file(call.invocation.value(u"file"_s));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::Usage, u"Name what \"review export\" wrote with --file FILE."_s, file.fileName());
    const json document = json::parse(file.read(64 * 1024 * 1024).toStdString(), nullptr, false);
    if (!document.is_object() || !document.value("decisions", json()).is_array())
        return fail(Error::Code::Usage, u"This is no export of decisions. Nothing was changed."_s, file.fileName());
    const auto done = performJob(call, u"decisions.import"_s, {{"decisions", document["decisions"]}});
    return told(
        call, done,
        done ? u"%1 applied, %2 left out (not here, or an approval)"_s.arg(
                   countOf(numberField(*done, "applied"), u"decision"_s), localNumber(numberField(*done, "skipped")))
             : QString());
}

using ReviewAct = Result<int> (*)(const VerbCall &, const QString &key);

const QList<std::pair<QString, ReviewAct>> &actsOnOne()
{
    static const QList<std::pair<QString, ReviewAct>> acts = {
        {u"diff"_s, diff}, {u"approve"_s, approve}, {u"edit"_s, edit}, {u"merge"_s, merge}, {u"rule"_s, rule}};
    return acts;
}

} // namespace

std::optional<Result<int>> runReviewAct(const VerbCall &call, const QString &act, const QString &key)
{
    if (key.isEmpty() && act == "export"_L1)
        return exportDecisions(call);
    if (key.isEmpty() && act == "import"_L1)
        return importDecisions(call);
    for (const auto &[name, perform] : actsOnOne()) {
        if (name == act && !key.isEmpty())
            return perform(call, key);
    }
    return std::nullopt;
}

QStringList reviewActs()
{
    QStringList names;
    for (const auto &[name, perform] : actsOnOne())
        names.append(name);
    return names + QStringList{u"export"_s, u"import"_s};
}

} // namespace assay
