// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Facts, bookmarks and the turn in words.
#include <QDateTime>
#include <QDir>
#include <QLocale>
#include <QRegularExpression>

#include "models/data/filter/filterterm.h"
#include "views/inspector/inspectorlines.h"
#include "views/text/visibletext.h"
#include "views/timeline/timelinewords.h"
#include "views/timeline/waterfallmodel.h"
#include "views/transcript/blockbuilder.h"
#include "views/widgets/translation.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

InspectorLine fact(const char *key, const QString &label, const QString &text)
{
    return {.key = QString::fromLatin1(key), .label = label, .text = text};
}

QString entryPointWords(const QString &entryPoint)
{
    if (entryPoint == "cli"_L1)
        return tr("terminal");
    if (entryPoint == "sdk-cli"_L1)
        return tr("print mode");
    if (entryPoint == "claude-vscode"_L1)
        return tr("VS Code");
    if (entryPoint.startsWith("sdk"_L1))
        return tr("SDK");
    return visibleLine(entryPoint);
}

QString permissionWords(const QString &mode)
{
    if (mode == "default"_L1)
        return tr("asks first");
    if (mode == "acceptEdits"_L1)
        return tr("accept edits");
    if (mode == "bypassPermissions"_L1)
        return tr("no questions asked");
    return visibleLine(mode);
}

QString dayAndTime(qint64 at)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at);
    const QString time = local.toString(u"HH:mm"_s);
    if (local.date() == QDate::currentDate())
        return time;
    return QLocale().toString(local.date(),
                              local.date().year() == QDate::currentDate().year() ? u"d MMM"_s : u"d MMM yyyy"_s) +
           u' ' + time;
}

void addPlaces(const SessionRow &session, QList<InspectorLine> &lines)
{
    InspectorLine id = fact("session", tr("Session"), session.uuid);
    if (session.uuid.size() > 16)
        id.text = session.uuid.left(8) + u'…' + session.uuid.right(4);
    id.mono = true;
    id.copy = session.uuid;
    id.tip = session.uuid;
    id.term = filterTerm("session"_L1, session.uuid);
    id.figures = {{{}, Tone::Text3, u"copy"_s}};
    lines.append(id);
    if (!session.cwd.isEmpty()) {
        QString folder = session.cwd;
        const QString home = QDir::homePath();
        if (folder == home || folder.startsWith(home + u'/'))
            folder = u'~' + folder.mid(home.size());
        InspectorLine line = fact("folder", tr("Folder"), visibleLine(folder.section(u'/', -1)));
        line.lead = visibleLine(folder.left(folder.size() - folder.section(u'/', -1).size()));
        line.mono = true;
        line.isPath = true;
        line.copy = session.cwd;
        line.tip = visibleLine(session.cwd);
        line.term = filterTerm("project"_L1, session.projectName);
        lines.append(line);
    }
    if (!session.branch.isEmpty()) {
        InspectorLine line = fact("branch", tr("Branch"), visibleLine(session.branch));
        line.mono = true;
        line.copy = session.branch;
        line.tip = line.text;
        line.term = filterTerm("branch"_L1, session.branch);
        lines.append(line);
    }
}

void addTimes(const SessionFacts &facts, QList<InspectorLine> &lines)
{
    const SessionRow &session = facts.session;
    if (session.startedAt >= 0) {
        InspectorLine line = fact("started", tr("Started"), dayAndTime(session.startedAt));
        if (session.endedAt > session.startedAt)
            line.text = tr("%1, for %2").arg(line.text, durationText(session.endedAt - session.startedAt));
        line.tip = tr("First line %1\nLast line %2").arg(isoText(session.startedAt), isoText(session.endedAt));
        line.copy = isoText(session.startedAt);
        line.term = u"after:"_s + QDateTime::fromMSecsSinceEpoch(session.startedAt).date().toString(Qt::ISODate);
        lines.append(line);
    }
    QStringList client;
    if (!session.version.isEmpty())
        client.append(visibleLine(session.version));
    if (!session.entrypoint.isEmpty())
        client.append(entryPointWords(session.entrypoint));
    if (!facts.permissionMode.isEmpty())
        client.append(permissionWords(facts.permissionMode));
    if (!client.isEmpty()) {
        InspectorLine line = fact("client", tr("Client"), client.join(u" · "_s));
        line.tip = tr("Version · entry point · permissions at the newest prompt");
        line.term = filterTerm("agent"_L1, session.agent);
        lines.append(line);
    }
}

void addModels(const SessionFacts &facts, QList<InspectorLine> &lines)
{
    for (qsizetype i = 0; i < facts.models.size(); ++i) {
        const ModelUse &use = facts.models.at(i);
        InspectorLine line = fact("model", i == 0 ? tr("Model") : QString(), visibleLine(shortModel(use.model)));
        line.key += use.model;
        line.note = pluralText(use.replies, tr("%1 reply"), tr("%1 replies"));
        line.tip = visibleLine(use.model) + u'\n' + tokensText(use.tokens, use.outputIsLowerBound);
        line.tip += u'\n' + (use.cost ? tr("%1 at list prices").arg(costText(*use.cost)) : tr("no known price"));
        line.copy = use.model;
        line.term = filterTerm("model"_L1, use.model);
        lines.append(line);
    }
    const SessionRow &session = facts.session;
    if (session.tokens.total() > 0) {
        InspectorLine line = fact("tokens", tr("Tokens"), tokensText(session.tokens, session.outputIsLowerBound));
        line.tip = tr("Input %1, output %2, read from cache %3, written to cache %4")
                       .arg(countText(session.tokens.input), countText(session.tokens.output),
                            countText(session.tokens.cacheRead), countText(session.tokens.cacheWrite));
        if (session.outputIsLowerBound)
            line.tip += u'\n' + tr("The client wrote output counts while streaming: a lower bound.");
        if (facts.repliesCountedElsewhere > 0)
            line.tip += u'\n' + pluralText(facts.repliesCountedElsewhere,
                                           tr("%1 reply is counted in the session it was copied from."),
                                           tr("%1 replies are counted in the session they were copied from."));
        lines.append(line);
    }
    for (const ModelUse &use : facts.models) {
        if (facts.models.size() < 2)
            break;
        InspectorLine line = fact("tokens of ", {}, tokensText(use.tokens, use.outputIsLowerBound));
        line.key += use.model;
        line.tone = Tone::Text2;
        line.note = visibleLine(shortModel(use.model));
        line.term = filterTerm("model"_L1, use.model);
        lines.append(line);
    }
}

void addSkills(const SessionFacts &facts, QList<InspectorLine> &lines)
{
    for (qsizetype i = 0; i < facts.skills.size(); ++i) {
        const SkillUsed &used = facts.skills.at(i);
        InspectorLine line = fact("skill ", i == 0 ? tr("Skills") : QString(), visibleLine(used.skill));
        line.key += used.skill;
        QStringList notes;
        if (used.uses > 0)
            notes.append(pluralText(used.uses, tr("%1 use"), tr("%1 uses")));
        if (used.lines > 0)
            notes.append(pluralText(used.lines, tr("%1 event"), tr("%1 events")));
        line.note = notes.join(u" · "_s);
        line.tip =
            line.text + u'\n' +
            tr("Uses: called by the model or typed. Events: written under its instructions, as the client tells.");
        line.term = filterTerm("skill"_L1, used.skill);
        lines.append(line);
    }
}

void addCost(const SessionFacts &facts, QList<InspectorLine> &lines)
{
    const SessionRow &session = facts.session;
    InspectorLine line = fact("cost", tr("Cost"), {});
    if (session.costUsd) {
        const bool estimate = session.costSource == "estimate"_L1;
        line.text = costText(*session.costUsd);
        line.note = estimate ? tr("estimate") : tr("client's figure");
        line.tip = estimate ? tr("Computed from tokens and list prices. Subscriptions pay none of it.")
                            : tr("As the client wrote it into the transcript.");
    } else if (facts.unpricedReplies > 0) {
        line.text = tr("unknown");
        line.note = pluralText(facts.unpricedReplies, tr("%1 reply of a model without a price"),
                               tr("%1 replies of a model without a price"));
        line.tip = line.note;
    } else {
        return;
    }
    lines.append(line);
}

void addOrigins(const SessionFacts &facts, QList<InspectorLine> &lines)
{
    InspectorLine line = fact("source", tr("Source"), {});
    if (facts.sources == 0) {
        line.text = tr("none");
    } else if (facts.sourcesGone == 0) {
        line.text = pluralText(facts.sources, tr("%1 file, present"), tr("%1 files, present"));
    } else {
        line.text = facts.sourcesGone == facts.sources
                        ? tr("gone")
                        : tr("%1 of %2 files gone").arg(facts.sourcesGone).arg(facts.sources);
        line.note = tr("kept in the store");
    }
    line.copy = facts.session.sourcePath;
    line.tip = visibleLine(facts.session.sourcePath);
    lines.append(line);
    if (facts.olderDecoder) {
        InspectorLine older = fact("decoder", tr("Decoded"), tr("by an older version"));
        older.tip = tr("What this version understands of its lines in addition is not shown. The agent decodes such "
                       "sessions again by itself, unless their stored lines are damaged.");
        lines.append(older);
    }
    for (qsizetype i = 0; i < facts.relatives.size(); ++i) {
        const SessionRelative &relative = facts.relatives.at(i);
        InspectorLine link = fact("related", i == 0 ? tr("Related") : QString(),
                                  relative.title.isEmpty() ? tr("(no prompt)") : visibleLine(relative.title));
        link.key += QString::number(relative.id);
        link.tone = Tone::Accent;
        link.sessionId = relative.id;
        link.tip =
            tr("Shares lines with this session: one was forked from the other.\n%1").arg(isoText(relative.startedAt));
        lines.append(link);
    }
}

} // namespace

QString shortModel(const QString &model)
{
    static const QRegularExpression date(u"-20\\d{6}$"_s);
    QString name = model;
    name.remove(date);
    return name.startsWith("claude-"_L1) ? name.mid(7) : name;
}

QString tokensText(const TokenCount &tokens, bool outputIsLowerBound)
{
    QStringList parts = {tr("%1 in").arg(roundedText(tokens.input))};
    const qint64 cached = tokens.cacheRead + tokens.cacheWrite;
    if (cached > 0)
        parts.append(tr("%1 cached").arg(roundedText(cached)));
    const QString out = roundedText(tokens.output);
    parts.append(outputIsLowerBound ? tr("≥ %1 out").arg(out) : tr("%1 out").arg(out));
    return parts.join(u" · "_s);
}

SectionContent factLines(const SessionFacts &facts)
{
    SectionContent content;
    addPlaces(facts.session, content.lines);
    addTimes(facts, content.lines);
    addModels(facts, content.lines);
    addSkills(facts, content.lines);
    addCost(facts, content.lines);
    addOrigins(facts, content.lines);
    QStringList figure = {pluralText(facts.session.turns, tr("%1 turn"), tr("%1 turns"))};
    if (facts.session.costUsd)
        figure.append(costText(*facts.session.costUsd));
    content.figure = figure.join(u" · "_s);
    return content;
}

SectionContent bookmarkLines(const QList<BookmarkedEvent> &bookmarks)
{
    SectionContent content;
    for (const BookmarkedEvent &each : bookmarks) {
        InspectorLine line{.key = QString::number(each.eventId), .icon = u"bookmark"_s, .iconTone = Tone::Accent};
        line.text = each.head.isEmpty() ? eventWords(each.kind, Outcome::None, each.tool) : visibleLine(each.head);
        line.figures = {{timeText(each.at)}};
        line.tip = eventWords(each.kind, Outcome::None, each.tool) + u'\n' + line.text;
        line.events = {each.eventId};
        line.term = u"has:bookmark"_s;
        content.lines.append(line);
    }
    if (!bookmarks.isEmpty())
        content.figure = pluralText(bookmarks.size(), tr("%1 bookmark"), tr("%1 bookmarks"));
    return content;
}

SectionContent turnLines(const TurnTimes &turn)
{
    SectionContent content;
    const auto add = [&content](const char *key, const QString &label, qint64 time, const QString &note,
                                const QString &tip) {
        if (time <= 0)
            return;
        InspectorLine line = fact(key, label, durationText(time));
        line.note = note;
        line.tip = tip;
        content.lines.append(line);
    };
    const TurnTotals &totals = turn.totals;
    const QString inferred = tr("Inferred: from the last thing that came in until each line was written.");
    const QString measured = tr("Measured from calls to results. What ran side by side counts once.");
    add("model", tr("Model"), totals.model, {}, inferred);
    add("tools", tr("Tools"), totals.tools,
        totals.toolsAtOnce > 1 ? tr("up to %1 at once").arg(totals.toolsAtOnce) : QString(), measured);
    add("agents", tr("Sub-agents"), totals.subagents,
        totals.subagentsAtOnce > 1 ? tr("up to %1 at once").arg(totals.subagentsAtOnce) : QString(), measured);
    add("waiting", tr("Waiting"), totals.waiting, tr("for you"),
        tr("Questions, plans to approve and denied calls, until you answered."));
    add("asleep", tr("Idle"), totals.idle, {}, idleTip());
    if (turn.nextPromptAt > turn.until && turn.until >= 0)
        add("idle", tr("Then"), turn.nextPromptAt - turn.until, tr("until the next prompt"), {});
    if (totals.toolCalls > 0) {
        InspectorLine line = fact("calls", tr("Calls"), pluralText(totals.toolCalls, tr("%1 tool"), tr("%1 tools")));
        if (totals.failed > 0)
            line.figures = {{countText(totals.failed), Tone::Error, u"error"_s}};
        content.lines.append(line);
    }
    if (turn.tokens.total() > 0)
        content.lines.append(fact("tokens", tr("Tokens"), tokensText(turn.tokens, false)));
    if (turn.from >= 0 && turn.until > turn.from)
        content.figure = durationText(turn.until - turn.from);
    if (turn.number > 0) {
        const QString number = tr("%1 of %2").arg(turn.number).arg(turn.turns);
        content.figure = content.figure.isEmpty() ? number : number + u" · "_s + content.figure;
    }
    return content;
}

} // namespace assay
