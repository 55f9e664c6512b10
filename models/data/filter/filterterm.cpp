// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/filter/filterterm.h"

#include <algorithm>

namespace assay {

using namespace Qt::Literals::StringLiterals;

QString filterTerm(QLatin1StringView field, const QString &value)
{
    QString plain = value.simplified().replace(u'"', u' ');
    const bool isWord = std::none_of(plain.cbegin(), plain.cend(), [](QChar c) { return c.isSpace(); });
    // A word that looks like a field, a negation or a prefix must not be read as one.
    const bool isPlain = isWord && !plain.isEmpty() && !plain.endsWith(u'*') &&
                         (!field.isEmpty() || (!plain.contains(u':') && !plain.startsWith(u'-')));
    if (!isPlain)
        plain = u'"' + plain + u'"';
    return field.isEmpty() ? plain : field + u':' + plain;
}

QString withTerm(const QString &filter, const QString &term)
{
    const QString padded = u' ' + filter + u' ';
    if (padded.contains(u' ' + term + u' '))
        return filter;
    return filter.trimmed().isEmpty() ? term : filter.trimmed() + u' ' + term;
}

} // namespace assay
