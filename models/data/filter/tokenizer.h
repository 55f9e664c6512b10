// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Splits text into words the way the full-text index does (FTS5 "unicode61 remove_diacritics 2"): letters, digits,
// private use; case folded, Latin letters without their marks. What we mark in a snippet is therefore what the index
// matched.

#include <QString>
#include <QStringList>

#include <bitset>
#include <string>

namespace assay {

class Tokenizer final {
public:
    // Looks at `text` only: it must outlive the tokenizer.
    explicit Tokenizer(QStringView text)
        : m_text(text)
    {
    }

    // Steps to the next word; false at the end.
    bool next();
    // From now on next() may pass over words that begin with other ASCII letters or digits than these (folded). Search
    // reads megabytes for one word.
    void wantOnly(QStringView firstLetters);
    [[nodiscard]] bool passedOver() const { return m_passedOver; } // at the last step

    [[nodiscard]] qsizetype start() const { return m_start; }
    [[nodiscard]] qsizetype end() const { return m_end; } // behind the last QChar of the word
    // Until the next step.
    [[nodiscard]] QStringView folded() const { return m_folded; }

private:
    bool toNextStart();
    [[nodiscard]] bool isWanted() const;

    QStringView m_text;
    std::bitset<128> m_wanted = std::bitset<128>().set();
    bool m_passedOver = false;
    qsizetype m_start = 0;
    qsizetype m_end = 0;
    std::u16string m_folded;
};

// The folded words of a text.
[[nodiscard]] QStringList foldedWords(QStringView text);

} // namespace assay
