// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/htmlexport.h"

#include <QDateTime>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString pageHead =
    u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%1</title>\n<style>\n"
    ":root { color-scheme: light dark }\n"
    "body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }\n"
    "pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.3em 0 }\n"
    ".text { font: inherit }\n"
    ".prompt { border-left: 4px solid #3b6ea8; padding-left: 1em }\n"
    "details { border: 1px solid #8886; border-radius: 4px; padding: 0.3em 0.8em; margin: 0.5em 0 }\n"
    ".failed summary { color: #b3261e }\n"
    "time, .kind { color: #777; font-size: 0.85em }\n"
    "</style></head><body>\n"_s;

QString timeTag(qint64 at)
{
    if (at < 0)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
    return u"<time datetime=\"%1\">%2 UTC</time>"_s.arg(time.toString(Qt::ISODate),
                                                        time.toString(u"yyyy-MM-dd HH:mm:ss"_s));
}

QString pre(const QString &text, bool code)
{
    if (text.isEmpty())
        return {};
    return (code ? u"<pre><code>"_s : u"<pre class=\"text\">"_s) + text.toHtmlEscaped() +
           (code ? u"</code></pre>\n"_s : u"</pre>\n"_s);
}

QString folded(const EventRow &event)
{
    const bool failed = event.outcome == Outcome::Failed;
    QString out = failed ? u"<details class=\"failed\" open>"_s : u"<details>"_s;
    out += u"<summary>"_s + (event.tool.isEmpty() ? kindName(event.kind) : event.tool).toHtmlEscaped();
    if (!event.head.isEmpty())
        out += u": "_s + event.head.toHtmlEscaped();
    if (event.outcome != Outcome::None)
        out += u" ("_s + outcomeName(event.outcome) + u')';
    return out + u"</summary>\n"_s + pre(event.text, true) + pre(event.input, true) + pre(event.output, true) +
           u"</details>\n"_s;
}

} // namespace

void HtmlExport::begin(const SessionRow &session)
{
    const QString title = (session.title.isEmpty() ? session.uuid : session.title).toHtmlEscaped();
    write(QString(pageHead).replace(u"%1"_s, title));
    write(u"<h1>"_s + title + u"</h1>\n<p>"_s + session.uuid.toHtmlEscaped() + u"<br>"_s +
          session.projectKey.toHtmlEscaped() + u"<br>"_s + session.cwd.toHtmlEscaped() + u"<br>"_s +
          timeTag(session.startedAt) + u"</p>\n"_s);
}

void HtmlExport::event(const EventRow &event, const RunRow *run)
{
    if (run && run->id != m_runId) {
        m_runId = run->id;
        write(u"<hr><h2>Sub-agent "_s + run->agentId.toHtmlEscaped() + u' ' + run->description.toHtmlEscaped() +
              u"</h2>\n"_s);
    }
    switch (event.kind) {
    case EventKind::Prompt:
    case EventKind::Command:
    case EventKind::Shell:
        write(u"<section class=\"prompt\"><h2 class=\"kind\">"_s + kindName(event.kind) + u' ' + timeTag(event.at) +
              u"</h2>\n"_s + pre(event.text, false) + pre(event.output, true) + u"</section>\n"_s);
        break;
    case EventKind::Reply:
        write(u"<section>"_s + pre(event.text, false) + u"</section>\n"_s);
        break;
    default:
        if (event.kind == EventKind::ToolCall || !event.text.isEmpty())
            write(folded(event));
    }
}

void HtmlExport::end()
{
    write(u"</body></html>\n"_s);
}

} // namespace assay
