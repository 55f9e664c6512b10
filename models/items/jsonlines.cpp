// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/jsonlines.h"

#include <nlohmann/json.hpp>

namespace assay {

namespace {

class Printer {
public:
    explicit Printer(QStringView json)
        : m_json(json)
    {
        m_out.reserve(json.size() + json.size() / 4);
    }

    [[nodiscard]] QString print()
    {
        while (m_at < m_json.size())
            step();
        return std::move(m_out);
    }

private:
    void step();
    void copyString();
    [[nodiscard]] bool copyLetter();
    void breakLine();
    [[nodiscard]] QChar nextSolid(qsizetype from) const;

    QStringView m_json;
    QString m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_lines = 0;
};

void Printer::breakLine()
{
    if (m_depth > jsonDepthLimit || m_lines >= jsonLineLimit)
        return;
    ++m_lines;
    m_out += u'\n';
    m_out += QString(m_depth * qsizetype{2}, u' ');
}

QChar Printer::nextSolid(qsizetype from) const
{
    while (from < m_json.size() && m_json.at(from).isSpace())
        ++from;
    return from < m_json.size() ? m_json.at(from) : QChar();
}

// "\u00e4" of anything that is no control character.
bool Printer::copyLetter()
{
    bool ok = false;
    const ushort code = m_json.mid(m_at + 2, 4).toUShort(&ok, 16);
    if (m_json.at(m_at + 1) != u'u' || !ok || code < 0xA0)
        return false;
    m_out += QChar(code);
    m_at += 6;
    return true;
}

void Printer::copyString()
{
    m_out += m_json.at(m_at++);
    while (m_at < m_json.size()) {
        const QChar c = m_json.at(m_at);
        if (c == u'\\' && m_at + 1 < m_json.size()) {
            if (copyLetter())
                continue;
            m_out += c;
            ++m_at;
        }
        m_out += m_json.at(m_at++);
        if (c == u'"')
            return;
    }
}

void Printer::step()
{
    const QChar c = m_json.at(m_at);
    if (c == u'"') {
        copyString();
        return;
    }
    ++m_at;
    if (c.isSpace())
        return;
    const bool opens = c == u'{' || c == u'[';
    const bool closes = c == u'}' || c == u']';
    if (closes) {
        --m_depth;
        if (!m_out.endsWith(u'{') && !m_out.endsWith(u'['))
            breakLine();
    }
    m_out += c;
    if (opens) {
        ++m_depth;
        const QChar next = nextSolid(m_at);
        if (next != u'}' && next != u']')
            breakLine();
    } else if (c == u',') {
        breakLine();
    } else if (c == u':') {
        m_out += u' ';
    }
}

} // namespace

QString indentedJson(const QString &json)
{
    const QByteArray bytes = json.toUtf8();
    if (!nlohmann::json::accept(bytes.constBegin(), bytes.constEnd()))
        return json;
    return Printer(json).print();
}

} // namespace assay
