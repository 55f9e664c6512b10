// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/isotime.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace assay {

nlohmann::ordered_json isoTime(qint64 msSinceEpoch)
{
    if (msSinceEpoch < 0)
        return nullptr;
    return QDateTime::fromMSecsSinceEpoch(msSinceEpoch, Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
}

} // namespace assay
