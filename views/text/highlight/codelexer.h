// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads one line of a language made of words, strings and comments. Not for use outside views/text/highlight.

#include "views/text/highlight/language.h"

namespace assay {

[[nodiscard]] inline bool isWordStart(QChar c)
{
    return c.isLetter() || c == u'_';
}

[[nodiscard]] inline bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

class CodeLexer final {
public:
    CodeLexer(const Language &language, QStringView line, CodeState &state, QList<CodeSpan> &spans)
        : m_language(language)
        , m_line(line)
        , m_state(state)
        , m_spans(spans)
    {
    }

    [[nodiscard]] qint64 run();

private:
    void add(qsizetype from, CodeTone tone);
    [[nodiscard]] bool at(QLatin1StringView text) const
    {
        return !text.isEmpty() && m_line.mid(m_at, text.size()) == text;
    }
    [[nodiscard]] QChar peek(qsizetype ahead) const
    {
        return m_at + ahead < m_line.size() ? m_line.at(m_at + ahead) : QChar();
    }
    void goOn();
    void step();
    void readKey();
    bool readComment();
    void finishComment(qsizetype from);
    bool readString();
    bool readRaw();
    bool readCharacter();
    bool finishString(qsizetype from, QStringView close, char escape, bool lines);
    bool readMark();
    void readDocumentStart();
    void readNumber();
    void readWord();
    void skipValue();
    [[nodiscard]] const CodeTone *toneOf(qsizetype from) const;
    [[nodiscard]] bool isType(qsizetype from) const;

    const Language &m_language;
    QStringView m_line;
    CodeState &m_state;
    QList<CodeSpan> &m_spans;
    qsizetype m_at = 0;
    qint64 m_steps = 0;
    quint32 m_open = 0;  // string rules known to have no end on this line: each is looked for once
    bool m_first = true; // no word yet
    bool m_command = true;
    QString m_document; // a here document begins on the next line
};

} // namespace assay
