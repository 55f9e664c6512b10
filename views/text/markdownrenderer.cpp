// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/text/markdownrenderer.h"

#include <utility>

#include "views/text/visibletext.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype pieceLimit = 6 * 1024; // QTextDocument is quadratic in the length of lists
constexpr qsizetype deepest = 12;          // lists and quotes within each other; what is deeper is not indented
// Of a whole reply: all its pieces are laid out together, and a cell of a text document takes about 0.1 ms.
constexpr qsizetype cellLimit = 300;

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

QLatin1StringView closing(MD_BLOCKTYPE type)
{
    return type == MD_BLOCK_QUOTE ? "</blockquote>"_L1
           : type == MD_BLOCK_LI  ? "</li>"_L1
           : type == MD_BLOCK_OL  ? "</ol>"_L1
                                  : "</ul>"_L1;
}

} // namespace

QList<MarkdownPiece> MarkdownRenderer::take()
{
    flush();
    return std::move(m_pieces);
}

void MarkdownRenderer::flush()
{
    const QString html = std::exchange(m_html, {});
    if (std::exchange(m_hasContent, false)) // else nothing but tags around what became a piece of its own
        m_pieces.append({MarkdownPiece::Kind::Html, html, {}});
}

void MarkdownRenderer::keepTabs(const char *text)
{
    if (!m_inCode || !m_open.isEmpty() || text <= m_source.begin() || text >= m_source.end())
        return;
    const char *from = text;
    while (from > m_source.begin() && (from[-1] == ' ' || from[-1] == '\t'))
        --from;
    const auto blanks = m_source.sliced(from - m_source.begin(), text - from);
    const qsizetype line = m_code.lastIndexOf(u'\n') + 1;
    if (!blanks.contains('\t') || !QStringView(m_code).mid(line).trimmed().isEmpty())
        return;
    m_code.truncate(line);
    m_code += QString::fromLatin1(blanks);
}

void MarkdownRenderer::tag(const QString &html)
{
    if (!m_inCode && !m_table)
        m_html += html;
}

void MarkdownRenderer::append(const QString &plain)
{
    if (m_inCode)
        m_code += visibleText(plain);
    else if (m_table)
        m_table->add(visibleLine(plain));
    else {
        m_html += escaped(plain);
        m_hasContent = true;
    }
}

void MarkdownRenderer::openTag(Container &container)
{
    container.shown = true;
    if (container.type == MD_BLOCK_OL)
        m_html += u"<ol start=\"%1\">"_s.arg(container.next);
    else
        m_html += container.type == MD_BLOCK_UL ? "<ul>"_L1 : "<blockquote>"_L1;
}

void MarkdownRenderer::closeTags()
{
    for (auto container = m_open.rbegin(); container != m_open.rend(); ++container) {
        if (std::exchange(container->shown, false))
            m_html += closing(container->type);
    }
}

// An item is not opened again: it would show a second mark.
void MarkdownRenderer::openTags()
{
    for (Container &container : m_open.first(std::min(m_open.size(), deepest))) {
        if (container.type != MD_BLOCK_LI)
            openTag(container);
    }
}

// Begins another piece when this one has become long, with the same lists and quotes around.
void MarkdownRenderer::makeRoom()
{
    if (m_html.size() <= pieceLimit || m_table)
        return;
    closeTags();
    flush();
    openTags();
}

void MarkdownRenderer::enterContainer(MD_BLOCKTYPE type, unsigned start)
{
    m_open.append({type, start, false});
    if (m_open.size() <= deepest)
        openTag(m_open.last());
}

void MarkdownRenderer::leaveContainer()
{
    const Container container = m_open.takeLast();
    if (container.shown)
        m_html += closing(container.type);
}

void MarkdownRenderer::enterItem(void *detail)
{
    const auto *item = static_cast<MD_BLOCK_LI_DETAIL *>(detail);
    ++m_open.last().next;
    const bool shown = m_open.last().shown;
    m_open.append({MD_BLOCK_LI, 1, shown});
    m_html += shown ? "<li>"_L1 : "<br>"_L1;
    if (item->is_task != 0)
        m_html += item->task_mark == ' ' ? u"\u2610 "_s : u"\u2611 "_s;
}

void MarkdownRenderer::enterCode(void *detail)
{
    const auto *code = static_cast<MD_BLOCK_CODE_DETAIL *>(detail);
    m_inCode = true;
    m_language = visibleLine(attribute(code->lang)).left(24);
    m_code.clear();
}

void MarkdownRenderer::addCode(const QString &code, const QString &language)
{
    closeTags();
    flush();
    m_pieces.append({MarkdownPiece::Kind::Code, code, language});
    openTags();
}

void MarkdownRenderer::enterTable(void *detail)
{
    const auto *table = static_cast<MD_BLOCK_TABLE_DETAIL *>(detail);
    const qsizetype cells = qsizetype{table->col_count} * (table->head_row_count + table->body_row_count);
    if (m_cells + cells > cellLimit) {
        m_table.emplace();
        return;
    }
    m_cells += cells;
    m_html += "<table border=\"0\" cellspacing=\"0\" cellpadding=\"3\">"_L1;
}

void MarkdownRenderer::enterCell(MD_BLOCKTYPE type, void *detail)
{
    const auto align = static_cast<MD_BLOCK_TD_DETAIL *>(detail)->align;
    if (m_table) {
        m_table->beginCell(align == MD_ALIGN_RIGHT);
        return;
    }
    const QLatin1StringView side = align == MD_ALIGN_RIGHT    ? "right"_L1
                                   : align == MD_ALIGN_CENTER ? "center"_L1
                                                              : "left"_L1;
    m_html += u"<%1 align=\"%2\">"_s.arg(type == MD_BLOCK_TH ? "th"_L1 : "td"_L1, side);
}

void MarkdownRenderer::enter(MD_BLOCKTYPE type, void *detail)
{
    if (type != MD_BLOCK_TR && type != MD_BLOCK_TH && type != MD_BLOCK_TD && !m_html.endsWith("<li>"_L1))
        makeRoom();
    switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
        enterContainer(type, 1);
        break;
    case MD_BLOCK_OL:
        enterContainer(type, static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start);
        break;
    case MD_BLOCK_LI:
        enterItem(detail);
        break;
    case MD_BLOCK_HR:
        m_html += "<hr>"_L1;
        m_hasContent = true;
        break;
    case MD_BLOCK_H:
        m_heading = std::min(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level, 3U);
        m_html += u"<h%1>"_s.arg(m_heading);
        break;
    case MD_BLOCK_CODE:
        enterCode(detail);
        break;
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
        m_html += "<p>"_L1;
        break;
    case MD_BLOCK_TABLE:
        enterTable(detail);
        break;
    case MD_BLOCK_TR:
        if (m_table)
            m_table->beginRow();
        tag(u"<tr>"_s);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        enterCell(type, detail);
        break;
    default:
        break;
    }
}

void MarkdownRenderer::leave(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_LI:
        leaveContainer();
        break;
    case MD_BLOCK_H:
        m_html += u"</h%1>"_s.arg(m_heading);
        break;
    case MD_BLOCK_CODE:
        m_inCode = false;
        if (m_code.endsWith(u'\n'))
            m_code.chop(1);
        addCode(m_code, m_language);
        break;
    case MD_BLOCK_HTML:
    case MD_BLOCK_P:
        m_html += "</p>"_L1;
        break;
    case MD_BLOCK_TABLE:
        tag(u"</table>"_s);
        if (const auto table = std::exchange(m_table, std::nullopt))
            addCode(table->text(), {});
        break;
    case MD_BLOCK_TR:
        tag(u"</tr>"_s);
        break;
    case MD_BLOCK_TH:
        tag(u"</th>"_s);
        break;
    case MD_BLOCK_TD:
        tag(u"</td>"_s);
        break;
    default:
        break;
    }
}

void MarkdownRenderer::enter(MD_SPANTYPE type, void *detail)
{
    switch (type) {
    case MD_SPAN_EM:
        tag(u"<i>"_s);
        break;
    case MD_SPAN_STRONG:
        tag(u"<b>"_s);
        break;
    case MD_SPAN_DEL:
        tag(u"<s>"_s);
        break;
    case MD_SPAN_CODE:
        tag(u"<code>"_s);
        break;
    case MD_SPAN_A: {
        const QString address = attribute(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
        if (mayBeLink(address))
            tag(u"<a href=\"%1\">"_s.arg(escaped(address)));
        break;
    }
    case MD_SPAN_IMG:
        m_imageAddress = attribute(static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src);
        append(u"["_s);
        break;
    default:
        break;
    }
}

void MarkdownRenderer::leave(MD_SPANTYPE type, void *detail)
{
    switch (type) {
    case MD_SPAN_EM:
        tag(u"</i>"_s);
        break;
    case MD_SPAN_STRONG:
        tag(u"</b>"_s);
        break;
    case MD_SPAN_DEL:
        tag(u"</s>"_s);
        break;
    case MD_SPAN_CODE:
        tag(u"</code>"_s);
        break;
    case MD_SPAN_A: {
        const QString address = attribute(static_cast<MD_SPAN_A_DETAIL *>(detail)->href);
        if (mayBeLink(address))
            tag(u"</a>"_s);
        else
            append(u" ("_s + address + u")"_s);
        break;
    }
    case MD_SPAN_IMG:
        append(u"] ("_s + std::exchange(m_imageAddress, {}) + u")"_s);
        break;
    default:
        break;
    }
}

void MarkdownRenderer::text(MD_TEXTTYPE type, const QString &text)
{
    if (m_inCode) {
        append(text);
        return;
    }
    switch (type) {
    case MD_TEXT_NULLCHAR:
        append(QString(QChar(QChar::ReplacementCharacter)));
        break;
    case MD_TEXT_BR:
        if (m_table)
            append(u" "_s);
        tag(u"<br>"_s);
        break;
    case MD_TEXT_SOFTBR:
        append(u" "_s);
        break;
    case MD_TEXT_ENTITY:
        append(entity(text));
        break;
    default:
        append(text);
        break;
    }
}

} // namespace assay
