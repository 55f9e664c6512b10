// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/skill/frontmatter.h"

#include <QRegularExpression>

#include <optional>

#include "models/data/skill/skillfile.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isIndented(const QString &line)
{
    return line.startsWith(u' ') || line.startsWith(u'\t');
}

bool isListItem(const QString &line)
{
    const QString text = line.trimmed();
    return text.startsWith("- "_L1) || text == "-"_L1;
}

QString withoutRemark(const QString &text)
{
    for (qsizetype at = text.indexOf(u'#'); at >= 0; at = text.indexOf(u'#', at + 1)) {
        if (at == 0 || text.at(at - 1).isSpace())
            return text.left(at).trimmed();
    }
    return text.trimmed();
}

// Up to the closing quote; nullopt = it does not close within the text.
std::optional<QString> unquoted(const QString &text)
{
    const QChar quote = text.front();
    QString value;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == quote && quote == u'\'' && text.mid(i + 1, 1) == "'"_L1) {
            value += c;
            ++i;
        } else if (c == quote) {
            return value;
        } else if (c == u'\\' && quote == u'"' && i + 1 < text.size()) {
            const QChar next = text.at(++i);
            if (next == u'u' && i + 4 < text.size()) {
                value += QChar(text.mid(i + 1, 4).toUShort(nullptr, 16));
                i += 4;
            } else {
                value += next == u'n' ? QChar(u'\n') : next == u't' ? QChar(u'\t') : next;
            }
        } else {
            value += c;
        }
    }
    return std::nullopt;
}

QString scalar(const QString &text)
{
    if (text.startsWith(u'"') || text.startsWith(u'\''))
        return unquoted(text).value_or(text);
    return withoutRemark(text);
}

class FrontMatterReader {
public:
    FrontMatterReader(const QStringList &lines, int firstLine, SkillFile &skill)
        : m_lines(lines)
        , m_first(firstLine)
        , m_skill(skill)
    {
    }

    void read()
    {
        static const QRegularExpression member(
            u"^(?<quote>[\"']?)(?<key>[A-Za-z_][A-Za-z0-9_.-]*)\\k<quote>[ \\t]*:(?:[ \\t]+(?<value>.*))?$"_s);
        while (m_at < m_lines.size()) {
            const QString &line = m_lines[m_at];
            const auto match = member.match(line);
            if (line.trimmed().isEmpty() || line.startsWith(u'#')) {
                ++m_at;
            } else if (match.hasMatch()) {
                readMember(match.captured(u"key"_s), match.captured(u"value"_s).trimmed());
            } else {
                m_skill.faults.append(
                    {m_first + static_cast<int>(m_at), u"front-matter-line"_s,
                     u"This line is no \"key: value\"; a client may read more in it than is checked here."_s});
                ++m_at;
            }
        }
    }

private:
    void fault(qsizetype at, const QString &what)
    {
        m_skill.faults.append({m_first + static_cast<int>(at), u"front-matter"_s, what});
    }

    void readMember(const QString &key, const QString &text)
    {
        SkillEntry entry;
        entry.key = key;
        entry.line = m_first + static_cast<int>(m_at);
        const qsizetype start = m_at++;
        if (text.startsWith(u'|') || text.startsWith(u'>'))
            entry.value = block(text.startsWith(u'|'));
        else if (text.startsWith(u'"') || text.startsWith(u'\''))
            entry.value = quotedText(text, start);
        else if (text.startsWith(u'['))
            flowList(text, entry);
        else if (text.startsWith(u'{') || text.startsWith(u'&') || text.startsWith(u'*'))
            flowMapping(text, entry);
        else if (withoutRemark(text).isEmpty())
            below(entry);
        else
            entry.value = plain(text, start);
        entry.lastLine = m_first + static_cast<int>(m_at) - 1;
        if (m_skill.find(key) != nullptr)
            m_skill.faults.append({entry.line, u"duplicate-key"_s, u"\"%1\" stands here twice."_s.arg(key)});
        m_skill.entries.append(entry);
    }

    QString block(bool keepsLines)
    {
        QString value;
        for (; m_at < m_lines.size() && (isIndented(m_lines[m_at]) || m_lines[m_at].trimmed().isEmpty()); ++m_at)
            value += (value.isEmpty() ? QString() : QString(keepsLines ? u'\n' : u' ')) + m_lines[m_at].trimmed();
        return value.trimmed();
    }

    QString quotedText(QString text, qsizetype start)
    {
        auto value = unquoted(text);
        while (!value && m_at < m_lines.size() && (isIndented(m_lines[m_at]) || m_lines[m_at].isEmpty())) {
            text += u' ' + m_lines[m_at++].trimmed();
            value = unquoted(text);
        }
        if (!value)
            fault(start, u"The quotation mark is not closed."_s);
        return value.value_or(text.mid(1));
    }

    QString plain(const QString &text, qsizetype start)
    {
        QString value = withoutRemark(text);
        for (; m_at < m_lines.size() && isIndented(m_lines[m_at]); ++m_at)
            value += u' ' + withoutRemark(m_lines[m_at]);
        if (value.contains(": "_L1) || value.endsWith(u':'))
            fault(start, u"Text with \": \" must be quoted; strict readers refuse the file."_s);
        return value;
    }

    void flowList(QString text, SkillEntry &entry)
    {
        while (!text.contains(u']') && m_at < m_lines.size() && isIndented(m_lines[m_at]))
            text += u' ' + m_lines[m_at++].trimmed();
        entry.shape = SkillEntry::Shape::List;
        for (const QString &item : text.mid(1, text.lastIndexOf(u']') - 1).split(u',')) {
            if (!item.trimmed().isEmpty())
                entry.items.append(scalar(item.trimmed()));
        }
    }

    void flowMapping(QString text, SkillEntry &entry)
    {
        while (m_at < m_lines.size() && isIndented(m_lines[m_at]))
            text += u' ' + m_lines[m_at++].trimmed();
        entry.shape = SkillEntry::Shape::Mapping;
        entry.items.append(text);
    }

    void below(SkillEntry &entry)
    {
        while (m_at < m_lines.size() && m_lines[m_at].trimmed().isEmpty())
            ++m_at;
        const bool isList = m_at < m_lines.size() && isListItem(m_lines[m_at]);
        bool isDeep = false;
        while (m_at < m_lines.size()) {
            const QString &line = m_lines[m_at];
            if (!isIndented(line) && !(isList && isListItem(line)) && !line.trimmed().isEmpty())
                break;
            const QString text = line.trimmed();
            if (isList && isListItem(line))
                entry.items.append(scalar(text.mid(1).trimmed()));
            else if (!text.isEmpty())
                entry.items.append(text);
            isDeep = isDeep || (isList && !isListItem(line) && !text.isEmpty());
            ++m_at;
        }
        if (!entry.items.isEmpty())
            entry.shape = isList && !isDeep ? SkillEntry::Shape::List : SkillEntry::Shape::Mapping;
    }

    const QStringList &m_lines;
    int m_first;
    SkillFile &m_skill;
    qsizetype m_at = 0;
};

} // namespace

void readFrontMatter(const QStringList &lines, int firstLine, SkillFile &skill)
{
    FrontMatterReader(lines, firstLine, skill).read();
}

} // namespace assay
