// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/topics.h"

#include <QRegularExpression>
#include <QSet>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longest = 48;
constexpr qsizetype scannedCharacters = 4000;
constexpr qsizetype failureLines = 12;

bool isPlain(const QString &word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return c.isLetter(); });
}

// Numbers and hashes are nothing to ask about; three digits may be the status of an answer.
bool isNumberLike(const QString &word)
{
    static const QRegularExpression hash(u"\\A[0-9a-f]{7,}\\z|\\A[0-9a-f]{8}-[0-9a-f-]{20,}\\z|\\A[0-9._:-]+\\z"_s);
    return hash.match(word).hasMatch();
}

class TopicCollector {
public:
    void add(const QString &word, qsizetype shortest = 3)
    {
        const QString lower = word.toLower();
        if (lower.size() < shortest || lower.size() > longest || isNumberLike(lower) || isCommon(lower))
            return;
        if (m_seen.size() < topicsOfAct)
            m_seen.insert(lower);
    }
    void addCode(const QString &code)
    {
        if (!code.isEmpty() && code.size() <= longest && m_seen.size() < topicsOfAct)
            m_seen.insert(code.toLower());
    }
    // Names first, so that plain words do not take their places.
    void addText(const QString &text, bool plainToo)
    {
        static const QRegularExpression word(u"[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.@-]*[\\p{L}\\p{N}_])?"_s,
                                             QRegularExpression::UseUnicodePropertiesOption);
        QStringList plain;
        for (auto found = word.globalMatch(text.left(scannedCharacters)); found.hasNext();) {
            const QString each = found.next().captured();
            if (isPlain(each)) {
                plain.append(each);
                continue;
            }
            add(each);
            // The name of a host or a file is asked for without what follows its dot.
            if (const qsizetype dot = each.indexOf(u'.'); dot >= 3)
                add(each.left(dot));
        }
        constexpr qsizetype shortestPlain = 4;
        for (const QString &each : plain) {
            if (plainToo)
                add(each, shortestPlain);
        }
    }
    QStringList sorted() const
    {
        QStringList list(m_seen.begin(), m_seen.end());
        list.sort();
        return list;
    }

private:
    static bool isCommon(const QString &word)
    {
        static const QSet<QString> words = {
            u"with"_s,  u"from"_s, u"this"_s, u"that"_s, u"then"_s,  u"true"_s,   u"false"_s,   u"null"_s, u"http"_s,
            u"https"_s, u"the"_s,  u"and"_s,  u"for"_s,  u"not"_s,   u"echo"_s,   u"eof"_s,     u"head"_s, u"tail"_s,
            u"users"_s, u"home"_s, u"done"_s, u"else"_s, u"error"_s, u"failed"_s, u"dev-null"_s};
        return words.contains(word);
    }
    QSet<QString> m_seen;
};

QString tellingLines(const QString &output)
{
    static const QRegularExpression telling(
        u"error|fail|refused|time[d ]?-?out|denied|unavailable|exception|fatal|panic|cannot|can't|not found|no "
        u"such|invalid|"
        "\\b[45]\\d\\d\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    QStringList lines;
    for (const QString &line : output.split(u'\n', Qt::SkipEmptyParts)) {
        if (telling.match(line.left(scannedCharacters)).hasMatch())
            lines.append(line.left(300));
        if (lines.size() == failureLines)
            break;
    }
    return lines.join(u'\n');
}

} // namespace

QStringList topicsOf(const TopicText &text)
{
    TopicCollector topics;
    topics.add(text.tool.startsWith("mcp__"_L1) ? text.tool.section(u"__"_s, 1, 1) : text.tool);
    for (const QString &word : text.head.split(u' '))
        topics.add(word, 2);
    topics.addCode(text.code);
    if (!text.failure.isEmpty()) {
        const QString lines = tellingLines(text.failure);
        static const QRegularExpression status(u"\\b[45]\\d\\d\\b"_s);
        if (const auto found = status.match(lines); found.hasMatch())
            topics.addCode(found.captured());
        topics.addText(text.command, false);
        topics.addText(lines, false);
    }
    const QStringList parts = text.file.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts.mid(std::max<qsizetype>(0, parts.size() - 4)))
        topics.addText(part, true);
    topics.addText(text.command, true);
    return topics.sorted();
}

QString topicForm(const QString &text)
{
    QString form;
    for (const QChar c : text.toLower()) {
        if (c.isLetterOrNumber())
            form += c;
    }
    return form;
}

} // namespace assay
