// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/benchoptions.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

void describe(QCommandLineParser &parser, const QStringList &measures)
{
    parser.setApplicationDescription(u"Measures Assay beside baselines in the same run (docs/benchmarks.md)."_s);
    parser.addOption({{u"h"_s, u"help"_s}, u"shows this"_s});
    parser.addOption({u"corpus"_s,
                      u"history with the layout of ~/.claude (default: claude-home below $ASSAY_TEST_CORPUS, "
                      "else a generated one)"_s,
                      u"DIR"_s});
    parser.addOption({u"aliases"_s, u"project aliases (default: $ASSAY_TEST_CORPUS_ALIASES)"_s, u"FILE"_s});
    parser.addOption({u"large"_s, u"size of the one long session (default 200)"_s, u"MB"_s});
    parser.addOption({u"only"_s, u"only these of "_s + measures.join(u", "_s), u"NAMES"_s});
    parser.addOption({u"out"_s, u"writes the report as JSON"_s, u"FILE"_s});
    parser.addOption({u"scratch"_s,
                      u"everything is written below this folder and stays there (default: a temporary one)"_s,
                      u"DIR"_s});
}

QString absolute(const QString &path)
{
    return path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
}

} // namespace

Result<BenchOptions> parseBenchOptions(const QStringList &words, const QStringList &measures)
{
    QCommandLineParser parser;
    describe(parser, measures);
    if (!parser.parse(QStringList{u"assay-bench"_s} + words) || !parser.positionalArguments().isEmpty())
        return fail(Error::Code::Usage, u"That is not understood: %1. See assay-bench --help."_s.arg(
                                            parser.errorText() + parser.positionalArguments().join(u' ')));
    BenchOptions options;
    options.help = parser.isSet(u"help"_s);
    options.corpus = absolute(parser.value(u"corpus"_s));
    const QString corpora = qEnvironmentVariable("ASSAY_TEST_CORPUS");
    if (options.corpus.isEmpty() && !corpora.isEmpty())
        options.corpus = absolute(corpora + u"/claude-home"_s);
    if (!options.corpus.isEmpty() && !QFileInfo(options.corpus).isDir())
        return fail(Error::Code::NotFound, u"There is no folder of this name. Nothing was measured."_s, options.corpus);
    options.aliases = absolute(parser.isSet(u"aliases"_s) ? parser.value(u"aliases"_s)
                                                          : qEnvironmentVariable("ASSAY_TEST_CORPUS_ALIASES"));
    options.out = absolute(parser.value(u"out"_s));
    options.scratch = absolute(parser.value(u"scratch"_s));
    options.only = parser.value(u"only"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &name : options.only) {
        if (!measures.contains(name))
            return fail(Error::Code::Usage,
                        u"There is no measure \"%1\", only %2."_s.arg(name, measures.join(u", "_s)));
    }
    if (parser.isSet(u"large"_s)) {
        bool ok = false;
        options.largeBytes = parser.value(u"large"_s).toLongLong(&ok) * 1'000'000;
        if (!ok || options.largeBytes < 1)
            return fail(Error::Code::Usage, u"--large takes a number of megabytes."_s);
    }
    return options;
}

QString benchHelp(const QStringList &measures)
{
    QCommandLineParser parser;
    describe(parser, measures);
    return parser.helpText();
}

} // namespace assay
