// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the terms of a filter text stand, before anything is known about what they mean: for the parser, and for who
// completes or colours a text while it is typed. Linear time, never fails.

#include <QStringView>

namespace assay {

// One term as it stands in the text. Views into the text: it must outlive them.
struct RawTerm {
    qsizetype position = 0; // with '-' and the field
    qsizetype length = 0;
    qsizetype valuePosition = 0; // behind the colon and the opening quotation mark
    bool negated = false;
    bool quoted = false;
    bool closed = true; // false: an opening quotation mark without its end
    QStringView field;  // null: a word
    QStringView value;
};

class FilterLexer final {
public:
    explicit FilterLexer(QStringView text)
        : m_text(text)
    {
    }

    // False at the end.
    bool next(RawTerm &term);

private:
    void readField(RawTerm &term);
    void readValue(RawTerm &term);

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace assay
