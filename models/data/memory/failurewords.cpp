// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/failurewords.h"

#include <QList>
#include <QRegularExpression>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Masked text keeps < and > for what is hidden and has parentheses for its own. Those without a partner were none.
QString withOwnAngles(QString text)
{
    QList<qsizetype> open;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'(')
            open.append(i);
        else if (text[i] == u')' && open.isEmpty())
            text[i] = u'>';
        else if (text[i] == u')')
            open.removeLast();
    }
    for (const qsizetype at : open)
        text[at] = u'<';
    return text;
}

} // namespace

QString failureWords(const QString &tool, const QString &head, const QString &code, const QString &text)
{
    static const QRegularExpression hidden(u"<(?:path|str|url|hash|sub|var|hex|host|ip|uuid|time|date)>"_s);
    static const QRegularExpression number(u"<(?:n|int)>"_s);
    QString words = text;
    words = withOwnAngles(words.replace(hidden, u"…"_s).replace(number, u"N"_s)).simplified();
    if (words.isEmpty())
        words = code.isEmpty() ? u"failed"_s : code;
    else if (!code.isEmpty() && !words.contains(code))
        words += u" ("_s + code + u')';
    const QString whose = (head.isEmpty() ? tool : head) + u": "_s;
    return words.startsWith(whose) ? words : whose + words; // many programs begin with their name
}

} // namespace assay
