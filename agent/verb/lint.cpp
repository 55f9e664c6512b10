// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"
#include "agent/verb/terminaltext.h"
#include "agent/verb/verbcall.h"
#include "agent/verb/verbs.h"
#include "models/data/skill/skilllint.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr qint64 mostBytes = qint64(16) * 1024 * 1024;

// A folder stands for every SKILL.md below it; links are not followed.
QStringList filesOf(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return {path};
    QStringList files;
    QDirIterator it(path, {u"SKILL.md"_s, u"skill.md"_s, u"Skill.md"_s}, QDir::Files | QDir::NoSymLinks | QDir::Hidden,
                    QDirIterator::Subdirectories);
    while (it.hasNext())
        files.append(it.next());
    files.sort();
    return files;
}

} // namespace

Result<int> runLint(const VerbCall &call)
{
    ordered_json all = ordered_json::array();
    QString text;
    int files = 0;
    bool bad = false;
    for (const QString &path : call.invocation.arguments) {
        for (const QString &each : filesOf(path)) {
            QFile file(each);
            if (!file.open(QIODevice::ReadOnly))
                return fail(Error::Code::NotFound, u"This cannot be read (%1)."_s.arg(file.errorString()), each);
            ++files;
            const QFileInfo info(each);
            const QString folder = info.absoluteDir().dirName();
            for (const LintFinding &finding : lintSkill(file.read(mostBytes), {info.fileName(), folder})) {
                bad = bad || finding.severity >= LintSeverity::Danger;
                all.push_back({{"path", each.toStdString()},
                               {"line", finding.line},
                               {"rule", finding.rule.toStdString()},
                               {"severity", severityName(finding.severity).toStdString()},
                               {"message", finding.message.toStdString()}});
                text += u"%1:%2: %3: %4 [%5]\n"_s.arg(oneLine(each))
                            .arg(finding.line)
                            .arg(severityName(finding.severity), finding.message, finding.rule);
            }
        }
    }
    if (files == 0)
        return fail(Error::Code::NotFound, u"There is no SKILL.md there."_s, call.invocation.arguments.value(0));
    if (call.json())
        call.console.document({{"findings", all}, {"files", files}});
    else if (!text.isEmpty())
        call.console.text(text);
    else
        call.console.remark(u"%1 checked, nothing found."_s.arg(countOf(files, u"file"_s)));
    return bad ? 1 : 0;
}

} // namespace assay
