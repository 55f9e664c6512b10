// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/report.h"

#include "agent/redact/rules.h"

#include <algorithm>

namespace assay {

namespace {

using namespace Qt::Literals::StringLiterals;

QString describe(std::string_view rule)
{
    for (const std::vector<Rule> *rules : {&tokenRules(), &contextRules()}) {
        const auto found = std::find_if(rules->begin(), rules->end(), [rule](const Rule &r) { return r.name == rule; });
        if (found != rules->end())
            return QString::fromUtf8(found->description.data(), static_cast<qsizetype>(found->description.size()));
    }
    return rule.starts_with("user:") ? u"Rule of your own"_s : u"Rule of another version"_s;
}

} // namespace

void mergeCounts(RedactionCounts &into, const RedactionCounts &from)
{
    for (const auto &[rule, count] : from)
        into[rule] += count;
}

RedactionReport makeReport(const RedactionCounts &counts)
{
    RedactionReport report;
    for (const auto &[rule, count] : counts) {
        report.rows.push_back({rule, describe(rule), count});
        report.total += count;
    }
    std::stable_sort(report.rows.begin(), report.rows.end(),
                     [](const RedactionReport::Row &a, const RedactionReport::Row &b) { return a.count > b.count; });
    return report;
}

QString formatReport(const RedactionReport &report)
{
    if (report.rows.empty())
        return u"Nothing was redacted.\n"_s;
    QString text;
    for (const RedactionReport::Row &row : report.rows)
        text += u"%1  %2 (%3)\n"_s.arg(row.count, 8).arg(row.description, QString::fromStdString(row.rule));
    return text + u"%1  in all\n"_s.arg(report.total, 8);
}

} // namespace assay
