// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/progressline.h"

#include "agent/ipc/jsonfield.h"
#include "agent/verb/terminaltext.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

QString percent(qint64 done, qint64 total)
{
    return u"%1 %"_s.arg(total > 0 ? std::clamp<qint64>(done * 100 / total, 0, 100) : 100, 3);
}

double real(const json &object, const char *key)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_number() ? it->get<double>() : -1;
}

} // namespace

QString importProgressLine(const ordered_json &figures)
{
    const json object = figures;
    if (!object.is_object())
        return {};
    QString line = percent(numberField(object, "bytes_done"), numberField(object, "bytes_total"));
    line += u"  %1 of %2 files"_s.arg(localNumber(numberField(object, "files_done")),
                                      localNumber(numberField(object, "files_seen")));
    line += u"  %1 events"_s.arg(localNumber(numberField(object, "events_added")));
    line += u"  %1/s"_s.arg(localSize(static_cast<qint64>(std::max(0.0, real(object, "bytes_per_second")))));
    if (const double left = real(object, "seconds_left"); left >= 0)
        line += u"  %1 s left"_s.arg(localNumber(static_cast<qint64>(left + 0.5)));
    return line;
}

QString countProgressLine(const ordered_json &figures)
{
    const json object = figures;
    if (!object.is_object())
        return {};
    const qint64 done = numberField(object, "done");
    const qint64 total = numberField(object, "total");
    return u"%1  %2 of %3"_s.arg(percent(done, total), localNumber(done), localNumber(total));
}

} // namespace assay
