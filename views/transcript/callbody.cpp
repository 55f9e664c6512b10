// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>

#include "views/text/linediff.h"
#include "views/text/visibletext.h"
#include "views/transcript/blockbuilder.h"
#include "views/transcript/codepart.h"
#include "views/transcript/imagepart.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("assay::Transcript", text);
}

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
        const int keep = shown(total);
        if (static_cast<int>(lines.size()) > keep)
            lines.resize(static_cast<std::size_t>(keep));
        look.hidden = total - static_cast<int>(lines.size());
        m_block.add(std::make_unique<CodePart>(std::move(lines), std::move(look)), TranscriptBlock::Indent::Text);
    }

    void addOutput(const QString &text, const QString &caption, bool errorStream)
    {
        int total = 0;
        CodeLook look;
        look.dense = true;
        look.failed = m_failed;
        look.dotted = errorStream;
        look.caption = caption;
        std::vector<CodeLine> lines = ansiLines(text, most(), total);
        add(std::move(lines), total, look);
    }

    void addPlain(const QString &text, const QString &caption)
    {
        int total = 0;
        CodeLook look;
        look.caption = caption;
        std::vector<CodeLine> lines = plainLines(text, most(), 0, total);
        add(std::move(lines), total, look);
    }

    void addContent(const QString &text, int firstLine, const QString &note)
    {
        int total = 0;
        CodeLook look;
        look.numberColumns = 1;
        look.language = note;
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
        std::vector<CodeLine> lines = changedLines(diffHunks(patch), most(), total);
        add(std::move(lines), total, look);
    }

    void addShell(const EventDetail &detail)
    {
        if (detail.command.contains(u'\n') || detail.command.size() > 100)
            addPlain(detail.command, tr("command"));
        const bool told = !detail.standardOutput.isEmpty() || !detail.standardError.isEmpty();
        addOutput(told ? detail.standardOutput : detail.output, {}, false);
        if (told)
            addOutput(detail.standardError, tr("standard error"), true);
        else if (detail.output.isEmpty())
            addPlain(tr("(no output)"), {});
    }

private:
    TranscriptBlock &m_block;
    const BlockInput &m_input;
    bool m_failed;
};

bool isShell(const EventRow &event)
{
    return event.tool == "Bash"_L1 || event.kind == EventKind::Shell;
}

bool isEdit(const QString &tool)
{
    return tool == "Edit"_L1 || tool == "MultiEdit"_L1 || tool == "Write"_L1 || tool == "NotebookEdit"_L1;
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

QString toolIcon(const QString &tool)
{
    struct Known {
        QLatin1StringView tool;
        QLatin1StringView icon;
    };
    static constexpr std::array known = {
        Known{"Bash"_L1, "terminal"_L1},      Known{"BashOutput"_L1, "terminal"_L1},
        Known{"KillShell"_L1, "terminal"_L1}, Known{"Read"_L1, "file"_L1},
        Known{"Edit"_L1, "edit"_L1},          Known{"MultiEdit"_L1, "edit"_L1},
        Known{"NotebookEdit"_L1, "edit"_L1},  Known{"Write"_L1, "file-new"_L1},
        Known{"Grep"_L1, "grep"_L1},          Known{"Glob"_L1, "folder"_L1},
        Known{"LS"_L1, "folder"_L1},          Known{"WebFetch"_L1, "web"_L1},
        Known{"WebSearch"_L1, "web"_L1},      Known{"Task"_L1, "subagent"_L1},
        Known{"Agent"_L1, "subagent"_L1},     Known{"TodoWrite"_L1, "list"_L1},
        Known{"Skill"_L1, "book"_L1},         Known{"AskUserQuestion"_L1, "ask"_L1},
    };
    for (const Known &entry : known) {
        if (tool == entry.tool)
            return entry.icon;
    }
    return tool.startsWith("mcp__"_L1) ? u"plug"_s : u"json"_s;
}

void addPictures(TranscriptBlock &block, const BlockInput &input)
{
    if (input.detail == nullptr)
        return;
    for (int i = 0; i < input.detail->images.size(); ++i) {
        const EventImage &image = input.detail->images.at(i);
        const QString name = image.label.isEmpty() ? image.mediaType : image.label;
        block.add(
            std::make_unique<ImagePart>(input.image(i), visibleLine(name) + u" · "_s + bytesText(image.data.size())),
            TranscriptBlock::Indent::Text, 2, 4);
    }
}

void addCallBody(TranscriptBlock &block, const BlockInput &input)
{
    Body body(block, input);
    const EventRow &event = input.event;
    if (input.detail == nullptr) {
        // Stands until the whole event is here; of a failed call this is already what matters.
        if (!event.output.isEmpty())
            body.addOutput(event.output, {}, false);
        return;
    }
    const EventDetail &detail = *input.detail;
    const bool failed =
        event.outcome == Outcome::Failed || event.outcome == Outcome::Denied || event.outcome == Outcome::Interrupted;
    if (isShell(event)) {
        body.addShell(detail);
    } else if (isEdit(event.tool) && (!detail.patch.isEmpty() || !detail.content.isEmpty())) {
        if (!detail.patch.isEmpty())
            body.addDiff(detail.patch);
        else
            body.addContent(detail.content, 1, tr("new file"));
        if (failed)
            body.addOutput(detail.output, {}, false);
    } else if (event.tool == "Read"_L1 && !failed && !detail.content.isEmpty()) {
        body.addContent(detail.content, detail.firstLine, {});
    } else {
        body.addPlain(detail.input, tr("input"));
        body.addOutput(detail.output, detail.output.isEmpty() ? QString() : tr("output"), false);
    }
    addPictures(block, input);
}

} // namespace assay
