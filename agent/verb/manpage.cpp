// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/manpage.h"

#include "agent/verb/verbtable.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString optionItems(const QList<VerbOption> &options)
{
    QString out;
    for (const VerbOption &option : options) {
        out += u".TP\n\\fB"_s + roffText(u"--"_s + option.name) + u"\\fR"_s;
        const QString value = option.choices.isEmpty() ? option.value : option.choices.join(u'|');
        if (!value.isEmpty())
            out += u" \\fI"_s + roffText(value) + u"\\fR"_s;
        out += u'\n' + roffText(option.help) + (option.repeats ? u" (may be given again)"_s : QString()) + u'\n';
    }
    return out;
}

QString verbItem(const Verb &verb)
{
    QString out =
        u".SS "_s + roffText(verb.name + (verb.arguments.isEmpty() ? QString() : u' ' + verb.arguments)) + u'\n';
    out += roffText(verb.summary) + u".\n.PP\n"_s + roffText(verb.details) + u'\n';
    if (!verb.jsonKeys.isEmpty())
        out += u".PP\nKeys under \\fB\\-\\-json\\fR, beside \"format\": "_s + roffText(verb.jsonKeys.join(u", "_s)) +
               u".\n"_s;
    return out + optionItems(verb.options);
}

} // namespace

QString roffText(const QString &text)
{
    QString out;
    for (const char32_t c : text.toUcs4()) {
        if (c == U'\\')
            out += u"\\e"_s;
        else if (c == U'-')
            out += u"\\-"_s;
        else if (c == U'~')
            out += u"\\(ti"_s;
        else if (c == U'^')
            out += u"\\(ha"_s;
        else if (c == U'`')
            out += u"\\(ga"_s;
        else if (c == U'\'')
            out += u"\\(aq"_s;
        else if (c > 0x7e)
            out += u"\\[u%1]"_s.arg(QString::number(uint(c), 16).toUpper().rightJustified(4, u'0'));
        else
            out += QChar(char16_t(c));
    }
    return out.startsWith(u'.') ? u"\\&"_s + out : out;
}

QString manPage()
{
    QString out =
        u".TH ASSAY\\-AGENT 1 \"\" \"assay " ASSAY_VERSION "\" \"Assay\"\n"
        ".SH NAME\nassay\\-agent \\- reads the sessions of coding agents and finds things in them\n"
        ".SH SYNOPSIS\n\\fBassay\\-agent\\fR \\fIVERB\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]\n"
        ".SH DESCRIPTION\n"
        "Reads transcripts into a local store, masks secrets before anything is stored, and searches, lists and\n"
        "exports what is there. Verbs that write go to the agent when one runs, else they take its lock.\n"
        ".SH VERBS\n"_s;
    for (const Verb &verb : verbTable())
        out += verbItem(verb);
    out += u".SH OPTIONS OF EVERY VERB\n"_s + optionItems(globalOptions());
    out += u".SH EXIT STATUS\n"
           ".TP\n0\ndone\n.TP\n1\nfailed; standard error says why, what it means for the data, what to do\n"
           ".TP\n2\nwrong usage\n.TP\n3\nnothing to do, or not found where that matters\n"
           ".TP\n75\nbusy: another process is writing; try again\n"_s;
    return out;
}

} // namespace assay
