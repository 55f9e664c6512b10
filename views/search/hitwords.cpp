// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/search/hitwords.h"

#include "models/data/filter/filter.h"
#include "models/data/record.h"

namespace assay {

QStringList matchedWords(const SearchHit &hit)
{
    QStringList terms;
    for (const auto &[start, length] : hit.marks) {
        const QString term = hit.snippet.mid(start, length);
        if (!term.isEmpty() && !terms.contains(term, Qt::CaseInsensitive))
            terms.append(term);
    }
    return terms;
}

QString wordsOnly(const QString &text)
{
    QStringList words;
    bool fields = false;
    for (const FilterTerm &term : parseFilter(text, FilterClock::system()).terms) {
        fields = fields || term.field != FilterField::Word;
        if (term.field == FilterField::Word)
            words.append(text.mid(term.position, term.length));
    }
    return fields ? words.join(u' ') : QString();
}

bool hasTerms(const QString &text)
{
    return !parseFilter(text, FilterClock::system(), FilterTyping::AsYouType).isEmpty();
}

} // namespace assay
