// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/jsonexport.h"

#include "models/data/export/sessionjson.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace assay {

void JsonExport::begin(const SessionRow &session)
{
    write("{\"format\":1,\"session\":" + QByteArray::fromStdString(toJson(session).dump()) + ",\"events\":[");
}

void JsonExport::event(const EventRow &event, const RunRow *)
{
    write((std::exchange(m_first, false) ? "\n" : ",\n") + eventJson(event));
}

void JsonExport::end()
{
    write(QByteArray("\n]}\n"));
}

} // namespace assay
