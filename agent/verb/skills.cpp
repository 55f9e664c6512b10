// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/jsonfield.h"
#include "agent/verb/agentcall.h"
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/export/isotime.h"
#include "models/data/query/deskquery.h"
#include "models/data/store/database.h"

#include <QDir>
#include <QFile>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

ordered_json skillJson(const InstalledSkill &skill)
{
    const auto orNull = [](qint64 at) { return at < 0 ? ordered_json() : ordered_json(isoTime(at)); };
    return {{"name", skill.file.name.toStdString()},
            {"path", skill.file.path().toStdString()},
            {"scope", skill.file.scope.toStdString()},
            {"project", skill.project.toStdString()},
            {"state", skill.state.toStdString()},
            {"version", skill.version},
            {"listing_tokens", skill.file.listingTokens},
            {"body_tokens", skill.file.bodyTokens},
            {"uses", skill.modelUses + skill.typedUses},
            {"uses_model", skill.modelUses},
            {"uses_typed", skill.typedUses},
            {"lines", skill.lines},
            {"eligible", nullptr},
            {"last_used_at", orNull(skill.lastUsedAt)},
            {"effect", nullptr},
            {"candidate", skill.candidate.isEmpty() ? ordered_json() : ordered_json(skill.candidate.toStdString())},
            {"dangers", skill.file.dangers},
            {"trouble", skill.file.trouble.toStdString()},
            {"description", skill.file.description.toStdString()}};
}

QString projectOption(const VerbCall &call)
{
    const QString project = call.invocation.value(u"project"_s);
    return project.isEmpty() ? QString() : QDir(project).absolutePath();
}

Result<QList<InstalledSkill>> installed(const VerbCall &call)
{
    auto db = openReader(call);
    if (!db)
        return tl::unexpected(db.error());
    return readInstalled(*db, call.claudeDir, projectOption(call));
}

// By its name, or by its path where several have it.
Result<InstalledSkill> named(const VerbCall &call, const QString &name)
{
    const auto all = installed(call);
    if (!all)
        return tl::unexpected(all.error());
    QList<InstalledSkill> matching;
    for (const InstalledSkill &each : *all) {
        if (each.file.name == name || each.file.path() == name)
            matching.append(each);
    }
    if (matching.isEmpty())
        return fail(Error::Code::NotFound, u"There is no skill \"%1\". \"assay-agent skills\" lists them."_s.arg(name));
    if (matching.size() > 1)
        return fail(Error::Code::Usage, u"Several skills are called \"%1\". Name the path of one: %2 or %3."_s.arg(
                                            name, matching[0].file.path(), matching[1].file.path()));
    return matching.first();
}

Result<int> list(const VerbCall &call)
{
    const auto all = installed(call);
    if (!all)
        return tl::unexpected(all.error());
    QList<QStringList> lines = {{u"SKILL"_s, u"STATE"_s, u"WHERE"_s, u"TOKENS"_s, u"USES"_s, u"LAST USED"_s}};
    ordered_json skills = ordered_json::array();
    for (const InstalledSkill &each : *all) {
        skills.push_back(skillJson(each));
        lines.append({oneLine(each.file.name), each.state,
                      each.file.scope == "personal"_L1 ? u"personal"_s : oneLine(each.file.root),
                      localNumber(each.file.listingTokens), localNumber(each.modelUses + each.typedUses),
                      each.lastUsedAt < 0 ? u"–"_s : localTime(each.lastUsedAt)});
    }
    if (call.json())
        call.console.document({{"skills", skills}});
    else if (!all->isEmpty())
        call.console.text(alignedTable(lines, {3, 4}));
    if (all->isEmpty())
        call.console.remark(u"There is no skill in the personal folder nor in a project that Assay knows."_s);
    return 0;
}

Result<int> show(const VerbCall &call, const QString &name)
{
    const auto skill = named(call, name);
    if (!skill)
        return tl::unexpected(skill.error());
    QFile file(skill->file.path());
    const QString text = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(1024 * 1024)) : QString();
    if (call.json()) {
        ordered_json told = skillJson(*skill);
        told["text"] = text.toStdString();
        call.console.document({{"skills", ordered_json::array({told})}});
        return 0;
    }
    call.console.text(
        u"%1 · %2 · %3\n%4 tokens in every listing, %5 when loaded; chosen by the model %6×, typed %7×\n\n%8"_s
            .arg(skill->file.name, skill->state, oneLine(skill->file.path()))
            .arg(skill->file.listingTokens)
            .arg(skill->file.bodyTokens)
            .arg(skill->modelUses)
            .arg(skill->typedUses)
            .arg(text));
    return 0;
}

Result<int> change(const VerbCall &call, const QString &act, const QString &name)
{
    const auto skill = named(call, name);
    if (!skill)
        return tl::unexpected(skill.error());
    json args = {{"path", skill->file.path().toStdString()},
                 {"project", projectOption(call).toStdString()},
                 {"ticked", json::array()},
                 {"actor", "terminal"}};
    for (const QString &each : call.invocation.options.value(u"tick"_s))
        args["ticked"].push_back(each.toStdString());
    const auto done = performJob(call, u"skill."_s + act, args);
    if (!done)
        return tl::unexpected(done.error());
    if (call.json())
        call.console.document(*done);
    else
        call.console.text(u"%1: %2\n"_s.arg(act, oneLine(textField(*done, "path"))));
    return 0;
}

} // namespace

Result<int> runSkills(const VerbCall &call)
{
    const QStringList words = call.invocation.arguments;
    const QString act = words.value(0, u"list"_s);
    if (act == "list"_L1 && words.size() <= 1)
        return list(call);
    if (words.size() == 2 && act == "show"_L1)
        return show(call, words[1]);
    if (words.size() == 2 &&
        QStringList{u"archive"_s, u"restore"_s, u"revert"_s, u"promote"_s, u"demote"_s}.contains(act))
        return change(call, act, words[1]);
    return fail(Error::Code::Usage,
                u"Say \"skills list\", or \"skills show|archive|restore|revert|promote|demote NAME\"."_s);
}

} // namespace assay
