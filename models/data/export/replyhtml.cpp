// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/replyhtml.h"

#include <algorithm>
#include <utility>

#include <QRegularExpression>

#include <md4c.h>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString attributeText(const MD_ATTRIBUTE &value)
{
    return QString::fromUtf8(value.text, static_cast<qsizetype>(value.size));
}

QString plainPre(const QString &text)
{
    return u"<pre class=\"text\">"_s + text.toHtmlEscaped() + u"</pre>\n"_s;
}

// Turns what the parser tells into HTML, in order.
class Emitter {
public:
    void enter(MD_BLOCKTYPE type, const void *detail);
    void leave(MD_BLOCKTYPE type, const void *detail);
    void enter(MD_SPANTYPE type);
    void leave(MD_SPANTYPE type, const void *detail);
    void text(MD_TEXTTYPE type, const QString &text);
    [[nodiscard]] QString take() { return std::exchange(m_html, {}); }

private:
    void tag(const QString &name) { m_html += u'<' + name + u'>'; }
    void address(const MD_ATTRIBUTE &target);

    QString m_html;
    qsizetype m_linkAt = 0; // where the text of the open link begins
};

QString blockName(MD_BLOCKTYPE type, const void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        return u"blockquote"_s;
    case MD_BLOCK_UL:
        return u"ul"_s;
    case MD_BLOCK_OL:
        return u"ol"_s;
    case MD_BLOCK_LI:
        return u"li"_s;
    case MD_BLOCK_H: // below the headings of the page
        return u"h%1"_s.arg(std::min(6U, static_cast<const MD_BLOCK_H_DETAIL *>(detail)->level + 2));
    case MD_BLOCK_P:
        return u"p"_s;
    case MD_BLOCK_TABLE:
        return u"table"_s;
    case MD_BLOCK_THEAD:
        return u"thead"_s;
    case MD_BLOCK_TBODY:
        return u"tbody"_s;
    case MD_BLOCK_TR:
        return u"tr"_s;
    case MD_BLOCK_TH:
        return u"th"_s;
    case MD_BLOCK_TD:
        return u"td"_s;
    default:
        return {};
    }
}

QString spanName(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM:
        return u"em"_s;
    case MD_SPAN_STRONG:
        return u"strong"_s;
    case MD_SPAN_CODE:
        return u"code"_s;
    case MD_SPAN_DEL:
        return u"del"_s;
    default:
        return {};
    }
}

void Emitter::enter(MD_BLOCKTYPE type, const void *detail)
{
    if (type == MD_BLOCK_CODE) {
        m_html += u"<pre class=\"code\">"_s;
        return;
    }
    if (type == MD_BLOCK_HR) {
        m_html += u"<hr>\n"_s;
        return;
    }
    if (const QString name = blockName(type, detail); !name.isEmpty())
        tag(name);
    if (type == MD_BLOCK_OL) { // an attribute with a number of our own
        const unsigned start = static_cast<const MD_BLOCK_OL_DETAIL *>(detail)->start;
        m_html.chop(start != 1 ? 1 : 0);
        m_html += start != 1 ? u" start=\"%1\">"_s.arg(start) : QString();
    }
    const auto *item = static_cast<const MD_BLOCK_LI_DETAIL *>(detail);
    if (type == MD_BLOCK_LI && item->is_task != 0)
        m_html += item->task_mark == ' ' ? u"☐ "_s : u"☑ "_s;
}

void Emitter::leave(MD_BLOCKTYPE type, const void *detail)
{
    const QString name = type == MD_BLOCK_CODE ? u"pre"_s : blockName(type, detail);
    if (!name.isEmpty())
        m_html += u"</"_s + name + u">\n"_s;
}

void Emitter::enter(MD_SPANTYPE type)
{
    if (type == MD_SPAN_IMG)
        m_html += u"<span class=\"kind\">image: "_s;
    if (const QString name = spanName(type); !name.isEmpty())
        tag(name);
    if (type == MD_SPAN_A || type == MD_SPAN_IMG)
        m_linkAt = m_html.size();
}

void Emitter::leave(MD_SPANTYPE type, const void *detail)
{
    if (type == MD_SPAN_A)
        address(static_cast<const MD_SPAN_A_DETAIL *>(detail)->href);
    if (type == MD_SPAN_IMG) {
        address(static_cast<const MD_SPAN_IMG_DETAIL *>(detail)->src);
        m_html += u"</span>"_s;
    }
    if (const QString name = spanName(type); !name.isEmpty())
        m_html += u"</"_s + name + u'>';
}

// Behind the text of a link, unless that says it already.
void Emitter::address(const MD_ATTRIBUTE &target)
{
    const QString to = attributeText(target).toHtmlEscaped();
    if (!to.isEmpty() && !QStringView(m_html).mid(std::min(m_linkAt, m_html.size())).contains(to))
        m_html += u" <span class=\"kind\">("_s + to + u")</span>"_s;
}

void Emitter::text(MD_TEXTTYPE type, const QString &text)
{
    static const QRegularExpression entity(u"^&#?[0-9A-Za-z]{1,32};$"_s);
    switch (type) {
    case MD_TEXT_BR:
        m_html += u"<br>\n"_s;
        break;
    case MD_TEXT_SOFTBR:
        m_html += u'\n';
        break;
    case MD_TEXT_NULLCHAR:
        m_html += QChar(QChar::ReplacementCharacter);
        break;
    case MD_TEXT_ENTITY:
        m_html += entity.match(text).hasMatch() ? text : text.toHtmlEscaped();
        break;
    default:
        m_html += text.toHtmlEscaped();
    }
}

Emitter &self(void *data)
{
    return *static_cast<Emitter *>(data);
}

} // namespace

QString replyHtml(const QString &markdown)
{
    const QByteArray bytes = markdown.toUtf8();
    if (bytes.trimmed().isEmpty())
        return {};
    if (bytes.size() > replyHtmlLimit)
        return plainPre(markdown);
    MD_PARSER parser = {};
    parser.flags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) { return self(data).enter(type, detail), 0; };
    parser.leave_block = [](MD_BLOCKTYPE type, void *detail, void *data) { return self(data).leave(type, detail), 0; };
    parser.enter_span = [](MD_SPANTYPE type, void *, void *data) { return self(data).enter(type), 0; };
    parser.leave_span = [](MD_SPANTYPE type, void *detail, void *data) { return self(data).leave(type, detail), 0; };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        return self(data).text(type, QString::fromUtf8(text, static_cast<qsizetype>(size))), 0;
    };
    Emitter emitter;
    const bool parsed = md_parse(bytes.constData(), static_cast<MD_SIZE>(bytes.size()), &parser, &emitter) == 0;
    return parsed ? emitter.take() : plainPre(markdown);
}

} // namespace assay
