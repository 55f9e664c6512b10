// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/markdown.h"

#include <utility>

#include <md4c.h>

#include "views/text/visibletext.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int tableRows = 100;             // of one piece; the laying out of tables is quadratic too
constexpr qsizetype pieceLimit = 6 * 1024; // QTextDocument is quadratic in the length of lists

constexpr auto tableTag = "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">"_L1;

QString attribute(const MD_ATTRIBUTE &value)
{
    return QString::fromUtf8(value.text, static_cast<qsizetype>(value.size));
}

bool mayBeLink(const QString &address)
{
    return address.startsWith("http://"_L1, Qt::CaseInsensitive) ||
           address.startsWith("https://"_L1, Qt::CaseInsensitive);
}

QString escaped(const QString &text)
{
    return visibleText(text).toHtmlEscaped();
}

// Named and numbered entities that occur in prose; others stay as they were written.
QString entity(const QString &name)
{
    if (name.startsWith("&#"_L1)) {
        const bool hex = name.size() > 3 && name.at(2).toLower() == u'x';
        bool ok = false;
        const uint code = name.mid(hex ? 3 : 2, name.size() - (hex ? 4 : 3)).toUInt(&ok, hex ? 16 : 10);
        if (!ok || code == 0 || code > 0x10FFFF || QChar::isSurrogate(code))
            return name;
        const auto character = static_cast<char32_t>(code);
        return QString::fromUcs4(&character, 1);
    }
    if (name == "&amp;"_L1)
        return u"&"_s;
    if (name == "&lt;"_L1)
        return u"<"_s;
    if (name == "&gt;"_L1)
        return u">"_s;
    if (name == "&quot;"_L1)
        return u"\""_s;
    if (name == "&nbsp;"_L1)
        return QString(QChar(0xA0));
    return name;
}

class Renderer {
public:
    void enter(MD_BLOCKTYPE type, void *detail);
    void leave(MD_BLOCKTYPE type);
    void enter(MD_SPANTYPE type, void *detail);
    void leave(MD_SPANTYPE type, void *detail);
    void text(MD_TEXTTYPE type, const QString &text);
    [[nodiscard]] QList<MarkdownPiece> take()
    {
        flush();
        return std::move(m_pieces);
    }

private:
    struct OpenList {
        bool ordered = false;
        unsigned next = 1;
    };

    void flush();
    void enterItem(void *detail);
    void leaveItem();
    void enterCode(void *detail);
    void leaveCode();
    void add(const QString &text) { (m_inCode ? m_code : m_html) += text; }

    QList<MarkdownPiece> m_pieces;
    QString m_html;
    QString m_code;
    QString m_language;
    QList<OpenList> m_lists;
    int m_quotes = 0;
    int m_rows = 0;
    unsigned m_heading = 1;
    bool m_inCode = false;
    QString m_imageAddress;
};

void Renderer::flush()
{
    if (!m_html.isEmpty())
        m_pieces.append({MarkdownPiece::Kind::Html, std::exchange(m_html, {}), {}});
}

void Renderer::enterItem(void *detail)
{
    const auto *item = static_cast<MD_BLOCK_LI_DETAIL *>(detail);
    OpenList &list = m_lists.last();
    if (m_lists.size() == 1 && m_quotes == 0 && m_html.size() > pieceLimit) {
        m_html += list.ordered ? "</ol>"_L1 : "</ul>"_L1;
        flush();
        m_html += list.ordered ? u"<ol start=\"%1\">"_s.arg(list.next) : u"<ul>"_s;
    }
    ++list.next;
    m_html += "<li>"_L1;
    if (item->is_task != 0)
        m_html += item->task_mark == ' ' ? u"\u2610 "_s : u"\u2611 "_s;
}

void Renderer::enterCode(void *detail)
{
    const auto *code = static_cast<MD_BLOCK_CODE_DETAIL *>(detail);
    m_inCode = true;
    m_language = visibleLine(attribute(code->lang)).left(24);
    m_code.clear();
}

void Renderer::leaveCode()
{
    m_inCode = false;
    if (m_code.endsWith(u'\n'))
        m_code.chop(1);
    if (m_lists.isEmpty() && m_quotes == 0) {
        flush();
        m_pieces.append({MarkdownPiece::Kind::Code, m_code, m_language});
    } else {
        m_html += "<pre>"_L1 + m_code.toHtmlEscaped() + "</pre>"_L1;
    }
}

void Renderer::enter(MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        ++m_quotes;
        m_html += "<blockquote>"_L1;
        break;
    case MD_BLOCK_UL:
        m_lists.append(OpenList{});
        m_html += "<ul>"_L1;
        break;
    case MD_BLOCK_OL: {
        const unsigned start = static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start;
        m_lists.append({true, start});
        m_html += u"<ol start=\"%1\">"_s.arg(start);
        break;
    }
    case MD_BLOCK_LI:
        enterItem(detail);
        break;
    case MD_BLOCK_HR:
        m_html += "<hr>"_L1;
        break;
    case MD_BLOCK_H:
        m_heading = std::min(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level, 3U);
        m_html += u"<h%1>"_s.arg(m_heading);
        break;
    case MD_BLOCK_CODE:
        enterCode(detail);
        break;
    case MD_BLOCK_HTML:
        m_html += "<p>"_L1;
        break;
    case MD_BLOCK_P:
        m_html += "<p>"_L1;
        break;
    case MD_BLOCK_TABLE:
        m_rows = 0;
        m_html += tableTag;
        break;
    case MD_BLOCK_TR:
        if (++m_rows % tableRows == 0 && m_lists.isEmpty() && m_quotes == 0) {
            m_html += "</table>"_L1;
            flush();
            m_html += tableTag;
        }
        m_html += "<tr>"_L1;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: {
        const auto align = static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align;
        const QLatin1StringView side = align == MD_ALIGN_RIGHT    ? "right"_L1
                                       : align == MD_ALIGN_CENTER ? "center"_L1
                                                                  : "left"_L1;
        m_html += u"<%1 align=\"%2\">"_s.arg(type == MD_BLOCK_TH ? "th"_L1 : "td"_L1, side);
        break;
    }
    default:
        break;
    }
}

void Renderer::leave(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        --m_quotes;
        m_html += "</blockquote>"_L1;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_html += m_lists.takeLast().ordered ? "</ol>"_L1 : "</ul>"_L1;
        break;
    case MD_BLOCK_LI:
        m_html += "</li>"_L1;
        break;
    case MD_BLOCK_H:
        m_html += u"</h%1>"_s.arg(m_heading);
        break;
    case MD_BLOCK_CODE:
        leaveCode();
        break;
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
        m_html += "</p>"_L1;
        break;
    case MD_BLOCK_TABLE:
        m_html += "</table>"_L1;
        break;
    case MD_BLOCK_TR:
        m_html += "</tr>"_L1;
        break;
    case MD_BLOCK_TH:
        m_html += "</th>"_L1;
        break;
    case MD_BLOCK_TD:
        m_html += "</td>"_L1;
        break;
    default:
        break;
    }
    if (m_lists.isEmpty() && m_quotes == 0 && m_html.size() > pieceLimit &&
        (type == MD_BLOCK_P || type == MD_BLOCK_UL || type == MD_BLOCK_OL))
        flush();
}

void Renderer::enter(MD_SPANTYPE type, void *detail)
{
    switch (type) {
    case MD_SPAN_EM:
        add(u"<i>"_s);
        break;
    case MD_SPAN_STRONG:
        add(u"<b>"_s);
        break;
    case MD_SPAN_DEL:
        add(u"<s>"_s);
        break;
    case MD_SPAN_CODE:
        add(u"<code>"_s);
        break;
    case MD_SPAN_A: {
        const QString address = attribute(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
        if (mayBeLink(address))
            add(u"<a href=\"%1\">"_s.arg(escaped(address)));
        break;
    }
    case MD_SPAN_IMG:
        m_imageAddress = attribute(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src);
        add(u"["_s);
        break;
    default:
        break;
    }
}

void Renderer::leave(MD_SPANTYPE type, void *detail)
{
    switch (type) {
    case MD_SPAN_EM:
        add(u"</i>"_s);
        break;
    case MD_SPAN_STRONG:
        add(u"</b>"_s);
        break;
    case MD_SPAN_DEL:
        add(u"</s>"_s);
        break;
    case MD_SPAN_CODE:
        add(u"</code>"_s);
        break;
    case MD_SPAN_A: {
        const QString address = attribute(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
        add(mayBeLink(address) ? u"</a>"_s : u" ("_s + escaped(address) + u")"_s);
        break;
    }
    case MD_SPAN_IMG:
        add(u"] ("_s + escaped(std::exchange(m_imageAddress, {})) + u")"_s);
        break;
    default:
        break;
    }
}

void Renderer::text(MD_TEXTTYPE type, const QString &text)
{
    if (m_inCode) {
        m_code += visibleText(text);
        return;
    }
    switch (type) {
    case MD_TEXT_NULLCHAR:
        m_html += QChar(QChar::ReplacementCharacter);
        break;
    case MD_TEXT_BR:
        m_html += "<br>"_L1;
        break;
    case MD_TEXT_SOFTBR:
        m_html += u' ';
        break;
    case MD_TEXT_ENTITY:
        m_html += escaped(entity(text));
        break;
    default:
        m_html += escaped(text);
        break;
    }
}

Renderer &self(void *data)
{
    return *static_cast<Renderer *>(data);
}

} // namespace

Markdown readMarkdown(const QString &source)
{
    Markdown result;
    QByteArray bytes = source.toUtf8();
    if (bytes.size() > markdownLimit) {
        result.cut = true;
        const qsizetype end = bytes.lastIndexOf('\n', markdownLimit);
        bytes.truncate(end > markdownLimit / 2 ? end : markdownLimit);
        bytes = QString::fromUtf8(bytes).toUtf8();
    }
    MD_PARSER parser = {};
    parser.flags =
        MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) { return self(data).enter(type, detail), 0; };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) { return self(data).leave(type), 0; };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) { return self(data).enter(type, detail), 0; };
    parser.leave_span = [](MD_SPANTYPE type, void *detail, void *data) { return self(data).leave(type, detail), 0; };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        return self(data).text(type, QString::fromUtf8(text, static_cast<qsizetype>(size))), 0;
    };
    Renderer renderer;
    if (md_parse(bytes.constData(), static_cast<MD_SIZE>(bytes.size()), &parser, &renderer) != 0)
        result.pieces = {{MarkdownPiece::Kind::Code, visibleText(source.left(markdownLimit)), {}}};
    else
        result.pieces = renderer.take();
    return result;
}

} // namespace assay
