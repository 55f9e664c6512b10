// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/helptext.h"

#include "agent/verb/verbtable.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int lineWidth = 100;

QString wrapped(const QString &text, qsizetype indent)
{
    QString out;
    qsizetype column = indent;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (column > indent && column + 1 + word.size() > lineWidth) {
            out += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (column > indent) {
            out += u' ';
            ++column;
        }
        out += word;
        column += word.size();
    }
    return out;
}

QString row(const QString &left, const QString &right, qsizetype width)
{
    return u"  "_s + left.leftJustified(width) + u"  "_s + wrapped(right, width + 4) + u'\n';
}

QString optionRows(const QList<VerbOption> &options)
{
    QString out;
    for (const VerbOption &option : options) {
        const QString value = option.choices.isEmpty() ? option.value : option.choices.join(u'|');
        const QString left = u"--"_s + option.name + (value.isEmpty() ? QString() : u' ' + value);
        const QString repeats = option.repeats ? u" (may be given again)"_s : QString();
        out += row(left, option.help + repeats, 24);
    }
    return out;
}

} // namespace

QString generalHelp()
{
    QString out = u"Usage: assay-agent VERB [ARGUMENTS] [OPTIONS]\n\n"
                  "Captures the sessions of coding agents, finds things in them, keeps them in order.\n\nVerbs:\n"_s;
    for (const Verb &verb : verbTable())
        out += row(verb.name, verb.summary, 12);
    out += u"\nOptions of every verb:\n"_s + optionRows(globalOptions());
    out += u"\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 not found or nothing to do, 75 busy: try again.\n"
           "assay-agent VERB --help tells more about a verb.\n"_s;
    return out;
}

QString verbHelp(const Verb &verb)
{
    QString out = u"Usage: assay-agent "_s + verb.name;
    if (!verb.arguments.isEmpty())
        out += u' ' + verb.arguments;
    out += u" [OPTIONS]\n\n"_s + wrapped(verb.summary, 0) + u"\n\n"_s + wrapped(verb.details, 0) + u'\n';
    if (!verb.options.isEmpty())
        out += u"\nOptions:\n"_s + optionRows(verb.options);
    out += u"\nOptions of every verb:\n"_s + optionRows(globalOptions());
    if (!verb.jsonKeys.isEmpty())
        out += u'\n' + wrapped(u"Keys under --json, beside \"format\": "_s + verb.jsonKeys.join(u", "_s), 0) + u'\n';
    return out;
}

} // namespace assay
