// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/sessionnotes.h"

#include "models/data/memory/notetext.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString inCode(const QString &text)
{
    return u'`' + text + u'`';
}

QString inQuotes(const QString &text)
{
    return u'“' + text + u'”';
}

bool checksTypes(const QString &head)
{
    static const QRegularExpression types(u"type-?check|\\b(?:tsc|mypy|pyright)\\b"_s);
    return types.match(head).hasMatch();
}

// What a check is one of: the last of its kind tells how things stand.
QString checkKey(CheckKind kind, const QString &head)
{
    return u"check:%1"_s.arg(kind == CheckKind::Format ? int(CheckKind::Lint) : int(kind)) +
           (checksTypes(head) ? u":types"_s : QString());
}

// Tools of servers that only look at something are not worth a line.
bool changesSomething(const QString &tool)
{
    static const QRegularExpression verb(
        u"(?:^|_)(?:add|apply|archive|assign|close|comment|complete|create|delete|deploy|edit|"
        "insert|merge|move|post|publish|push|remove|rename|reply|run|save|send|set|submit|"
        "trigger|update|upload|write)(?:_|[A-Z]|$)"_s);
    return verb.match(tool.section(u"__"_s, -1)).hasMatch();
}

// Where the client keeps what it plans.
bool isPlanFile(const QString &file)
{
    return file.contains("/.claude/plans/"_L1);
}

QString checkWords(CheckKind kind, const QString &head)
{
    switch (kind) {
    case CheckKind::Test:
        return u"Tests pass: "_s + inCode(head);
    case CheckKind::Lint:
        return (checksTypes(head) ? u"Types check: "_s : u"Lint is clean: "_s) + inCode(head);
    case CheckKind::Build:
        return u"It builds: "_s + inCode(head);
    case CheckKind::Format: // nothing to tell of
    case CheckKind::None:
        break;
    }
    return {};
}

QString failingWords(CheckKind kind, const QString &head, const QString &error)
{
    const QString what = error.isEmpty() ? inCode(head) : error;
    switch (kind) {
    case CheckKind::Test:
        return u"Tests still fail: "_s + what;
    case CheckKind::Lint:
    case CheckKind::Format:
        return (checksTypes(head) ? u"Types do not check: "_s : u"Lint still complains: "_s) + what;
    case CheckKind::Build:
        return u"The build is still broken: "_s + what;
    case CheckKind::None:
        break;
    }
    return {};
}

class Teller {
public:
    Teller(const SessionStory &story, const TimeBuckets &buckets, const TimeSpan &span)
        : m_story(story)
        , m_buckets(buckets)
        , m_span(span)
    {
    }

    QMap<qint64, NoteBullets> told()
    {
        qsizetype act = 0;
        for (qsizetype i = 0; i < m_story.episodes.size(); ++i) {
            const StoryEpisode &episode = m_story.episodes[i];
            ask(episode, i);
            for (; act < m_story.acts.size() && m_story.acts[act].episode == i; ++act)
                tell(m_story.acts[act]);
            end(episode, i + 1 == m_story.episodes.size());
        }
        return std::move(m_hours);
    }

private:
    // `also`: events that the text needs, too.
    void add(NoteSection section, const QString &key, const QString &text, NoteEvent event, bool settled = false,
             const QList<NoteEvent> &also = {})
    {
        if (event.at < 0)
            event.at = m_at; // some lines have no time: as the one before
        m_at = std::max(m_at, event.at);
        if (event.id == 0 || text.isEmpty() || !m_span.contains(event.at))
            return;
        NoteBullet bullet = noteBullet(section, key, text, event);
        bullet.settled = settled;
        for (const NoteEvent &each : also) {
            if (each.id != 0)
                bullet.events.append({each.at < 0 ? event.at : each.at, each.id});
        }
        std::ranges::sort(bullet.events);
        mergeNotes(m_hours[m_buckets.hourOf(event.at)], {bullet});
    }
    QString own(const QString &key) const { return key + u':' + m_story.uuid; }

    void ask(const StoryEpisode &episode, qsizetype index)
    {
        if (episode.ask == 0)
            return;
        const NoteEvent event{episode.at, episode.ask};
        const QString line = askLine(episode.text);
        m_said.clear();
        m_checked = m_published = false;
        if (index == 0 || !isNod(line))
            add(NoteSection::Asked, u"ask:"_s + line, inQuotes(line), event);
        // What was open waited for this.
        add(NoteSection::Open, own(u"turn"_s), inQuotes(line), event, true);
        const StoryAct *refused = index > 0 ? answeredByNext(index - 1) : nullptr;
        if (refused != nullptr && !isPlan(*refused) && !episode.command)
            add(NoteSection::Decisions, u"ask:%1"_s.arg(episode.ask),
                u"Instead of %1 you asked: %2"_s.arg(whatOf(*refused), inQuotes(line)), event, false,
                {{refused->at, refused->event}});
    }

    static bool isPlan(const StoryAct &act) { return act.tool == "ExitPlanMode"_L1; }

    static QString whatOf(const StoryAct &act)
    {
        if (isPlan(act))
            return u"the plan "_s + inQuotes(planTitle(act.input));
        if (act.kind == ActKind::Edit && !act.file.isEmpty())
            return u"the edit of "_s + inCode(act.file);
        if (act.kind == ActKind::Mcp)
            return inCode(act.head.mid(4));
        return inCode(act.file.isEmpty() ? act.head : act.head + u' ' + act.file);
    }

    // A call that the person refused without a word as the last thing of the episode: what they asked next says why.
    const StoryAct *answeredByNext(qsizetype episode) const
    {
        const auto after = std::ranges::upper_bound(m_story.acts, episode, {}, &StoryAct::episode);
        if (after == m_story.acts.begin() || m_story.episodes[episode].reply != 0)
            return nullptr;
        const StoryAct &last = *std::prev(after);
        const bool byPerson = last.refusal == 0 || last.refusal == int(RefusalKind::User);
        const bool answered = episode + 1 < m_story.episodes.size() && m_story.episodes[episode + 1].ask != 0;
        const bool mute = last.outcome == ActOutcome::Denied && byPerson && refusalWords(last.output).isEmpty();
        return last.episode == episode && mute && answered ? &last : nullptr;
    }

    void tell(const StoryAct &act)
    {
        const NoteEvent event{act.at, act.event};
        if (act.outcome == ActOutcome::Denied) {
            refused(act, event);
            return;
        }
        if (act.outcome == ActOutcome::Failed)
            failed(act, event);
        if (act.check != CheckKind::None)
            checked(act, event);
        if (act.outcome == ActOutcome::Ok)
            done(act, event);
    }

    void refused(const StoryAct &act, NoteEvent event)
    {
        const QString what = whatOf(act);
        const StoryAct *answered = answeredByNext(act.episode);
        if (answered == &act && isPlan(act) && startsPlan(m_story.episodes[act.episode + 1].text)) {
            // It was begun anew with nothing but the plan.
            add(NoteSection::Decisions, u"plan:%1"_s.arg(act.event), u"You approved "_s + what, event);
            return;
        }
        if (answered == &act && !isPlan(act) && !m_story.episodes[act.episode + 1].command)
            return; // told with what was asked instead
        const bool byPerson = act.refusal == 0 || act.refusal == int(RefusalKind::User);
        const QString words = refusalWords(act.output);
        const QString why = words.isEmpty() ? QString() : u": "_s + inQuotes(words);
        if (byPerson)
            add(NoteSection::Decisions, u"refused:"_s + act.head + u':' + act.file + why,
                u"You refused "_s + what + why, event);
        else
            add(NoteSection::Failed, u"refused:"_s + act.head,
                (act.refusal == int(RefusalKind::Hook) ? u"A hook refused "_s : u"A rule refused "_s) + what, event);
    }

    void failed(const StoryAct &act, NoteEvent event)
    {
        const QString text = act.error.isEmpty() ? inCode(act.head) : act.error;
        add(NoteSection::Failed, u"error:"_s + text, text, event);
    }

    void checked(const StoryAct &act, NoteEvent event)
    {
        if (act.outcome != ActOutcome::Ok && act.outcome != ActOutcome::Failed)
            return;
        const bool fine = act.outcome == ActOutcome::Ok;
        const QString key = checkKey(act.check, act.head);
        if (fine)
            add(NoteSection::Done, key, checkWords(act.check, act.head), event);
        m_checked = m_checked || fine;
        add(NoteSection::Open, own(key), failingWords(act.check, act.head, act.error), event, fine);
    }

    void done(const StoryAct &act, NoteEvent event)
    {
        m_published = m_published || (act.flags & ActFlagCommit) != 0 || act.head == "gh pr create"_L1 ||
                      act.head == "git push"_L1;
        if (act.flags & ActFlagCommit) {
            const QString title = commitTitle(act.input);
            m_said.append(title);
            add(NoteSection::Done, u"commit:%1"_s.arg(act.event),
                title.isEmpty() ? u"Committed"_s : u"Committed "_s + inQuotes(title), event);
        } else if (act.head == "gh pr create"_L1) {
            const QString title = shellOption(act.input, u"--title"_s);
            m_said.append(title);
            add(NoteSection::Done, u"pr:%1"_s.arg(act.event),
                title.isEmpty() ? u"Opened a pull request"_s : u"Opened the pull request "_s + inQuotes(quoted(title)),
                event);
        } else if (act.head == "git push"_L1) {
            add(NoteSection::Done, u"push"_s, u"Pushed"_s, event);
        } else if (act.kind == ActKind::Edit && !act.file.isEmpty() && !isPlanFile(act.file)) {
            add(NoteSection::Files, act.file, act.file, event);
        } else if (act.kind == ActKind::Mcp && changesSomething(act.head)) {
            add(NoteSection::Done, act.head, u"Called "_s + inCode(act.head.mid(4)), event);
        } else if (act.kind == ActKind::Plan) {
            planned(act, event);
        } else if (act.tool == "AskUserQuestion"_L1) {
            for (const auto &[question, answer] : answers(act.output))
                add(NoteSection::Decisions, u"answer:"_s + question, question + u" → "_s + answer, event);
        }
    }

    void planned(const StoryAct &act, NoteEvent event)
    {
        if (act.tool == "ExitPlanMode"_L1) {
            add(NoteSection::Decisions, u"plan:%1"_s.arg(act.event),
                u"You approved the plan "_s + inQuotes(planTitle(act.input)), event);
        } else if (act.tool == "TodoWrite"_L1) {
            const QList<ListedTask> tasks = listedTasks(act.input);
            for (const ListedTask &task : tasks) {
                m_named.insert(task.id, event);
                finished(task, event);
            }
            m_tasks = tasks;
            tellNext(event);
        } else if (act.tool == "TaskCreate"_L1 || act.tool == "TaskUpdate"_L1) {
            const ListedTask change = changedTask(act.tool, act.input, act.output);
            if (change.id.isEmpty())
                return;
            auto known = std::ranges::find(m_tasks, change.id, &ListedTask::id);
            if (known == m_tasks.end()) {
                if (change.text.isEmpty())
                    return;
                m_tasks.append(change);
                known = std::prev(m_tasks.end());
                m_named.insert(change.id, event);
            }
            known->state = change.state;
            finished(*known, event);
            tellNext(event);
        }
    }

    // A task is named by one call and finished by another.
    QList<NoteEvent> namedBy(const ListedTask &task, NoteEvent event) const
    {
        const NoteEvent named = m_named.value(task.id);
        return named.id == event.id ? QList<NoteEvent>() : QList<NoteEvent>{named};
    }

    void finished(const ListedTask &task, NoteEvent event)
    {
        if (task.state != ListedTask::State::Done || m_finished.contains(task.text))
            return;
        m_finished.append(task.text);
        m_said.append(task.text);
        add(NoteSection::Done, u"task:"_s + task.text, u"Finished: "_s + task.text, event, false, namedBy(task, event));
    }

    void tellNext(NoteEvent event)
    {
        const auto isLeft = [](const ListedTask &task) { return task.state != ListedTask::State::Done; };
        const auto left = std::ranges::count_if(m_tasks, isLeft);
        auto next = std::ranges::find(m_tasks, ListedTask::State::Doing, &ListedTask::state);
        if (next == m_tasks.end())
            next = std::ranges::find_if(m_tasks, isLeft);
        const bool none = next == m_tasks.end();
        QString text = none ? u"Nothing left of the list"_s : next->text;
        if (left > 1)
            text += u" (and %1 more on the list)"_s.arg(left - 1);
        add(NoteSection::Next, own(u"tasks"_s), text, event, none, none ? QList<NoteEvent>() : namedBy(*next, event));
    }

    // A plan that was put aside at the end: work on it may go on in another session.
    bool endsWithPlan()
    {
        if (m_story.acts.isEmpty() || !isPlan(m_story.acts.last()) ||
            m_story.acts.last().outcome != ActOutcome::Denied ||
            m_story.acts.last().episode + 1 != m_story.episodes.size())
            return false;
        const StoryAct &plan = m_story.acts.last();
        add(NoteSection::Open, own(u"turn"_s), u"Planned, not started here: "_s + inQuotes(planTitle(plan.input)),
            {plan.at, plan.event});
        return true;
    }

    // Whether the agent came to an end, and with what.
    void end(const StoryEpisode &episode, bool isLast)
    {
        const QString asked = inQuotes(askLine(episode.text));
        if (episode.interruption != 0 && episode.reply == 0 && isLast) {
            add(NoteSection::Open, own(u"turn"_s), u"Interrupted: "_s + asked, {m_at, episode.interruption}, false,
                {{episode.at, episode.ask}});
            return;
        }
        if (isLast && endsWithPlan())
            return;
        if (episode.reply == 0) {
            if (isLast && episode.ask != 0)
                add(NoteSection::Open, own(u"turn"_s), u"Not answered yet: "_s + asked, {m_at, episode.ask});
            return;
        }
        const NoteEvent event{episode.replyAt, episode.reply};
        const QString result = resultLine(episode.replyText);
        const bool repeats =
            (m_checked && tellsOfChecksOnly(result)) || (m_published && tellsOfPublishingOnly(result)) ||
            std::ranges::any_of(m_said, [&](const QString &said) { return saysTheSame(said, result); });
        if (!repeats)
            add(NoteSection::Done, u"reply:%1"_s.arg(episode.reply), result, event);
        const QString question = closingQuestion(episode.replyText);
        add(NoteSection::Open, own(u"turn"_s),
            question.isEmpty() ? asked : u"Waits for your answer: "_s + inQuotes(question), event, question.isEmpty());
        const QString next = nextStep(episode.replyText);
        add(NoteSection::Next, own(u"named"_s), next, event);
    }

    const SessionStory &m_story;
    const TimeBuckets &m_buckets;
    const TimeSpan m_span;
    QMap<qint64, NoteBullets> m_hours;
    qint64 m_at = -1; // of the last one with a time
    QList<ListedTask> m_tasks;
    QHash<QString, NoteEvent> m_named; // what named a task, by its id
    QStringList m_finished;
    QStringList m_said; // in this episode: what its last reply need not say again
    // In this episode, with success.
    bool m_checked = false, m_published = false;
};

} // namespace

QMap<qint64, NoteBullets> sessionNotes(const SessionStory &story, const TimeBuckets &buckets, const TimeSpan &span)
{
    return Teller(story, buckets, span).told();
}

} // namespace assay
