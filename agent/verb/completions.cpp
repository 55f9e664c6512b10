// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/completions.h"

#include "agent/verb/verbtable.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString licence = u"# SPDX-FileCopyrightText: 2026 Assay contributors\n# SPDX-License-Identifier: Apache-2.0\n"_s;

// Inside single quotes of any of the three shells.
QString quotable(const QString &text)
{
    QString out = text;
    return out.replace(u'\'', u"’"_s).replace(u'\\', u'/');
}

QStringList words(const QList<VerbOption> &options)
{
    QStringList names;
    for (const VerbOption &option : options)
        names += u"--"_s + option.name;
    return names;
}

QStringList verbNames()
{
    QStringList names;
    for (const Verb &verb : verbTable())
        names += verb.name;
    return names;
}

// A branch of `case $verb:$prev` for each option that takes a value.
QString bashValues(const QString &verb, const QList<VerbOption> &options)
{
    QString out;
    for (const VerbOption &option : options) {
        if (option.value.isEmpty())
            continue;
        QString reply = u"COMPREPLY=()"_s;
        if (!option.choices.isEmpty())
            reply = u"COMPREPLY=($(compgen -W '%1' -- \"$cur\"))"_s.arg(option.choices.join(u' '));
        else if (option.value == "DIR"_L1)
            reply = u"compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")"_s;
        else if (option.value == "FILE"_L1)
            reply = u"compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")"_s;
        out += u"    %1:--%2) %3; return ;;\n"_s.arg(verb, option.name, reply);
    }
    return out;
}

QString zshOptions(const QList<VerbOption> &options)
{
    QString out;
    for (const VerbOption &option : options) {
        QString help = quotable(option.help);
        help.replace(u'[', u'(').replace(u']', u')').replace(u':', u';');
        out += u" \\\n      '%1--%2[%3]"_s.arg(option.repeats ? u"*"_s : QString(), option.name, help);
        if (!option.choices.isEmpty())
            out += u":%1:(%2)"_s.arg(option.value, option.choices.join(u' '));
        else if (option.value == "DIR"_L1)
            out += u":DIR:_files -/"_s;
        else if (option.value == "FILE"_L1)
            out += u":FILE:_files"_s;
        else if (!option.value.isEmpty())
            out += u":%1: "_s.arg(QString(option.value).replace(u':', u'-'));
        out += u'\'';
    }
    return out;
}

QString fishOptions(const QString &condition, const QList<VerbOption> &options)
{
    QString out;
    for (const VerbOption &option : options) {
        out += u"complete -c assay-agent"_s + condition + u" -l "_s + option.name;
        if (!option.choices.isEmpty())
            out += u" -x -a '%1'"_s.arg(option.choices.join(u' '));
        else if (option.value == "DIR"_L1)
            out += u" -x -a '(__fish_complete_directories)'"_s;
        else if (option.value == "FILE"_L1)
            out += u" -r -F"_s;
        else if (!option.value.isEmpty())
            out += u" -x"_s;
        out += u" -d '%1'\n"_s.arg(quotable(option.help));
    }
    return out;
}

} // namespace

QString bashCompletion()
{
    QStringList withValue;
    QString values = bashValues(u"*"_s, globalOptions());
    QString offers;
    for (const VerbOption &option : globalOptions()) {
        if (!option.value.isEmpty())
            withValue += u"--"_s + option.name;
    }
    for (const Verb &verb : verbTable()) {
        values += bashValues(verb.name, verb.options);
        offers += u"    %1) options=\"$options %2\" ;;\n"_s.arg(verb.name, words(verb.options).join(u' '));
    }
    return licence + u"_assay_agent() {\n"
                     "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= i\n"
                     "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                     "    case ${COMP_WORDS[i]} in\n"
                     "    %1) ((i++)) ;;\n"
                     "    -*) ;;\n"
                     "    *) verb=${COMP_WORDS[i]}; break ;;\n"
                     "    esac\n"
                     "  done\n"
                     "  case $verb:$prev in\n%2  esac\n"
                     "  if [[ -z $verb && $cur != -* ]]; then\n"
                     "    COMPREPLY=($(compgen -W '%3' -- \"$cur\"))\n"
                     "    return\n"
                     "  fi\n"
                     "  local options='%4'\n"
                     "  case $verb in\n%5  esac\n"
                     "  [[ $cur == -* ]] && COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
                     "}\n"
                     "complete -F _assay_agent assay-agent\n"_s.arg(withValue.join(u'|'), values,
                                                                    verbNames().join(u' '),
                                                                    words(globalOptions()).join(u' '), offers);
}

QString zshCompletion()
{
    QString verbs;
    QString cases;
    for (const Verb &verb : verbTable()) {
        verbs += u"    '%1:%2'\n"_s.arg(verb.name, quotable(verb.summary));
        cases += u"    %1)\n      _arguments%2%3 '*:argument: '\n      ;;\n"_s.arg(verb.name, zshOptions(verb.options),
                                                                                   zshOptions(globalOptions()));
    }
    return u"#compdef assay-agent\n"_s + licence +
           u"_assay_agent() {\n"
           "  local curcontext=$curcontext state line\n"
           "  local -a verbs\n"
           "  verbs=(\n%1  )\n"
           "  _arguments -C%2 '1:verb:->verb' '*::argument:->rest'\n"
           "  case $state in\n"
           "  verb) _describe verb verbs ;;\n"
           "  rest)\n"
           "    case $line[1] in\n%3    esac\n"
           "    ;;\n"
           "  esac\n"
           "}\n"
           "_assay_agent \"$@\"\n"_s.arg(verbs, zshOptions(globalOptions()), cases);
}

QString fishCompletion()
{
    QString out = licence + u"complete -c assay-agent -f\n"_s + fishOptions({}, globalOptions());
    for (const Verb &verb : verbTable()) {
        out += u"complete -c assay-agent -n __fish_use_subcommand -a %1 -d '%2'\n"_s.arg(verb.name,
                                                                                         quotable(verb.summary));
        out += fishOptions(u" -n '__fish_seen_subcommand_from %1'"_s.arg(verb.name), verb.options);
    }
    return out;
}

} // namespace assay
