// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/ask/askanswer.h"

#include "models/data/export/isotime.h"

#include <QDateTime>
#include <QTimeZone>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

ordered_json texts(const QStringList &list)
{
    ordered_json out = ordered_json::array();
    for (const QString &each : list)
        out.push_back(each.toStdString());
    return out;
}

ordered_json understoodJson(const AskAnswer &answer)
{
    const AskQuestion &question = answer.understood;
    ordered_json words = ordered_json::array();
    QStringList unknown = question.notUnderstood;
    for (const AskMeaning &each : answer.meanings) {
        words.push_back({{"typed", each.typed.toStdString()}, {"meant", texts(each.meant)}, {"guessed", each.guessed}});
        if (each.meant.isEmpty())
            unknown.append(each.typed);
    }
    return {{"from", isoTime(question.span.from)},
            {"to", isoTime(question.span.to)},
            {"window", question.window.toStdString()},
            {"window_assumed", !question.windowSaid},
            {"zone", answer.zone.toStdString()},
            {"words", words},
            {"outcome", askOutcomeName(question.outcome).toStdString()},
            {"scope", answer.scope.toStdString()},
            {"not_understood", texts(unknown)}};
}

ordered_json groupJson(const AskGroup &group, bool hasBefore)
{
    ordered_json events = ordered_json::array();
    for (const NoteEvent &event : group.events)
        events.push_back(event.id);
    return {{"signature", group.signature.toStdString()},
            {"count", group.count},
            {"previous_count", hasBefore ? ordered_json(group.previousCount) : ordered_json()},
            {"projects", group.projects},
            {"first_at", isoTime(group.firstAt)},
            {"last_at", isoTime(group.lastAt)},
            {"events", events}};
}

QString counted(qint64 count, const QString &one, const QString &many)
{
    return QString::number(count) + u' ' + (count == 1 ? one : many);
}

QString outcomeWords(AskOutcome outcome, qint64 count)
{
    switch (outcome) {
    case AskOutcome::Failed:
        return counted(count, u"failure"_s, u"failures"_s);
    case AskOutcome::Denied:
        return counted(count, u"refused call"_s, u"refused calls"_s);
    case AskOutcome::Interrupted:
        return counted(count, u"interrupted call"_s, u"interrupted calls"_s);
    case AskOutcome::Trouble:
        return counted(count, u"call that did not go well"_s, u"calls that did not go well"_s);
    case AskOutcome::Ok:
        return counted(count, u"call that went well"_s, u"calls that went well"_s);
    case AskOutcome::Any:
        break;
    }
    return counted(count, u"call"_s, u"calls"_s);
}

QString windowWords(const QString &window)
{
    if (window == "ever"_L1)
        return u"so far"_s;
    const bool bare = window.startsWith("last "_L1) || window.startsWith("past "_L1);
    const bool length = !window.isEmpty() && window[0].isDigit() && !window.contains(u'-');
    return bare ? u"in the "_s + window : length ? u"in the last "_s + window : window;
}

QString clockText(qint64 at, const QTimeZone &zone, bool sameDay)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at, zone);
    return time.toString(sameDay ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm"_s);
}

} // namespace

QString narrativeOf(const AskAnswer &answer)
{
    const AskQuestion &question = answer.understood;
    const QTimeZone zone(answer.zone.toUtf8());
    QString text = outcomeWords(question.outcome, answer.count);
    QStringList about;
    for (const AskMeaning &each : answer.meanings)
        about.append(each.meant.isEmpty() ? each.typed : each.meant.first());
    if (!about.isEmpty())
        text += u" to do with "_s + about.join(u", "_s);
    text += u' ' + windowWords(question.window) + u", "_s + answer.scope;
    if (answer.count > 0 && answer.projects > 1)
        text += u" (%1)"_s.arg(counted(answer.projects, u"project"_s, u"projects"_s));
    text += answer.hasBefore() ? u"; %1 in the same time before."_s.arg(answer.previousCount) : u"."_s;
    for (const AskMeaning &each : answer.meanings) {
        if (each.meant.isEmpty())
            text += u" Nothing in this store has to do with “%1”."_s.arg(each.typed);
    }
    if (answer.count == 0)
        return text;
    const bool sameDay = question.span.to - question.span.from <= 24 * hourMs;
    text += u" First at %1, last at %2."_s.arg(clockText(answer.firstAt, zone, sameDay),
                                               clockText(answer.lastAt, zone, sameDay));
    QStringList most;
    constexpr qsizetype named = 3;
    for (const AskGroup &group : answer.groups.first(std::min(named, answer.groups.size())))
        most.append(u"%1 (%2)"_s.arg(group.signature).arg(group.count));
    return text + u" Most often: "_s + most.join(u"; "_s) + u'.';
}

ordered_json toJson(const AskAnswer &answer)
{
    ordered_json groups = ordered_json::array();
    for (const AskGroup &group : answer.groups)
        groups.push_back(groupJson(group, answer.hasBefore()));
    ordered_json examples = ordered_json::array();
    for (const AskExample &each : answer.examples)
        examples.push_back({{"event", each.event},
                            {"session", each.session.toStdString()},
                            {"at", isoTime(each.at)},
                            {"project", each.project.toStdString()},
                            {"tool", each.tool.toStdString()},
                            {"head", each.head.toStdString()},
                            {"text", each.text.toStdString()}});
    ordered_json sessions = ordered_json::array();
    for (const AskSession &each : answer.sessions)
        sessions.push_back({{"id", each.uuid.toStdString()},
                            {"title", each.title.toStdString()},
                            {"project", each.project.toStdString()},
                            {"count", each.count},
                            {"last_at", isoTime(each.lastAt)}});
    return {{"understood", understoodJson(answer)},
            {"count", answer.count},
            {"previous_count", answer.hasBefore() ? ordered_json(answer.previousCount) : ordered_json()},
            {"first_at", isoTime(answer.firstAt)},
            {"last_at", isoTime(answer.lastAt)},
            {"projects", answer.projects},
            {"groups", groups},
            {"groups_total", answer.groupsInAll},
            {"examples", examples},
            {"sessions", sessions},
            {"sessions_total", answer.sessionsInAll < 0 ? ordered_json() : ordered_json(answer.sessionsInAll)},
            {"trend", std::vector<qint64>(answer.trend.begin(), answer.trend.end())},
            {"current_to", isoTime(answer.isCurrent ? answer.understood.span.to : answer.refreshedAt)},
            {"narrative", answer.narrative.toStdString()}};
}

} // namespace assay
