// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The parts of an open call.
#include "views/text/linediff.h"
#include "views/text/visibletext.h"
#include "views/transcript/blockpieces.h"
#include "views/transcript/diffpart.h"
#include "views/transcript/prosepart.h"
#include "views/widgets/translation.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using Indent = TranscriptBlock::Indent;

namespace {

class Body {
public:
    Body(TranscriptBlock &block, const BlockInput &input)
        : m_block(block)
        , m_input(input)
        , m_failed(input.event.outcome == Outcome::Failed)
    {
    }

    // How many lines to show of `total`: no footer for the sake of three lines.
    [[nodiscard]] int shown(int total) const { return total <= m_input.state.lines + 3 ? total : m_input.state.lines; }
    [[nodiscard]] int most() const { return m_input.state.lines + 3; }

    void add(std::vector<CodeLine> lines, int total, CodeLook look)
    {
        if (lines.empty())
            return;
        cut(lines, total, look);
        m_block.add(std::make_unique<CodePart>(std::move(lines), std::move(look)), Indent::Text);
    }

    void addOutput(const QString &text, const QString &caption, bool errorStream)
    {
        int total = 0;
        CodeLook look;
        look.dense = true;
        look.failed = m_failed;
        look.dotted = errorStream;
        look.caption = caption;
        if (!caption.isEmpty())
            look.copies = text;
        std::vector<CodeLine> lines = ansiLines(text, most(), total);
        add(std::move(lines), total, look);
    }

    void addCodeText(const QString &text, const QString &caption, const Language *language)
    {
        int total = 0;
        CodeLook look;
        look.caption = caption;
        look.language = language;
        if (!caption.isEmpty())
            look.copies = text;
        std::vector<CodeLine> lines = plainLines(text, most(), 0, total);
        add(std::move(lines), total, look);
    }

    void addContent(const QString &text, int firstLine, const QString &note)
    {
        int total = 0;
        CodeLook look;
        look.numberColumns = 1;
        look.label = note;
        look.copies = text;
        look.language = languageOfFile(m_input.detail->filePath);
        std::vector<CodeLine> lines = plainLines(text, most(), firstLine, total);
        add(std::move(lines), total, look);
    }

    void addDiff(const QList<PatchHunk> &patch)
    {
        int total = 0;
        CodeLook look;
        look.numberColumns = 2;
        look.signs = true;
        look.failed = m_failed;
        look.language = languageOfFile(m_input.detail->filePath);
        std::vector<CodeLine> lines = changedLines(diffHunks(patch), most(), total);
        if (lines.empty())
            return;
        cut(lines, total, look);
        m_block.add(std::make_unique<DiffPart>(std::move(lines), std::move(look)), Indent::Text);
    }

    void addShell(const EventDetail &detail)
    {
        // "!" of the person has no JSON for input, only the command.
        const QString command = m_input.event.kind == EventKind::Shell ? detail.input : detail.command;
        if (command.contains(u'\n') || command.size() > 100)
            addCodeText(command, tr("command"), languageNamed(u"sh"_s));
        const bool told = !detail.standardOutput.isEmpty() || !detail.standardError.isEmpty();
        // The result tells the streams apart, but only the text the model saw still has its colours.
        const bool coloured = detail.output.contains(u'\u001b') && detail.standardError.isEmpty();
        addOutput(told && !coloured ? detail.standardOutput : detail.output, {}, false);
        if (told && !coloured)
            addOutput(detail.standardError, tr("standard error"), true);
        else if (detail.output.isEmpty())
            addNote(tr("(no output)"));
    }

    void addNote(const QString &text)
    {
        m_block.add(ProsePart::fromText(text, Face::Row, Tone::Text3), Indent::Text, 2, 8);
    }

    void addInput()
    {
        if (!addTree(m_block, m_input, JsonSource::Input, tr("input")) && m_input.detail->input.size() > 2)
            addCodeText(m_input.detail->input, tr("input"), languageNamed(u"json"_s));
    }

    void addAnyOutput()
    {
        const QString &output = m_input.detail->output;
        if (!addTree(m_block, m_input, JsonSource::Output, tr("output")))
            addOutput(output, output.isEmpty() ? QString() : tr("output"), false);
    }

private:
    void cut(std::vector<CodeLine> &lines, int total, CodeLook &look) const
    {
        const int keep = shown(total);
        if (static_cast<int>(lines.size()) > keep)
            lines.resize(static_cast<std::size_t>(keep));
        look.hidden = total - static_cast<int>(lines.size());
    }

    TranscriptBlock &m_block;
    const BlockInput &m_input;
    bool m_failed;
};

bool isEdit(const QString &tool)
{
    return tool == "Edit"_L1 || tool == "MultiEdit"_L1 || tool == "Write"_L1 || tool == "NotebookEdit"_L1;
}

bool isSearch(const QString &tool)
{
    return tool == "Grep"_L1 || tool == "Glob"_L1 || tool == "LS"_L1;
}

void addEdit(Body &body, const EventDetail &detail, bool failed)
{
    if (!detail.patch.isEmpty())
        body.addDiff(detail.patch);
    else
        body.addContent(detail.content, 1, tr("new file"));
    if (failed)
        body.addOutput(detail.output, {}, false);
}

void addKnownBody(TranscriptBlock &block, Body &body, const BlockInput &input)
{
    const EventRow &event = input.event;
    const EventDetail &detail = *input.detail;
    const bool failed =
        event.outcome == Outcome::Failed || event.outcome == Outcome::Denied || event.outcome == Outcome::Interrupted;
    if (event.tool == "Bash"_L1 || event.kind == EventKind::Shell) {
        body.addShell(detail);
    } else if (isEdit(event.tool) && (!detail.patch.isEmpty() || !detail.content.isEmpty())) {
        addEdit(body, detail, failed);
    } else if (event.tool == "Read"_L1 && !failed && !detail.content.isEmpty()) {
        body.addContent(detail.content, detail.firstLine, {});
    } else if (isSearch(event.tool) && !failed) {
        if (!addHits(block, input))
            body.addCodeText(detail.output, {}, nullptr);
    } else if (addTaskBody(block, input)) {
        if (failed)
            body.addOutput(detail.output, {}, false);
    } else {
        body.addInput();
        body.addAnyOutput();
    }
}

} // namespace

QString callText(const QString &tool, const EventDetail &detail)
{
    QStringList texts = {tool, detail.command.isEmpty() ? detail.input : detail.command};
    const bool told = !detail.standardOutput.isEmpty() || !detail.standardError.isEmpty();
    texts.append(told ? detail.standardOutput : detail.output);
    texts.append(told ? detail.standardError : QString());
    texts.removeAll(QString());
    return texts.join(u'\n');
}

void addCallBody(TranscriptBlock &block, const BlockInput &input)
{
    Body body(block, input);
    if (input.detail == nullptr) {
        // Stands until the whole event is here; of a failed call this is already what matters.
        if (!input.event.output.isEmpty())
            body.addOutput(input.event.output, {}, false);
        return;
    }
    addKnownBody(block, body, input);
    addPictures(block, input);
}

} // namespace assay
