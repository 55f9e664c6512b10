// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/htmlexport.h"

#include <QDateTime>

#include "models/data/export/callinput.h"
#include "models/data/export/replyhtml.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString pageHead =
    u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src "
    "data:\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%1</title>\n<style>\n"
    ":root { color-scheme: light dark; --text: #1f2328; --dim: #59636e; --line: #d1d9e0; --ground: #ffffff; "
    "--code: #f6f8fa; --accent: #0a5fb4; --error: #b3261e }\n"
    "@media (prefers-color-scheme: dark) { :root { --text: #e6e8ea; --dim: #9aa4ae; --line: #3a4149; --ground: "
    "#16191d; --code: #1f2429; --accent: #6cb2f5; --error: #ff8a80 } }\n"
    "body { font: 15px/1.55 system-ui, sans-serif; color: var(--text); background: var(--ground); max-width: 56em; "
    "margin: 2em auto; padding: 0 1em }\n"
    "h1 { font-size: 1.5em; line-height: 1.3; overflow-wrap: anywhere }\n"
    "h2 { font-size: 1.15em; margin-top: 2em }\n"
    "dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1em 1em; color: var(--dim) }\n"
    "dd { margin: 0; overflow-wrap: anywhere }\n"
    "pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.4em 0 }\n"
    "pre.code { font: 13px/1.45 ui-monospace, monospace; background: var(--code); padding: 0.6em 0.8em; border-radius: "
    "4px }\n"
    "pre.text { font: inherit }\n"
    "img { max-width: 100%; height: auto }\n"
    "table { border-collapse: collapse; display: block; overflow-x: auto }\n"
    "th, td { border: 1px solid var(--line); padding: 0.2em 0.6em; text-align: left }\n"
    "blockquote { border-left: 3px solid var(--line); margin: 0.5em 0; padding-left: 1em; color: var(--dim) }\n"
    "code { font: 0.88em ui-monospace, monospace; background: var(--code); padding: 0.1em 0.3em; border-radius: 3px; "
    "overflow-wrap: anywhere }\n"
    "section h3, section h4, section h5, section h6 { font-size: 1em; margin: 1.1em 0 0.4em }\n"
    ".prompt { border-left: 3px solid var(--accent); padding-left: 1em; margin: 1.6em 0 0.8em }\n"
    ".prompt pre.text { font-weight: 600 }\n"
    "details { border-left: 1px solid var(--line); padding-left: 1em; margin: 0.3em 0 }\n"
    "summary { cursor: pointer; color: var(--dim); overflow-wrap: anywhere }\n"
    "summary b { color: var(--text) }\n"
    ".failed > summary b, .failed > summary i { color: var(--error) }\n"
    "time, .kind, .part { color: var(--dim); font-size: 0.85em; font-weight: 400; margin: 0 }\n"
    "@media print { body { max-width: none; margin: 0 } }\n"
    "</style></head><body>\n"_s;

QString timeTag(qint64 at)
{
    if (at < 0)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
    return u"<time datetime=\"%1\">%2 UTC</time>"_s.arg(time.toString(Qt::ISODate),
                                                        time.toString(u"yyyy-MM-dd HH:mm:ss"_s));
}

QString code(const QString &text)
{
    return text.isEmpty() ? QString() : u"<pre class=\"code\">"_s + text.toHtmlEscaped() + u"</pre>\n"_s;
}

QString prose(const QString &text)
{
    return text.trimmed().isEmpty() ? QString()
                                    : u"<pre class=\"text\">"_s + text.trimmed().toHtmlEscaped() + u"</pre>\n"_s;
}

// Formats that a browser shows and that hold nothing but a picture.
bool isPicture(const EventImage &image)
{
    static const QStringList types = {u"image/png"_s, u"image/jpeg"_s, u"image/gif"_s, u"image/webp"_s};
    return types.contains(image.mediaType) && !image.data.isEmpty() && image.data.size() <= HtmlExport::pictureLimit;
}

QString part(const QString &name, const QString &text)
{
    return text.isEmpty() ? QString() : u"<p class=\"part\">"_s + name + u"</p>\n"_s + code(text);
}

} // namespace

// Those that are stored within the page, the rest counted.
QString HtmlExport::images(const EventRow &event) const
{
    if (event.images == 0)
        return {};
    QString out;
    int leftOut = event.images;
    for (const EventImage &image : m_pictures ? m_pictures(event.id) : QList<EventImage>()) {
        if (!isPicture(image))
            continue;
        --leftOut;
        out += u"<p><img alt=\"%1\" src=\"data:%2;base64,"_s.arg(
                   (image.label.isEmpty() ? u"picture"_s : image.label).toHtmlEscaped(), image.mediaType) +
               QString::fromLatin1(image.data.toBase64()) + u"\"></p>\n"_s;
    }
    return leftOut > 0 ? out + u"<p class=\"part\">Images left out: %1</p>\n"_s.arg(leftOut) : out;
}

QString HtmlExport::folded(const EventRow &event) const
{
    const bool failed = event.outcome == Outcome::Failed;
    const QString name = event.tool.isEmpty() ? kindName(event.kind) : event.tool;
    QString out = failed ? u"<details class=\"failed\" open>"_s : u"<details>"_s;
    out += u"<summary><b>"_s + name.toHtmlEscaped() + u"</b> "_s + event.head.toHtmlEscaped();
    if (event.outcome != Outcome::None)
        out += u" <i>"_s + outcomeName(event.outcome) + u"</i>"_s;
    if (event.durationMs >= 0)
        out += u" <span class=\"kind\">%1 s</span>"_s.arg(double(event.durationMs) / 1000, 0, 'f', 1);
    out += u"</summary>\n"_s + (event.kind == EventKind::ToolCall ? code(event.text) : replyHtml(event.text));
    const CallInput input = readableInput(event.tool, event.input, event.head);
    out += part(u"Input"_s, input.text) + part(u"Output"_s, event.output);
    return out + images(event) + u"</details>\n"_s;
}

void HtmlExport::begin(const SessionRow &session)
{
    const QString title = (session.title.isEmpty() ? session.uuid : session.title).toHtmlEscaped();
    write(QString(pageHead).replace(u"%1"_s, title));
    QString facts;
    const QList<QPair<QString, QString>> told = {
        {u"Session"_s, session.uuid.toHtmlEscaped()}, {u"Project"_s, session.projectKey.toHtmlEscaped()},
        {u"Folder"_s, session.cwd.toHtmlEscaped()},   {u"Branch"_s, session.branch.toHtmlEscaped()},
        {u"Model"_s, session.model.toHtmlEscaped()},  {u"Started"_s, timeTag(session.startedAt)},
        {u"Ended"_s, timeTag(session.endedAt)}};
    for (const auto &[name, value] : told) {
        if (!value.isEmpty())
            facts += u"<dt>"_s + name + u"</dt><dd>"_s + value + u"</dd>\n"_s;
    }
    write(u"<h1>"_s + title + u"</h1>\n<dl>\n"_s + facts + u"</dl>\n<main>\n"_s);
}

void HtmlExport::event(const EventRow &event, const RunRow *run)
{
    if (run && run->id != m_runId) {
        m_runId = run->id;
        write(u"<h2>Sub-agent "_s + run->agentId.toHtmlEscaped() + u' ' + run->description.toHtmlEscaped() +
              u"</h2>\n"_s);
    }
    switch (event.kind) {
    case EventKind::Prompt:
    case EventKind::Command:
    case EventKind::Shell:
        write(u"<section class=\"prompt\"><p class=\"kind\">"_s + kindName(event.kind) + u' ' + timeTag(event.at) +
              u"</p>\n"_s + prose(event.text) + code(event.input) + code(event.output) + images(event) +
              u"</section>\n"_s);
        break;
    case EventKind::Reply:
        write(u"<section>"_s + replyHtml(event.text) + u"</section>\n"_s);
        break;
    default:
        if (event.kind == EventKind::ToolCall || !event.text.isEmpty())
            write(folded(event));
    }
}

void HtmlExport::end()
{
    write(u"</main></body></html>\n"_s);
}

} // namespace assay
