// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/skill/skilllint.h"

#include <algorithm>

#include <QStringDecoder>

#include "models/data/skill/lintrules.h"
#include "models/data/skill/skillfile.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostBytes = qsizetype(256) * 1024;

struct Decoded {
    QString text;
    QList<LintFinding> findings;
};

Decoded decoded(const QByteArray &bytes)
{
    Decoded result;
    if (bytes.size() > mostBytes) {
        result.findings.append({0, u"huge"_s, LintSeverity::Error,
                                u"The file has %1 KB; only the first 256 were checked, and it is not written."_s.arg(
                                    bytes.size() / 1024)});
    }
    QByteArray part = bytes.left(mostBytes);
    if (part.contains('\0')) {
        const auto line = static_cast<int>(part.left(part.indexOf('\0')).count('\n')) + 1;
        result.findings.append(
            {line, u"binary"_s, LintSeverity::Error, u"The file holds zero bytes: it is no text."_s});
        part.replace('\0', ' ');
    }
    QStringDecoder decoder(QStringDecoder::Utf8);
    result.text = decoder.decode(part);
    if (decoder.hasError() && bytes.size() <= mostBytes)
        result.findings.append({0, u"binary"_s, LintSeverity::Error, u"The file is not valid UTF-8."_s});
    result.text.replace("\r\n"_L1, "\n"_L1);
    return result;
}

void sort(QList<LintFinding> &findings)
{
    std::stable_sort(findings.begin(), findings.end(), [](const LintFinding &a, const LintFinding &b) {
        return a.line != b.line ? a.line < b.line : a.severity > b.severity;
    });
    findings.erase(std::unique(findings.begin(), findings.end()), findings.end());
}

} // namespace

QList<LintFinding> lintSkill(const QByteArray &bytes, const LintContext &context)
{
    auto [text, findings] = decoded(bytes);
    const SkillFile skill = parseSkill(text);
    lintSpecification(skill, context, findings);
    lintRights(skill, findings);
    lintLetters(text, findings);
    lintShapes(text, findings);
    sort(findings);
    return findings;
}

QList<LintFinding> lintText(const QByteArray &bytes)
{
    auto [text, findings] = decoded(bytes);
    lintLetters(text, findings);
    lintShapes(text, findings);
    sort(findings);
    return findings;
}

QString severityName(LintSeverity severity)
{
    switch (severity) {
    case LintSeverity::Note:
        return u"note"_s;
    case LintSeverity::Warning:
        return u"warning"_s;
    case LintSeverity::Danger:
        return u"danger"_s;
    case LintSeverity::Error:
        return u"error"_s;
    }
    return {};
}

QStringList rulesToTick(const QList<LintFinding> &findings)
{
    QStringList rules;
    for (const LintFinding &each : findings) {
        const bool counts = each.severity == LintSeverity::Warning || each.severity == LintSeverity::Danger;
        if (counts && !rules.contains(each.rule))
            rules.append(each.rule);
    }
    return rules;
}

} // namespace assay
