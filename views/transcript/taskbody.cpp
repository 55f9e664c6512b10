// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Calls that are told by their input: tasks, questions, plans, pages of the web, skills, sub-agents.
#include "views/text/visibletext.h"
#include "views/transcript/blockpieces.h"
#include "views/transcript/checkpart.h"
#include "views/transcript/prosepart.h"
#include "views/widgets/translation.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using Indent = TranscriptBlock::Indent;

namespace {

constexpr int mostItems = 200;

CheckItem::State stateOf(const QString &status)
{
    return status == "completed"_L1     ? CheckItem::State::Done
           : status == "in_progress"_L1 ? CheckItem::State::Active
           : status == "deleted"_L1     ? CheckItem::State::Dropped
                                        : CheckItem::State::Open;
}

void addItems(TranscriptBlock &block, std::vector<CheckItem> items)
{
    if (!items.empty())
        block.add(std::make_unique<CheckPart>(std::move(items)), Indent::Text, 2, 8);
}

void addLine(TranscriptBlock &block, const QString &text, Face face, Tone tone, qreal above, qreal below)
{
    if (!text.isEmpty())
        block.add(ProsePart::fromText(visibleText(text.left(4000)), face, tone), Indent::Text, above, below);
}

bool addTodos(TranscriptBlock &block, const JsonTree &input)
{
    std::vector<CheckItem> items;
    for (const int todo : input.childrenOf(input.find(0, "todos"_L1))) {
        if (items.size() >= mostItems)
            break;
        items.push_back({visibleLine(input.text(todo, "content"_L1)), stateOf(input.text(todo, "status"_L1)), {}});
    }
    const bool any = !items.empty();
    addItems(block, std::move(items));
    return any;
}

bool addTask(TranscriptBlock &block, const JsonTree &input)
{
    const QString subject = input.text(0, "subject"_L1);
    const QString id = input.text(0, "taskId"_L1);
    if (subject.isEmpty() && id.isEmpty())
        return false;
    const QString title = subject.isEmpty() ? tr("Task %1").arg(id) : subject;
    const QString status = input.text(0, "status"_L1);
    addItems(block, {{visibleLine(title), stateOf(status), visibleLine(status)}});
    addLine(block, input.text(0, "description"_L1), Face::Row, Tone::Text2, 0, 8);
    return true;
}

// "#6 [completed] Add ingestion" a line, as the client lists tasks.
bool addTaskList(TranscriptBlock &block, const QString &output)
{
    std::vector<CheckItem> items;
    for (const QString &line : output.split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype open = line.indexOf(u" ["_s);
        const qsizetype close = line.indexOf(u"] "_s, open);
        if (!line.startsWith(u'#') || open < 0 || close < 0 || items.size() >= mostItems)
            return false;
        items.push_back({visibleLine(line.mid(close + 2)), stateOf(line.mid(open + 2, close - open - 2)),
                         visibleLine(line.left(open))});
    }
    const bool any = !items.empty();
    addItems(block, std::move(items));
    return any;
}

// The answer stands in the output as "question"="answer".
QString answerTo(const QString &question, const QString &output)
{
    const qsizetype at = output.indexOf(u'"' + question + u"\"=\""_s);
    if (at < 0)
        return {};
    const qsizetype from = at + question.size() + 4;
    qsizetype end = output.indexOf(u"\", \""_s, from);
    if (end < 0)
        end = output.indexOf(u"\". "_s, from);
    if (end < 0)
        end = output.lastIndexOf(u'"');
    return end < from ? QString() : output.mid(from, end - from);
}

bool addQuestions(TranscriptBlock &block, const JsonTree &input, const QString &output)
{
    const std::vector<int> questions = input.childrenOf(input.find(0, "questions"_L1));
    for (const int question : questions) {
        const QString text = input.text(question, "question"_L1);
        const QString answer = answerTo(text, output);
        addLine(block, text, Face::Base, Tone::Text, 4, 2);
        std::vector<CheckItem> items;
        bool listed = false;
        for (const int option : input.childrenOf(input.find(question, "options"_L1))) {
            const QString label = input.isContainer(option) ? input.text(option, "label"_L1) : input.string(option);
            const bool chosen = !label.isEmpty() && (answer == label || answer.split(u", "_s).contains(label));
            listed = listed || chosen;
            items.push_back({visibleLine(label), chosen ? CheckItem::State::Done : CheckItem::State::Open,
                             visibleLine(input.text(option, "description"_L1))});
        }
        addItems(block, std::move(items));
        if (!answer.isEmpty() && !listed)
            addLine(block, tr("Answer: %1").arg(answer), Face::Base, Tone::Accent, 0, 6);
    }
    return !questions.empty();
}

bool addPlan(TranscriptBlock &block, const BlockInput &input, const JsonTree &tree)
{
    const QString plan = tree.text(0, "plan"_L1);
    addMarkdown(block, plan, input.state, Tone::Text);
    return !plan.isEmpty();
}

// What a page or a sub-agent answered is Markdown.
void addAnswer(TranscriptBlock &block, const BlockInput &input)
{
    addMarkdown(block, input.detail->output, input.state, Tone::Text2);
}

bool addWeb(TranscriptBlock &block, const BlockInput &input, const JsonTree &tree)
{
    const QString address = tree.text(0, "url"_L1);
    addLine(block, address.isEmpty() ? tree.text(0, "query"_L1) : address, Face::Mono, Tone::Text2, 2, 2);
    addLine(block, tree.text(0, "prompt"_L1), Face::Row, Tone::Text3, 2, 4);
    addAnswer(block, input);
    return true;
}

bool addAgent(TranscriptBlock &block, const BlockInput &input, const JsonTree &tree)
{
    const QString prompt = tree.text(0, "prompt"_L1);
    if (prompt.isEmpty())
        return false;
    addMarkdown(block, prompt, input.state, Tone::Text2);
    if (!input.detail->output.isEmpty()) {
        addLine(block, tr("Answer"), Face::Meta, Tone::Text3, 6, 2);
        addAnswer(block, input);
    }
    return true;
}

} // namespace

bool addTaskBody(TranscriptBlock &block, const BlockInput &input)
{
    const QString tool = input.event.tool.section("__"_L1, -1);
    if (tool == "TaskList"_L1)
        return addTaskList(block, input.detail->output);
    static const QSet<QString> told{u"TodoWrite"_s,       u"TaskCreate"_s,   u"TaskUpdate"_s,
                                    u"AskUserQuestion"_s, u"ExitPlanMode"_s, u"WebFetch"_s,
                                    u"WebSearch"_s,       u"Task"_s,         u"Agent"_s};
    if (!told.contains(tool))
        return false;
    const JsonAnswer asked = treeOf(input, JsonSource::Input);
    if (asked.tree == nullptr)
        return false;
    const JsonTree &tree = *asked.tree;
    if (tool == "TodoWrite"_L1)
        return addTodos(block, tree);
    if (tool == "TaskCreate"_L1 || tool == "TaskUpdate"_L1)
        return addTask(block, tree);
    if (tool == "AskUserQuestion"_L1)
        return addQuestions(block, tree, input.detail->output);
    if (tool == "ExitPlanMode"_L1)
        return addPlan(block, input, tree);
    if (tool == "Task"_L1 || tool == "Agent"_L1)
        return addAgent(block, input, tree);
    return addWeb(block, input, tree);
}

} // namespace assay
