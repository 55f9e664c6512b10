// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"
#include "agent/verb/freshmemory.h"
#include "agent/verb/summaryverbs.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "models/data/filter/filter.h"
#include "models/data/query/askquery.h"

#include <QDateTime>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString clockText(qint64 at, const QTimeZone &zone)
{
    return at <= 0 ? u"the beginning"_s : QDateTime::fromMSecsSinceEpoch(at, zone).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString understoodText(const AskAnswer &answer, const QTimeZone &zone)
{
    const AskQuestion &question = answer.understood;
    QStringList words;
    for (const AskMeaning &each : answer.meanings) {
        const QString meant = each.meant.isEmpty() ? u"not known here"_s : each.meant.join(u", "_s);
        words.append(each.meant == QStringList{each.typed} ? each.typed : u"%1 (%2)"_s.arg(each.typed, meant));
    }
    QString text = u"Understood: %1 to %2 (%3%4), %5, %6"_s.arg(
        clockText(question.span.from, zone), clockText(question.span.to, zone), answer.zone,
        question.windowSaid ? QString() : u"; no time was said"_s, askOutcomeName(question.outcome), answer.scope);
    if (!words.isEmpty())
        text += u", about: "_s + words.join(u"; "_s);
    if (!question.notUnderstood.isEmpty())
        text += u"; not understood: "_s + question.notUnderstood.join(u", "_s);
    return oneLine(text) + u'\n';
}

QString groupsText(const AskAnswer &answer)
{
    QList<QStringList> rows{{u"count"_s, u"before"_s, u"event"_s, u"what"_s}};
    for (const AskGroup &group : answer.groups) {
        rows.append({localNumber(group.count), localNumber(group.previousCount),
                     group.events.isEmpty() ? QString() : u'#' + QString::number(group.events.last().id),
                     oneLine(group.signature)});
    }
    if (!answer.hasBefore()) {
        for (QStringList &row : rows)
            row.removeAt(1);
    }
    QString text = answer.hasBefore() ? alignedTable(rows, {0, 1}) : alignedTable(rows, {0});
    if (answer.groupsInAll > answer.groups.size())
        text += u"and %1 more\n"_s.arg(localNumber(answer.groupsInAll - answer.groups.size()));
    return text;
}

} // namespace

Result<int> runAsk(const VerbCall &call)
{
    const QString text = call.invocation.arguments.join(u' ');
    auto db = openFreshReader(call);
    if (!db)
        return tl::unexpected(db.error());
    const FilterClock clock = FilterClock::system();
    AskRequest request;
    request.question = parseAsk(text, clock);
    request.zone = clock.zone;
    const auto answer = askStore(*db, request);
    if (!answer)
        return tl::unexpected(answer.error());
    if (call.json()) {
        call.console.document(toJson(*answer));
        return 0;
    }
    call.console.text(understoodText(*answer, clock.zone) + u'\n' + oneLine(answer->narrative) + u'\n');
    if (answer->count > 0)
        call.console.text(u'\n' + groupsText(*answer));
    for (const AskSession &each : answer->sessions)
        call.console.text(u"%1  %2  %3  %4\n"_s.arg(each.uuid.left(8), localNumber(each.count), oneLine(each.project),
                                                    oneLine(each.title)));
    if (answer->refreshedAt < 0)
        call.console.remark(u"Not everything is summed up yet: ask again in a moment."_s);
    else if (!answer->isCurrent)
        call.console.remark(u"Counted up to %1; what came later is not in yet."_s.arg(localTime(answer->refreshedAt)));
    return 0;
}

} // namespace assay
