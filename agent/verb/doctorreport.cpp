// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/doctorreport.h"

#include "agent/ipc/jsonfield.h"
#include "agent/verb/terminaltext.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

const char *severityName(DoctorFinding::Severity severity)
{
    switch (severity) {
    case DoctorFinding::Severity::Ok:
        return "ok";
    case DoctorFinding::Severity::Warning:
        return "warning";
    case DoctorFinding::Severity::Damage:
        break;
    }
    return "damage";
}

ordered_json counted(qint64 count)
{
    return count < 0 ? ordered_json() : ordered_json(count);
}

} // namespace

ordered_json toJson(const DoctorReport &report)
{
    ordered_json findings = ordered_json::array();
    for (const DoctorFinding &each : report.findings) {
        findings.push_back({{"severity", severityName(each.severity)},
                            {"check", each.check.toStdString()},
                            {"detail", each.detail.toStdString()}});
    }
    ordered_json object = {{"findings", findings}, {"repaired", report.repaired}};
    if (report.repaired) {
        object["damaged_file"] = report.damagedFile.toStdString();
        object["before"] = {{"sessions", counted(report.sessionsBefore)}, {"events", counted(report.eventsBefore)}};
        object["after"] = {{"sessions", counted(report.sessionsAfter)}, {"events", counted(report.eventsAfter)}};
    }
    return object;
}

QString doctorText(const ordered_json &report)
{
    const json plain = report;
    QList<QStringList> rows;
    for (const json &each : plain.value("findings", json::array()))
        rows.append(
            {textField(each, "severity"), oneLine(textField(each, "check")), oneLine(textField(each, "detail"))});
    QString out = alignedTable(rows);
    if (!flagField(plain, "repaired"))
        return out;
    const auto count = [&plain](const char *when, const char *what) {
        const qint64 value = numberField(plain.value(when, json::object()), what, -1);
        return value < 0 ? u"unknown"_s : localNumber(value);
    };
    out +=
        u"\nRepaired. Sessions: %1 before, %2 after. Events: %3 before, %4 after.\nThe damaged file is kept as %5\n"_s
            .arg(count("before", "sessions"), count("after", "sessions"), count("before", "events"),
                 count("after", "events"), oneLine(textField(plain, "damaged_file")));
    return out;
}

bool foundDamage(const ordered_json &report)
{
    const json plain = report;
    for (const json &each : plain.value("findings", json::array())) {
        if (textField(each, "severity") == "damage"_L1)
            return true;
    }
    return false;
}

} // namespace assay
