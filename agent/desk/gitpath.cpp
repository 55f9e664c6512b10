// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/desk/gitpath.h"

#include "agent/install/shortrun.h"

#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

ShortRun git(const QString &folder, const QStringList &words)
{
    return runShortly(QStringList{u"git"_s, u"--no-optional-locks"_s, u"--literal-pathspecs"_s, u"-C"_s, folder,
                                  u"-c"_s, u"core.fsmonitor=false"_s, u"-c"_s, u"core.hooksPath=/dev/null"_s} +
                      words);
}

QString stateOf(const QString &marks, const QString &path)
{
    if (marks.isEmpty())
        return QFileInfo::exists(path) ? u"clean"_s : u"missing"_s;
    if (marks == "??"_L1)
        return u"untracked"_s;
    if (marks == "!!"_L1)
        return u"ignored"_s;
    return marks.at(1) == u' ' ? u"staged"_s : u"changed"_s;
}

} // namespace

GitPath gitPath(const QString &folder, const QString &relative)
{
    GitPath told;
    const ShortRun own =
        git(folder, {u"status"_s, u"--porcelain=v1"_s, u"--ignored"_s, u"--untracked-files=all"_s, u"--"_s, relative});
    if (!own.succeeded())
        return told;
    told.inRepository = true;
    told.state = stateOf(QString::fromUtf8(own.out.left(2)), folder + u'/' + relative);
    const ShortRun head = git(folder, {u"symbolic-ref"_s, u"--short"_s, u"-q"_s, u"HEAD"_s});
    told.branch = head.succeeded() ? QString::fromUtf8(head.out.trimmed()) : QString();
    return told;
}

Result<> gitAdd(const QString &folder, const QString &relative)
{
    const ShortRun run = git(folder, {u"add"_s, u"--"_s, relative});
    if (run.succeeded())
        return {};
    const QString why = QString::fromUtf8(run.err.trimmed()).section(u'\n', 0, 0);
    return fail(Error::Code::Failed,
                u"The file is written, but git did not add it (%1). Add it by hand if you want it in a commit."_s.arg(
                    why.isEmpty() ? u"git is not there"_s : why),
                folder + u'/' + relative);
}

} // namespace assay
