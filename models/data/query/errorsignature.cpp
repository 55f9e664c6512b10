// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/errorsignature.h"

#include <QRegularExpression>
#include <QStringList>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype lineLimit = 200;
constexpr int linesLooked = 60;

QString unwrapped(QString line)
{
    static const QRegularExpression tags(u"</?tool_use_error>"_s);
    line = line.remove(tags).simplified();
    while (line.startsWith("Error: "_L1))
        line = line.mid(7).trimmed();
    return line;
}

} // namespace

QString errorLine(const QString &output)
{
    static const QRegularExpression exitCode(u"^Exit code \\d+$"_s);
    static const QRegularExpression failure(
        u"\\b(error|fail(ed|ure)?|fatal|panic|exception|cannot|can't|could not|not found|no "
        u"such|denied|refused|invalid|"
        "undefined|unexpected|timed? ?out|abort(ed)?|missing)\\b|Error\\b|Exception\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    QString exit;
    QString first;
    int looked = 0;
    for (const QString &each : output.split(u'\n')) {
        const QString line = unwrapped(each);
        if (line.isEmpty())
            continue;
        if (++looked > linesLooked)
            break;
        if (exitCode.match(line).hasMatch()) {
            exit = exit.isEmpty() ? line : exit;
            continue;
        }
        if (failure.match(line).hasMatch())
            return line.left(lineLimit);
        if (first.isEmpty())
            first = line;
    }
    return (first.isEmpty() ? exit : first).left(lineLimit);
}

QString errorSignature(const QString &line)
{
    static const QRegularExpression hexadecimal(u"\\b(0x[0-9a-f]+|(?=[0-9a-f]*\\d)[0-9a-f]{7,}(-[0-9a-f]{4,})*)\\b"_s,
                                                QRegularExpression::CaseInsensitiveOption);
    // Digits within a name belong to it: TestRetriesOn503 is not TestRetriesOn504.
    static const QRegularExpression number(u"(?<![A-Za-z_0-9])\\d+([.,:]\\d+)*(ms|s|m|h)?\\b"_s);
    QString same = line.simplified();
    same.replace(hexadecimal, u"#"_s);
    same.replace(number, u"#"_s);
    return same.toCaseFolded();
}

} // namespace assay
