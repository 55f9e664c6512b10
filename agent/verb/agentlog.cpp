// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/agentlog.h"

#include "agent/verb/terminaltext.h"

#include <cstdio>

#include <QLoggingCategory>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool toJournal = false;

int syslogLevel(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 7;
    case QtInfoMsg:
        return 6;
    case QtWarningMsg:
        return 4;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        break;
    }
    return 2;
}

void write(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    const QString prefix = toJournal ? u"<%1>"_s.arg(syslogLevel(type)) : u"assay-agent: "_s;
    std::fputs((prefix + oneLine(message) + u'\n').toUtf8().constData(), stderr);
}

} // namespace

void installAgentLog(Console::Talk talk)
{
    toJournal = qEnvironmentVariableIsSet("JOURNAL_STREAM");
    QLoggingCategory::setFilterRules(talk == Console::Talk::Verbose ? u"assay.*.debug=true"_s
                                     : talk == Console::Talk::Quiet ? u"assay.*.debug=false\nassay.*.info=false"_s
                                                                    : u"assay.*.debug=false"_s);
    qInstallMessageHandler(write);
}

} // namespace assay
