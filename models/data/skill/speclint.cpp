// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The open specification of skills (agentskills.io) and what Claude Code makes of a file.
#include <QRegularExpression>
#include <QSet>

#include "models/data/skill/lintrules.h"
#include "models/data/skill/skillfile.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 64;
constexpr qsizetype longestDescription = 1024;
constexpr qsizetype shownDescription = 1536;
constexpr qsizetype longestCompatibility = 500;
constexpr qsizetype bodyLines = 500;
constexpr int bodyTokens = 5000;

class SpecLint {
public:
    SpecLint(const SkillFile &skill, const LintContext &context, QList<LintFinding> &findings)
        : m_skill(skill)
        , m_context(context)
        , m_findings(findings)
    {
    }

    void run()
    {
        for (const SkillFault &fault : m_skill.faults) {
            const LintSeverity severity = fault.rule == "duplicate-key"_L1       ? LintSeverity::Error
                                          : fault.rule == "front-matter-line"_L1 ? LintSeverity::Danger
                                                                                 : LintSeverity::Warning;
            add(fault.line, fault.rule, severity, fault.what);
        }
        if (m_context.fileName != "SKILL.md"_L1)
            add(0, u"file-name"_s, LintSeverity::Error,
                u"The file must be called SKILL.md exactly; no client finds \"%1\"."_s.arg(m_context.fileName));
        if (!m_skill.hasFrontMatter)
            add(1, u"no-front-matter"_s, LintSeverity::Error, u"The file does not begin with front matter (---)."_s);
        else if (!m_skill.isClosed)
            add(1, u"unclosed-front-matter"_s, LintSeverity::Error, u"The front matter is not closed by a line ---."_s);
        name();
        description();
        keys();
        body();
    }

private:
    void add(int line, const QString &rule, LintSeverity severity, const QString &message)
    {
        m_findings.append({line, rule, severity, message});
    }

    void name()
    {
        static const QRegularExpression form(u"^[a-z0-9]+(-[a-z0-9]+)*$"_s);
        static const QSet<QString> builtIn = {u"synced"_s, u"propose_skills"_s, u"propose-skills"_s,
                                              u"run-skill-generator"_s, u"fewer-permission-prompts"_s};
        const SkillEntry *entry = m_skill.find(u"name");
        if (entry == nullptr || entry->value.isEmpty()) {
            if (m_skill.hasFrontMatter)
                add(1, u"name-missing"_s, LintSeverity::Error, u"The front matter has no name."_s);
            return;
        }
        const QString &name = entry->value;
        if (!form.match(name).hasMatch() || name.size() > longestName)
            add(entry->line, u"name-form"_s, LintSeverity::Error,
                u"A name is 1 to 64 of a-z, 0-9 and single hyphens between them."_s);
        if (!m_context.folderName.isEmpty() && name != m_context.folderName)
            add(entry->line, u"name-folder"_s, LintSeverity::Error,
                u"The name must equal the folder's, which is \"%1\"."_s.arg(m_context.folderName));
        if (builtIn.contains(name))
            add(entry->line, u"name-reserved"_s, LintSeverity::Error, u"Claude Code uses this name itself."_s);
        else if (name.contains("anthropic"_L1) || name.contains("claude"_L1))
            add(entry->line, u"name-reserved"_s, LintSeverity::Error,
                u"Names with \"claude\" or \"anthropic\" are refused when a skill is uploaded."_s);
    }

    void description()
    {
        const SkillEntry *entry = m_skill.find(u"description");
        if (entry == nullptr || entry->value.trimmed().isEmpty()) {
            if (m_skill.hasFrontMatter)
                add(1, u"description-missing"_s, LintSeverity::Error, u"The front matter has no description."_s);
            return;
        }
        const QString &text = entry->value;
        const qsizetype length = text.toUcs4().size();
        if (length > longestDescription)
            add(entry->line, u"description-long"_s, LintSeverity::Error,
                u"The description has %1 characters; 1,024 are allowed."_s.arg(length));
        if (text.size() + m_skill.value(u"when_to_use").size() > shownDescription)
            add(entry->line, u"description-cut"_s, LintSeverity::Warning,
                u"Claude Code shows the model only the first 1,536 characters of description and when_to_use."_s);
        if (text.contains(u'<') || text.contains(u'>'))
            add(entry->line, u"description-angle"_s, LintSeverity::Error,
                u"Descriptions must not hold < or >; they could pass for markup of the client."_s);
        static const QRegularExpression when(u"\\b(use|when|whenever|asked)\\b"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        if (!when.match(text + m_skill.value(u"when_to_use")).hasMatch())
            add(entry->line, u"description-when"_s, LintSeverity::Note,
                u"The description does not say when to use the skill; the model chooses by it alone."_s);
    }

    void keys()
    {
        static const QSet<QString> open = {u"name"_s,          u"description"_s, u"license"_s,
                                           u"compatibility"_s, u"metadata"_s,    u"allowed-tools"_s};
        static const QSet<QString> client = {u"when_to_use"_s,    u"argument-hint"_s,
                                             u"arguments"_s,      u"disable-model-invocation"_s,
                                             u"user-invocable"_s, u"disallowed-tools"_s,
                                             u"model"_s,          u"effort"_s,
                                             u"context"_s,        u"agent"_s,
                                             u"background"_s,     u"hooks"_s,
                                             u"paths"_s,          u"shell"_s};
        for (const SkillEntry &entry : m_skill.entries) {
            if (client.contains(entry.key))
                add(entry.line, u"client-key"_s, LintSeverity::Note,
                    u"\"%1\" is Claude Code's own; the open specification does not know it."_s.arg(entry.key));
            else if (!open.contains(entry.key))
                add(entry.line, u"unknown-key"_s, LintSeverity::Note,
                    u"Neither the specification nor Claude Code knows \"%1\"."_s.arg(entry.key));
            if (entry.key == "compatibility"_L1 && (entry.value.isEmpty() || entry.value.size() > longestCompatibility))
                add(entry.line, u"compatibility-form"_s, LintSeverity::Error,
                    u"compatibility is 1 to 500 characters."_s);
            if (entry.key == "metadata"_L1 && entry.shape != SkillEntry::Shape::Mapping)
                add(entry.line, u"metadata-form"_s, LintSeverity::Error, u"metadata is a mapping of texts."_s);
        }
    }

    void body()
    {
        if (m_skill.body.trimmed().isEmpty())
            add(m_skill.bodyLine, u"body-empty"_s, LintSeverity::Warning,
                u"There is nothing below the front matter."_s);
        if (m_skill.body.count(u'\n') > bodyLines || estimatedTokens(m_skill.body) > bodyTokens)
            add(m_skill.bodyLine, u"body-long"_s, LintSeverity::Note,
                u"Over 500 lines or 5,000 tokens: put the rest into files beside it."_s);
    }

    const SkillFile &m_skill;
    const LintContext &m_context;
    QList<LintFinding> &m_findings;
};

} // namespace

void lintSpecification(const SkillFile &skill, const LintContext &context, QList<LintFinding> &findings)
{
    SpecLint(skill, context, findings).run();
}

void lintRights(const SkillFile &skill, QList<LintFinding> &findings)
{
    static const QRegularExpression wide(
        u"(^|[\\s,])(Bash(\\(\\*\\)|\\(:\\*\\))?|Write|Edit|MultiEdit|NotebookEdit|WebFetch|\\*|mcp__\\*)(?=$|[\\s,])"
        "|Bash\\((sh|bash|zsh|env|sudo|python3?|node|perl|ruby|npx|eval|xargs|curl|wget|rm|ssh)\\b[^)]*\\)"_s);
    if (const SkillEntry *tools = skill.find(u"allowed-tools")) {
        const QString text = tools->value + u' ' + tools->items.join(u' ');
        const bool isWide = wide.match(text).hasMatch();
        findings.append(
            {tools->line, u"widened-tools"_s, isWide ? LintSeverity::Danger : LintSeverity::Warning,
             isWide ? u"Grants the shell, an interpreter or writing without a question: %1"_s.arg(text.trimmed())
                    : u"Grants tools without a question: %1"_s.arg(text.trimmed())});
    }
    if (const SkillEntry *hooks = skill.find(u"hooks"))
        findings.append({hooks->line, u"hooks"_s, LintSeverity::Danger,
                         u"Registers commands that run by themselves while the skill is active."_s});
    for (const QString &key : {u"context"_s, u"agent"_s, u"model"_s, u"shell"_s, u"background"_s}) {
        if (const SkillEntry *entry = skill.find(key))
            findings.append({entry->line, u"other-agent"_s, LintSeverity::Warning,
                             u"\"%1\" makes it run elsewhere than a reader expects."_s.arg(key)});
    }
}

} // namespace assay
