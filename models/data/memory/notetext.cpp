// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/notetext.h"

#include "models/data/memory/proselines.h"

#include <QRegularExpression>
#include <QStringList>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::UseUnicodePropertiesOption |
                                        QRegularExpression::CaseInsensitiveOption);
}

// Names of files that a client says were given along.
QString attachedFiles(const QString &ask)
{
    static const QRegularExpression file(u"^\\s*[-*]\\s+\\S*/attachments/(\\S+)\\s*$"_s,
                                         QRegularExpression::MultilineOption);
    QStringList names;
    for (auto found = file.globalMatch(ask); found.hasNext();)
        names.append(found.next().captured(1));
    return names.isEmpty() ? QString() : u"(attached) "_s + names.join(u", "_s);
}

} // namespace

QString quoted(QString text, qsizetype characters)
{
    text = text.simplified();
    if (text.size() <= characters)
        return text;
    qsizetype end = text.lastIndexOf(u' ', characters - 1);
    if (end < characters / 2)
        end = characters - 1 - (text[characters - 2].isHighSurrogate() ? 1 : 0);
    return text.left(end) + u'…';
}

QString askLine(const QString &ask)
{
    // Blocks in angle brackets were put there by a client. One that was cut off is all there is.
    static const QRegularExpression block(pattern(u"<([a-z_-]+)>.*?(?:</\\1>|\\z)"_s).pattern(),
                                          QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression hollow(
        pattern(u"^(implement the following plan|here is the plan|context|summary)\\W*$"_s));
    static const QRegularExpression mark(u"^[\\s❯>]+"_s); // of a prompt that was pasted
    QString text = ask;
    text.remove(block);
    if (text.trimmed().isEmpty()) {
        text = attachedFiles(ask);
        if (text.isEmpty())
            text = QString(ask).remove(QRegularExpression(u"</?[a-z_-]+>"_s));
    }
    QString lead;
    for (const QString &line : proseLines(text.remove(mark))) {
        const QString bare = withoutMarkup(line);
        if (hollow.match(bare).hasMatch()) {
            lead = lead.isEmpty() ? bare : lead;
            continue;
        }
        // A short first line that only introduces the next one.
        if (bare.endsWith(u':') && lead.isEmpty() && bare.size() < 60) {
            lead = bare;
            continue;
        }
        return quoted(lead.isEmpty() ? bare : lead + u' ' + bare);
    }
    return quoted(lead.isEmpty() ? text : lead);
}

bool isNod(const QString &ask)
{
    static const QRegularExpression nod(pattern(
        u"^(?:(?:yes|yeah|yep|yup|y|ok|okay|k|sure|good|great|nice|perfect|thanks?|thank you|please|go ahead|go on|go|"
        "continue|proceed|do it|do that|do so|lets?|let's|lets? go|let's go|lets? do it|let's do it|looks good|lgtm|"
        "sounds good|correct|right|agreed|exactly|ja|genau|weiter|si|sí|oui|[a-d]|\\d{1,2})(?:\\W+|$))+$"_s));
    return nod.match(ask.simplified()).hasMatch();
}

bool startsPlan(const QString &ask)
{
    return ask.trimmed().startsWith("Implement the following plan"_L1, Qt::CaseInsensitive);
}

} // namespace assay
