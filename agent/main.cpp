// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

// assay-agent: the background agent and every verb of the command line.

#include "agent/verb/commandline.h"
#include "agent/verb/console.h"
#include "agent/verb/helptext.h"
#include "agent/verb/verb.h"
#include "agent/verb/verbcall.h"

#include <QCoreApplication>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

Console::Talk talkOf(const Invocation &invocation)
{
    if (invocation.has(u"quiet"_s))
        return Console::Talk::Quiet;
    return invocation.has(u"verbose"_s) ? Console::Talk::Verbose : Console::Talk::Normal;
}

Result<int> run(const Invocation &invocation, Console &console)
{
    if (invocation.version) {
        console.text(u"assay-agent " ASSAY_VERSION "\n"_s);
        return 0;
    }
    if (invocation.help) {
        console.text(invocation.verb ? verbHelp(*invocation.verb) : generalHelp());
        return 0;
    }
    return makeVerbCall(invocation, console).and_then([](const VerbCall &call) {
        return call.invocation.verb->run(call);
    });
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"assay"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));

    const auto invocation = parseCommandLine(QCoreApplication::arguments().mid(1));
    Console console(invocation ? talkOf(*invocation) : Console::Talk::Normal);
    auto code = invocation ? run(*invocation, console) : tl::unexpected(invocation.error());
    if (const auto written = console.finish(); code && !written)
        code = tl::unexpected(written.error());
    if (code)
        return *code;
    console.error(code.error());
    return exitCode(code.error().code);
}
