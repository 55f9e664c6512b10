// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/shownplan.h"

#include <nlohmann/json.hpp>

#include "views/desk/cardview.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QStringList stringsOf(const json &object, const char *key)
{
    QStringList texts;
    const auto it = object.find(key);
    for (const json &each : it != object.end() && it->is_array() ? *it : json::array()) {
        if (each.is_string())
            texts.append(QString::fromStdString(each.get<std::string>()));
    }
    return texts;
}

QString gitWords(const json &plan)
{
    const json git = plan.value("git", json::object());
    if (!git.value("in_repository", false))
        return {};
    const QString branch = answeredText(git, "branch");
    const QString state = answeredText(git, "state");
    return CardView::tr("%1, this file %2")
        .arg(branch.isEmpty() ? CardView::tr("no branch") : branch,
             state == "missing"_L1 ? CardView::tr("not there yet") : state);
}

} // namespace

QString answeredText(const json &answer, const char *key)
{
    const auto it = answer.find(key);
    return it != answer.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}

json jsonListOf(const QStringList &texts)
{
    json list = json::array();
    for (const QString &each : texts)
        list.push_back(each.toStdString());
    return list;
}

ShownPlan shownPlanOf(const json &answer)
{
    ShownPlan plan;
    plan.form = answeredText(answer, "form");
    plan.scope = answeredText(answer, "scope");
    plan.path = answeredText(answer, "path");
    plan.rev = answer.value("rev", 0);
    plan.sha256 = answeredText(answer, "sha256");
    plan.bytes = answer.value("bytes", qint64{0});
    plan.exists = answer.contains("before") && answer["before"].is_string();
    plan.before = answeredText(answer, "before");
    plan.beforeSha256 = answeredText(answer, "before_sha256");
    plan.hasBase = answer.contains("base") && answer["base"].is_string();
    plan.base = answeredText(answer, "base");
    plan.after = answeredText(answer, "after");
    plan.lost = stringsOf(answer, "lost");
    plan.toTick = stringsOf(answer, "to_tick");
    plan.shadow = answeredText(answer, "shadow");
    plan.inRepository = answer.value("git", json::object()).value("in_repository", false);
    plan.git = gitWords(answer);
    for (const json &each : answer.value("findings", json::array())) {
        plan.hasErrors = plan.hasErrors || answeredText(each, "severity") == "error"_L1;
        plan.findings.append(CardView::tr("line %1: %2 [%3]")
                                 .arg(each.value("line", 0))
                                 .arg(answeredText(each, "message"), answeredText(each, "rule")));
    }
    return plan;
}

} // namespace assay
