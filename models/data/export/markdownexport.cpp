// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/markdownexport.h"

#include <algorithm>

#include <QDateTime>
#include <QRegularExpression>

#include "models/data/export/callinput.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString utcTime(qint64 at)
{
    return at < 0 ? QString()
                  : QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s;
}

// Characters that mean something to Markdown inside a line, taken literally; one line, which never begins with it.
QString literal(const QString &text)
{
    static const QString special = u"\\`*_[]#|>~&"_s;
    QString out;
    for (const QChar c : text.simplified()) {
        if (special.contains(c))
            out += u'\\';
        out += c == u'<' ? u"&lt;"_s : QString(c);
    }
    return out;
}

qsizetype runLength(const QString &text, qsizetype from)
{
    qsizetype end = from;
    while (end < text.size() && text.at(end) == text.at(from))
        ++end;
    return end - from;
}

bool beginsTag(const QString &text, qsizetype i)
{
    if (i + 1 >= text.size())
        return false;
    const QChar next = text.at(i + 1);
    return next.isLetter() || next == u'/' || next == u'!' || next == u'?';
}

// A paragraph outside of fences: code spans stay, tags and images lose their meaning.
QString disarmedParagraph(const QString &text)
{
    QString out;
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text.at(i);
        if (c == u'`') {
            const qsizetype ticks = runLength(text, i);
            qsizetype close = text.indexOf(QString(ticks, u'`'), i + ticks);
            while (close >= 0 && runLength(text, close) != ticks)
                close = text.indexOf(QString(ticks, u'`'), close + runLength(text, close));
            const qsizetype end = close < 0 ? i + ticks : close + ticks;
            out += text.mid(i, end - i);
            i = end;
            continue;
        }
        if (c == u'<' && beginsTag(text, i))
            out += u"&lt;"_s;
        else if (c == u'!' && i + 1 < text.size() && text.at(i + 1) == u'[')
            out += u"\\!"_s;
        else
            out += c;
        ++i;
    }
    return out;
}

QString quoted(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'<', u"&lt;"_s).replace(u"!["_s, u"\\!["_s);
    return u"> "_s + escaped.replace(u'\n', u"\n> "_s) + u"\n\n"_s;
}

} // namespace

QString fencedText(const QString &text, const QString &language)
{
    qsizetype longest = 2;
    for (qsizetype i = text.indexOf(u'`'); i >= 0;) {
        const qsizetype length = runLength(text, i);
        longest = std::max(longest, length);
        i = text.indexOf(u'`', i + length);
    }
    const QString fence(longest + 1, u'`');
    return fence + language + u'\n' + text + (text.endsWith(u'\n') ? u""_s : u"\n"_s) + fence + u"\n\n"_s;
}

QString disarmedMarkdown(const QString &markdown)
{
    static const QRegularExpression fenceLine(u"^ {0,3}(`{3,}|~{3,})(.*)$"_s);
    QString out;
    QString paragraph;
    QString fence; // open since an earlier line
    for (const QString &line : markdown.split(u'\n')) {
        const auto match = fenceLine.match(line);
        if (fence.isEmpty() && match.hasMatch() &&
            !(match.captured(1).startsWith(u'`') && match.captured(2).contains(u'`'))) {
            out += disarmedParagraph(paragraph) + line + u'\n';
            paragraph.clear();
            fence = match.captured(1);
        } else if (!fence.isEmpty()) {
            out += line + u'\n';
            const bool closes =
                match.hasMatch() && match.captured(1).startsWith(fence) && match.captured(2).trimmed().isEmpty();
            if (closes)
                fence.clear();
        } else if (line.trimmed().isEmpty()) {
            out += disarmedParagraph(paragraph) + u'\n';
            paragraph.clear();
        } else {
            paragraph += line + u'\n';
        }
    }
    out += disarmedParagraph(paragraph);
    if (!fence.isEmpty())
        out += fence + u'\n';
    return out;
}

void MarkdownExport::begin(const SessionRow &session)
{
    write(u"# "_s + literal(session.title.isEmpty() ? session.uuid : session.title) + u"\n\n"_s);
    const QList<QPair<QString, QString>> facts = {{u"Session"_s, session.uuid},
                                                  {u"Project"_s, session.projectKey},
                                                  {u"Folder"_s, session.cwd},
                                                  {u"Branch"_s, session.branch},
                                                  {u"Model"_s, session.model},
                                                  {u"Started"_s, utcTime(session.startedAt)},
                                                  {u"Ended"_s, utcTime(session.endedAt)}};
    for (const auto &[name, value] : facts) {
        if (!value.isEmpty())
            write(u"- %1: %2\n"_s.arg(name, literal(value)));
    }
    write(u"\n"_s);
}

void MarkdownExport::event(const EventRow &event, const RunRow *run)
{
    if (run && run->id != m_runId) {
        m_runId = run->id;
        write(u"---\n\n# Sub-agent "_s + literal(run->agentId + u' ' + run->description) + u"\n\n"_s);
    }
    switch (event.kind) {
    case EventKind::Prompt:
    case EventKind::Command:
    case EventKind::Shell:
        write(u"## "_s + literal(kindName(event.kind) + u" · "_s + utcTime(event.at)) + u"\n\n"_s);
        if (!event.text.isEmpty())
            write(quoted(event.text));
        if (event.kind == EventKind::Shell && !event.input.isEmpty())
            write(fencedText(event.input, u"sh"_s));
        if (!event.output.isEmpty())
            write(fencedText(event.output));
        break;
    case EventKind::Reply:
        write(disarmedMarkdown(event.text) + u"\n\n"_s);
        break;
    case EventKind::ToolCall:
        call(event);
        break;
    default:
        if (!event.text.isEmpty())
            write(u"*"_s + literal(kindName(event.kind)) + u"*\n\n"_s + fencedText(event.text));
    }
    images(event);
}

// One line that says which call and how it went; the command of a shell stands below, not in it.
void MarkdownExport::call(const EventRow &event)
{
    QString line = u"**"_s + literal(event.tool.isEmpty() ? u"result"_s : event.tool) + u"**"_s;
    if (!event.head.isEmpty() && event.tool != "Bash"_L1)
        line += u' ' + literal(event.head);
    QStringList facts;
    if (event.outcome != Outcome::None)
        facts.append(outcomeName(event.outcome));
    if (event.durationMs >= 0)
        facts.append(u"%1 s"_s.arg(double(event.durationMs) / 1000, 0, 'f', 1));
    if (!facts.isEmpty())
        line += u" ("_s + facts.join(u", "_s) + u')';
    write(line + u"\n\n"_s);
    const CallInput input = readableInput(event.tool, event.input, event.head);
    if (!input.text.isEmpty())
        write(fencedText(input.text, input.language));
    if (!event.output.isEmpty())
        write(fencedText(event.output));
}

void MarkdownExport::images(const EventRow &event)
{
    if (event.images > 0)
        write(event.images == 1 ? u"*One image, left out.*\n\n"_s : u"*%1 images, left out.*\n\n"_s.arg(event.images));
}

} // namespace assay
