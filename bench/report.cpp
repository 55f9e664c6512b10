// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/report.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include <QSaveFile>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

std::string figure(double value)
{
    if (std::isnan(value))
        return "-";
    char text[32];
    const double size = std::fabs(value);
    const int digits = value == std::floor(value) && size < 1e9 ? 0 : size < 1 ? 4 : size < 100 ? 2 : 0;
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string figure(const std::optional<double> &value)
{
    return value ? figure(*value) : std::string("-");
}

const char *judgedName(Judged judged)
{
    switch (judged) {
    case Judged::Median:
        return "median";
    case Judged::P95:
        return "p95";
    case Judged::Ratio:
        return "ratio";
    case Judged::Nothing:
        break;
    }
    return "";
}

std::string promiseText(const Promise &promise)
{
    if (promise.judged == Judged::Nothing)
        return "-";
    return std::string(judgedName(promise.judged)) + (promise.atMost ? " <= " : " >= ") + figure(promise.value);
}

ordered_json number(double value)
{
    return std::isnan(value) ? ordered_json(nullptr) : ordered_json(value);
}

ordered_json toJson(const Row &row)
{
    const auto times = ratio(row);
    const auto kept = met(row);
    ordered_json promised = nullptr;
    if (row.promise.judged != Judged::Nothing)
        promised = {{"of", judgedName(row.promise.judged)},
                    {"bound", row.promise.atMost ? "at_most" : "at_least"},
                    {"value", row.promise.value}};
    return {{"name", row.name.toStdString()},
            {"what", row.what.toStdString()},
            {"unit", row.unit.toStdString()},
            {"median", number(median(row.samples))},
            {"p95", number(p95(row.samples))},
            {"min", number(least(row.samples))},
            {"runs", row.samples.size()},
            {"baseline_name",
             row.baselineName.isEmpty() ? ordered_json(nullptr) : ordered_json(row.baselineName.toStdString())},
            {"baseline_median", number(median(row.baseline))},
            {"baseline_runs", row.baseline.size()},
            {"ratio", times ? ordered_json(*times) : nullptr},
            {"promised", promised},
            {"met", kept ? ordered_json(*kept) : nullptr},
            {"note", row.note.toStdString()},
            {"details", row.details}};
}

} // namespace

void printHead()
{
    std::printf("%-26s %-7s %10s %10s %5s  %10s %8s  %-16s %-4s %s\n", "name", "unit", "median", "p95", "runs",
                "baseline", "ratio", "promise", "met", "what; baseline; note");
}

void printRow(const Row &row)
{
    const auto kept = met(row);
    QString text = row.what;
    if (!row.baselineName.isEmpty())
        text += u"; "_s + row.baselineName;
    if (!row.note.isEmpty())
        text += u"; "_s + row.note;
    std::printf("%-26s %-7s %10s %10s %5d  %10s %8s  %-16s %-4s %s\n", qUtf8Printable(row.name),
                qUtf8Printable(row.unit), figure(median(row.samples)).c_str(), figure(p95(row.samples)).c_str(),
                static_cast<int>(row.samples.size()), figure(median(row.baseline)).c_str(), figure(ratio(row)).c_str(),
                promiseText(row.promise).c_str(),
                !kept   ? "-"
                : *kept ? "yes"
                        : "NO",
                qUtf8Printable(text));
    std::fflush(stdout);
}

Result<> writeReport(const QString &file, const QList<Row> &rows, const ordered_json &history)
{
    double load[3] = {0, 0, 0};
    const bool known = getloadavg(load, 3) == 3;
    ordered_json list = ordered_json::array();
    for (const Row &row : rows)
        list.push_back(toJson(row));
    const ordered_json document{{"format", 1},
                                {"machine",
                                 {{"cores", std::thread::hardware_concurrency()},
                                  {"load_15min", known ? ordered_json(load[2]) : ordered_json(nullptr)}}},
                                {"history", history},
                                {"rows", list}};
    const std::string text = document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
        !out.commit())
        return fail(Error::Code::Failed, u"The report could not be written: %1."_s.arg(out.errorString()), file);
    return {};
}

} // namespace assay
