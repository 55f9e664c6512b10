// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/notedocument.h"

#include "models/data/export/isotime.h"

#include <QDateTime>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

QString eventList(const NoteBullet &bullet)
{
    QStringList ids;
    for (const NoteEvent &event : bullet.events)
        ids.append(u'#' + QString::number(event.id));
    return ids.join(u' ');
}

QString lineOf(const NoteBullet &bullet)
{
    QString line = bullet.project.isEmpty() ? bullet.text : bullet.project + u": "_s + bullet.text;
    if (showsCount(bullet))
        line += u" (%1×)"_s.arg(bullet.count);
    return line;
}

QString clockOf(qint64 at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(at, zone).toString(u"yyyy-MM-dd HH:mm"_s);
}

QString spanText(const NoteDocument &document)
{
    QString text = document.scope;
    if (!document.title.isEmpty())
        text += u" “"_s + document.title + u'”';
    if (document.span)
        text +=
            u", %1 to %2 (%3)"_s.arg(clockOf(document.span->from, document.zone),
                                     clockOf(document.span->to, document.zone), QString::fromUtf8(document.zone.id()));
    return text;
}

// Markdown of what others wrote: nothing in it is markup.
QString escaped(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (QStringView(u"\\*_[]<>#|!`~").contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

// Calls `head` for a section, `line` for each bullet, `more` for those left out.
template<typename Head, typename Line, typename More>
void walk(const NoteBullets &bullets, Head head, Line line, More more)
{
    for (qsizetype i = 0; i < bullets.size();) {
        const NoteSection section = bullets[i].section;
        head(section);
        qsizetype shown = 0;
        for (; i < bullets.size() && bullets[i].section == section; ++i) {
            if (shown++ < noteLines)
                line(bullets[i]);
        }
        if (shown > noteLines)
            more(shown - noteLines);
    }
}

} // namespace

QString noteText(const NoteDocument &document)
{
    QString out = spanText(document) + u'\n';
    if (document.bullets.isEmpty())
        return out + u"Nothing happened.\n"_s;
    walk(
        document.bullets, [&](NoteSection section) { out += u'\n' + sectionTitle(section) + u'\n'; },
        [&](const NoteBullet &bullet) { out += u"  - "_s + lineOf(bullet) + u"  "_s + eventList(bullet) + u'\n'; },
        [&](qsizetype count) { out += u"    and %1 more\n"_s.arg(count); });
    return out;
}

QString noteMarkdown(const NoteDocument &document)
{
    QString out = u"# "_s + escaped(spanText(document)) + u"\n"_s;
    if (document.bullets.isEmpty())
        return out + u"\nNothing happened.\n"_s;
    walk(
        document.bullets, [&](NoteSection section) { out += u"\n## "_s + sectionTitle(section) + u"\n\n"_s; },
        [&](const NoteBullet &bullet) {
            out += u"- "_s + escaped(lineOf(bullet)) + u" <!-- "_s + eventList(bullet) + u" -->\n"_s;
        },
        [&](qsizetype count) { out += u"- and %1 more\n"_s.arg(count); });
    return out;
}

ordered_json toJson(const NoteBullets &bullets)
{
    ordered_json list = ordered_json::array();
    for (const NoteBullet &bullet : bullets) {
        ordered_json events = ordered_json::array();
        for (const NoteEvent &event : bullet.events)
            events.push_back(event.id);
        ordered_json each = {{"section", sectionName(bullet.section).toStdString()},
                             {"text", bullet.text.toStdString()},
                             {"count", bullet.count},
                             {"first_at", isoTime(bullet.first.at)},
                             {"last_at", isoTime(bullet.last.at)},
                             {"events", events}};
        if (!bullet.project.isEmpty())
            each["project"] = bullet.project.toStdString();
        list.push_back(std::move(each));
    }
    return list;
}

ordered_json toJson(const NoteDocument &document)
{
    return {{"scope", document.scope.toStdString()},
            {"from", document.span ? isoTime(document.span->from) : ordered_json()},
            {"to", document.span ? isoTime(document.span->to) : ordered_json()},
            {"zone", document.zone.id().toStdString()},
            {"current_to", isoTime(document.currentTo)},
            {"bullets", toJson(document.bullets)}};
}

} // namespace assay
