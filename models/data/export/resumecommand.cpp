// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/resumecommand.h"

#include <algorithm>

#include "models/data/record.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isPlain(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') ||
           QStringView(u"/._-+:@%").contains(c);
}

bool isKey(QChar c)
{
    const char16_t u = c.unicode();
    return (u < 0x20 && u != u'\n') || (u >= 0x7F && u < 0xA0);
}

QString dollarQuoted(const QString &word)
{
    QString out = u"$'"_s;
    for (const QChar c : word) {
        if (c == u'\'' || c == u'\\') {
            out += u'\\';
            out += c;
        } else if (isKey(c) || c == u'\n') {
            for (const char byte : QString(c).toUtf8())
                out += u"\\%1"_s.arg(static_cast<unsigned char>(byte), 3, 8, QChar(u'0'));
        } else {
            out += c;
        }
    }
    return out + u'\'';
}

} // namespace

QString shellWord(const QString &word)
{
    QString whole = word;
    whole.remove(QChar(u'\0'));
    if (!whole.isEmpty() && std::all_of(whole.cbegin(), whole.cend(), isPlain))
        return whole;
    if (std::any_of(whole.cbegin(), whole.cend(), isKey))
        return dollarQuoted(whole);
    return u'\'' + whole.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString resumeCommand(const SessionRow &session)
{
    // What looks like an option would be read as one.
    if (session.uuid.isEmpty() || session.uuid.startsWith(u'-'))
        return {};
    QString resume;
    if (session.agent == "claude"_L1)
        resume = u"claude --resume "_s + shellWord(session.uuid);
    else if (session.agent == "codex"_L1)
        resume = u"codex resume "_s + shellWord(session.uuid);
    if (resume.isEmpty() || session.cwd.isEmpty())
        return resume;
    const bool looksLikeOption = session.cwd.startsWith(u'-');
    return (looksLikeOption ? u"cd -- "_s : u"cd "_s) + shellWord(session.cwd) + u" && "_s + resume;
}

} // namespace assay
