// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/commandline.h"

#include "agent/verb/verbtable.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

qsizetype editDistance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<qsizetype>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j < row.size(); ++j) {
            const qsizetype above = row[j];
            const qsizetype cost = a.at(i - 1) == b.at(static_cast<qsizetype>(j) - 1) ? 0 : 1;
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + cost});
            diagonal = above;
        }
    }
    return row.back();
}

// " Did you mean …?", or what else to do.
QString suggestion(const QString &word, const QStringList &known, const QString &otherwise)
{
    QString best;
    qsizetype bestDistance = 3;
    for (const QString &each : known) {
        const qsizetype distance = each.startsWith(word) && word.size() > 1 ? 0 : editDistance(word.left(40), each);
        if (distance < bestDistance) {
            bestDistance = distance;
            best = each;
        }
    }
    return best.isEmpty() ? u' ' + otherwise : u" Did you mean \"%1\"?"_s.arg(best);
}

QStringList optionNames(const Verb *verb)
{
    QStringList names;
    for (const VerbOption &option : globalOptions())
        names += option.name;
    if (verb) {
        for (const VerbOption &option : verb->options)
            names += option.name;
    }
    return names;
}

const VerbOption *findOption(const QList<VerbOption> &options, const QString &name)
{
    const auto it = std::find_if(options.cbegin(), options.cend(),
                                 [&name](const VerbOption &option) { return option.name == name; });
    return it == options.cend() ? nullptr : &*it;
}

Result<> take(Invocation &invocation, const VerbOption &option, const QString &value)
{
    if (!option.choices.isEmpty() && !option.choices.contains(value)) {
        return fail(Error::Code::Usage,
                    u"--%1 takes one of %2, not \"%3\"."_s.arg(option.name, option.choices.join(u", "_s), value));
    }
    QStringList &values = invocation.options[option.name];
    if (!option.value.isEmpty())
        values += value;
    if (values.size() > 1 && !option.repeats)
        return fail(Error::Code::Usage, u"--%1 is given twice."_s.arg(option.name));
    return {};
}

// Splits words[i] at '=' or takes the next word as the value; moves i to the last word used.
Result<> takeOption(Invocation &invocation, const QStringList &words, qsizetype &i)
{
    const QString word = words.at(i).mid(2);
    const qsizetype equals = word.indexOf(u'=');
    const QString name = word.left(equals);
    const VerbOption *option = findOption(globalOptions(), name);
    if (!option && invocation.verb)
        option = findOption(invocation.verb->options, name);
    if (!option) {
        const QString help = invocation.verb ? u"See assay-agent %1 --help."_s.arg(invocation.verb->name)
                                             : u"See assay-agent --help. Options of a verb stand after it."_s;
        return fail(Error::Code::Usage,
                    u"There is no option --%1."_s.arg(name) + suggestion(name, optionNames(invocation.verb), help));
    }
    if (option->value.isEmpty()) {
        if (equals >= 0)
            return fail(Error::Code::Usage, u"--%1 takes no value."_s.arg(name));
        return take(invocation, *option, {});
    }
    if (equals >= 0)
        return take(invocation, *option, word.mid(equals + 1));
    if (i + 1 >= words.size())
        return fail(Error::Code::Usage, u"--%1 needs a value (%2)."_s.arg(name, option->value));
    return take(invocation, *option, words.at(++i));
}

Result<> checkArguments(const Invocation &invocation)
{
    const Verb &verb = *invocation.verb;
    const qsizetype count = invocation.arguments.size();
    const QString usage = u" Usage: assay-agent %1 %2"_s.arg(verb.name, verb.arguments);
    if (count < verb.minArguments)
        return fail(Error::Code::Usage, u"Something is missing."_s + usage);
    if (verb.maxArguments >= 0 && count > verb.maxArguments)
        return fail(Error::Code::Usage,
                    u"\"%1\" is too much."_s.arg(invocation.arguments.at(verb.maxArguments)) + usage);
    return {};
}

} // namespace

QString Invocation::value(const QString &option) const
{
    const QStringList values = options.value(option);
    return values.isEmpty() ? QString() : values.last();
}

Result<qint64> Invocation::number(const QString &option, qint64 fallback) const
{
    if (!has(option))
        return fallback;
    bool ok = false;
    const qint64 parsed = value(option).toLongLong(&ok);
    if (!ok || parsed < 1)
        return fail(Error::Code::Usage, u"--%1 takes a positive number, not \"%2\"."_s.arg(option, value(option)));
    return parsed;
}

Result<int> Invocation::count(const QString &option, int fallback) const
{
    return number(option, fallback).map([](qint64 wanted) {
        return static_cast<int>(std::min<qint64>(wanted, std::numeric_limits<int>::max()));
    });
}

Result<Invocation> parseCommandLine(const QStringList &words)
{
    Invocation invocation;
    bool optionsEnded = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (!optionsEnded && word == "--"_L1) {
            optionsEnded = true;
        } else if (!optionsEnded && word == "-h"_L1) {
            invocation.options.insert(u"help"_s, {});
        } else if (!optionsEnded && word.startsWith("--"_L1)) {
            if (auto taken = takeOption(invocation, words, i); !taken)
                return tl::unexpected(taken.error());
        } else if (invocation.verb) {
            invocation.arguments += word;
        } else if (invocation.verb = findVerb(word); !invocation.verb) {
            QStringList names;
            for (const Verb &verb : verbTable())
                names += verb.name;
            return fail(Error::Code::Usage, u"There is no verb \"%1\"."_s.arg(word) +
                                                suggestion(word, names, u"See assay-agent --help."_s));
        }
    }
    invocation.help = invocation.has(u"help"_s);
    invocation.version = invocation.has(u"version"_s);
    if (invocation.help || invocation.version)
        return invocation;
    if (!invocation.verb)
        return fail(Error::Code::Usage, u"Say what to do: assay-agent VERB. See assay-agent --help."_s);
    if (auto checked = checkArguments(invocation); !checked)
        return tl::unexpected(checked.error());
    return invocation;
}

} // namespace assay
