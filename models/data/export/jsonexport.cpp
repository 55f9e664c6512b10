// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/jsonexport.h"

#include "models/data/export/sessionjson.h"

#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace assay {

using nlohmann::ordered_json;

void JsonExport::setCare(const QString &note, const QList<qint64> &bookmarks)
{
    m_care = Care{note, bookmarks};
}

void JsonExport::begin(const SessionRow &session)
{
    ordered_json head = toJson(session);
    if (m_care) {
        head["note"] = m_care->note.isEmpty() ? ordered_json() : ordered_json(m_care->note.toStdString());
        head["bookmarked_events"] = std::vector<qint64>(m_care->bookmarks.cbegin(), m_care->bookmarks.cend());
    }
    write("{\"format\":1,\"session\":" + QByteArray::fromStdString(head.dump()) + ",\"events\":[");
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
