// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/now/nowdocument.h"

#include <algorithm>

#include <QFont>
#include <QFontMetrics>
#include <QPainter>
#include <QRegularExpression>

#include "views/now/nowwords.h"
#include "views/now/trendplot.h"
#include "views/text/visibletext.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostBullets = 12;
constexpr qsizetype mostNumerals = 3;

QString shownAs(const QString &text)
{
    return visibleLine(text).toHtmlEscaped();
}

// What stands between marks of code is shown as such.
QString withCode(const QString &text)
{
    static const QRegularExpression code(u"`([^`]+)`"_s);
    const QFont mono = Theme::instance()->font(Face::Mono);
    return shownAs(text).replace(
        code, u"<span style=\"font-family:'%1';font-size:%2px\">\\1</span>"_s.arg(mono.family()).arg(mono.pixelSize()));
}

} // namespace

NowDocument::NowDocument(qreal scale)
    : m_scale(scale)
{
}

QString NowDocument::tinted(const QString &text, Tone tone) const
{
    return u"<span style=\"color:%1\">%2</span>"_s.arg(Theme::instance()->color(tone).name(), text);
}

QString NowDocument::trend(qint64 now, qint64 before) const
{
    const Tone tone = now > before ? Tone::Error : now < before ? Tone::Ok : Tone::Text2;
    const QString mark = trendMark(now, before);
    return tinted(now == before ? mark : mark + u' ' + countText(std::abs(now - before)), tone);
}

QString NowDocument::cites(const QString &what, const QList<NoteEvent> &events)
{
    const Theme *theme = Theme::instance();
    QString html;
    QList<qint64> ids;
    for (const NoteEvent &event : events)
        ids.append(event.id);
    // The newest are at the end.
    const qsizetype first = std::max<qsizetype>(0, ids.size() - mostNumerals);
    for (qsizetype i = first; i < ids.size(); ++i) {
        m_citations.append({what, ids, i});
        html += u" <a href=\"evidence:%1\" style=\"color:%2;background-color:%3;text-decoration:none;font-size:%4px\">"
                u"&nbsp;%5&nbsp;</a>"_s.arg(m_citations.size() - 1)
                    .arg(theme->color(Tone::Accent).name(), theme->color(Tone::Inset).name())
                    .arg(px(10.5))
                    .arg(++m_number);
    }
    return html;
}

QString NowDocument::sign(const QString &icon, Tone tone)
{
    const QString name = u"sign:%1"_s.arg(icon);
    const int size = px(14);
    // Qt holds the middle of a picture to a fourth of an x above the baseline; what is empty below lifts it to the
    // middle of capitals.
    const QFontMetrics metrics(Theme::instance()->font(Face::Base));
    const int lift = std::max(0, metrics.capHeight() - metrics.xHeight() / 2);
    QImage image(QSize(size, size + lift) * m_scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(m_scale);
    image.fill(Qt::transparent);
    QPainter(&image).drawPixmap(0, 0, iconPixmap(icon, Theme::instance()->color(tone), size, m_scale));
    m_images.insert(name, image);
    return u"<img src=\"%1\" width=\"%2\" height=\"%3\" style=\"vertical-align:middle\">"_s.arg(name).arg(size).arg(
        size + lift);
}

QString NowDocument::plot(const QList<qint64> &counts)
{
    const QString name = u"plot:%1"_s.arg(m_images.size());
    const QImage image = trendPlot(counts, m_scale);
    m_images.insert(name, image);
    return u"<img src=\"%1\" width=\"%2\" height=\"%3\">"_s.arg(name)
        .arg(qRound(image.width() / m_scale))
        .arg(qRound(image.height() / m_scale));
}

QString NowDocument::groupRows(const AskAnswer &answer)
{
    QString html = u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"2\">"_s;
    for (const AskGroup &group : answer.groups) {
        html += u"<tr><td width=\"62%\">%1</td><td align=\"right\"><b>%2</b></td><td>%3</td><td>%4</td><td "
                u"align=\"right\">%5</td></tr>"_s.arg(shownAs(group.signature), countText(group.count),
                                                      answer.hasBefore() ? trend(group.count, group.previousCount)
                                                                         : QString(),
                                                      plot(group.trend), cites(group.signature, group.events));
    }
    html += u"</table>"_s;
    if (answer.groupsInAll > answer.groups.size())
        html += u"<p>%1</p>"_s.arg(
            tinted(tr("and %1 kinds more").arg(countText(answer.groupsInAll - answer.groups.size())), Tone::Text3));
    return html;
}

void NowDocument::addAnswer(const AskAnswer &answer)
{
    m_html += u"<p style=\"font-size:%1px\"><b>%2</b>"_s.arg(px(17)).arg(shownAs(answerHeadline(answer)));
    if (answer.hasBefore())
        m_html += u" &nbsp;%1 &nbsp;%2"_s.arg(
            tinted(shownAs(tr("%1 in the same time before").arg(countText(answer.previousCount))), Tone::Text2),
            trend(answer.count, answer.previousCount));
    m_html += u"</p>"_s;
    if (answer.count > 0)
        m_html += u"<p>%1 &nbsp;%2</p>"_s.arg(plot(answer.trend),
                                              tinted(shownAs(spanWords(answer.understood.span)), Tone::Text3));
    m_html += groupRows(answer);
    if (!answer.sessions.isEmpty()) {
        m_html += u"<p>%1</p><ul>"_s.arg(tinted(tr("In these sessions"), Tone::Text3));
        for (const AskSession &each : answer.sessions)
            m_html +=
                u"<li><a href=\"session:%1\" style=\"color:%2;text-decoration:none\">%3</a> %4</li>"_s.arg(each.id).arg(
                    Theme::instance()->color(Tone::Accent).name(), shownAs(each.title),
                    tinted(shownAs(u"%1 · %2"_s.arg(each.project, countText(each.count))), Tone::Text3));
        m_html += u"</ul>"_s;
    }
    m_html += u"<hr>"_s;
}

QString NowDocument::section(const NowContents &contents, NoteSection section, const QString &title,
                             const QString &icon, const QString &none)
{
    QString bullets;
    qsizetype count = 0;
    for (const NoteBullet &bullet : contents.notes) {
        if (bullet.section != section)
            continue;
        if (++count > mostBullets)
            continue;
        QString text = withCode(bullet.text);
        if (showsCount(bullet))
            text += u' ' + tinted(u"× %1"_s.arg(countText(bullet.count)), Tone::Text3);
        if (!bullet.project.isEmpty() && contents.projects.size() > 1)
            text += u' ' + tinted(shownAs(bullet.project), Tone::Text3);
        bullets += u"<li>%1%2</li>"_s.arg(text, cites(bullet.text, bullet.events));
    }
    if (count > mostBullets)
        bullets += u"<li>%1</li>"_s.arg(tinted(tr("and %1 more").arg(countText(count - mostBullets)), Tone::Text3));
    const QString head =
        u"<p>%1 <b>%2</b> &nbsp;%3</p>"_s.arg(sign(icon, section == NoteSection::Done ? Tone::Ok : Tone::Text2),
                                              shownAs(title), tinted(countText(count), Tone::Text3));
    return head + (count > 0 ? u"<ul style=\"margin-left:-22px\">%1</ul>"_s.arg(bullets)
                             : u"<p>%1</p>"_s.arg(tinted(shownAs(none), Tone::Text3)));
}

QString NowDocument::failed(const NowContents &contents)
{
    const AskAnswer &failures = contents.failures;
    QString head = u"<p>%1 <b>%2</b> &nbsp;%3"_s.arg(
        sign(u"error"_s, Tone::Error), shownAs(tr("Failed")),
        tinted(shownAs(tr("%1, %2").arg(pluralText(failures.count, tr("%1 call"), tr("%1 calls")),
                                        pluralText(failures.groupsInAll, tr("%1 kind"), tr("%1 kinds")))),
               Tone::Text3));
    if (failures.hasBefore() && (failures.count > 0 || failures.previousCount > 0))
        head += u" &nbsp;%1 %2"_s.arg(trend(failures.count, failures.previousCount),
                                      tinted(shownAs(tr("against the same time before")), Tone::Text3));
    head += u"</p>"_s;
    return failures.count > 0 ? head + groupRows(failures)
                              : head + u"<p>%1</p>"_s.arg(tinted(shownAs(tr("Nothing failed.")), Tone::Text3));
}

void NowDocument::addSummary(const NowContents &contents)
{
    const auto two = [](const QString &left, const QString &right) {
        return u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"6\"><tr><td width=\"50%\" "
               u"style=\"padding-left:0\">%1</td><td "
               u"width=\"50%\">"
               u"%2</td></tr></table>"_s.arg(left, right);
    };
    m_html +=
        two(section(contents, NoteSection::Asked, tr("Asked"), u"prompt"_s, tr("Nothing was asked in this time.")),
            section(contents, NoteSection::Done, tr("Done"), u"check"_s, tr("Nothing was finished in this time.")));
    m_html += u"<hr>"_s + failed(contents) + u"<hr>"_s;
    m_html +=
        two(section(contents, NoteSection::Decisions, tr("Decided"), u"bookmark"_s, tr("No decision was recorded.")),
            section(contents, NoteSection::Open, tr("Open"), u"help"_s, tr("Nothing is left open.")));
    m_html +=
        u"<hr>"_s + two(section(contents, NoteSection::Next, tr("Next"), u"forward"_s, tr("No next step was said.")),
                        section(contents, NoteSection::Files, tr("Files"), u"file"_s, tr("No file was changed.")));
}

} // namespace assay
