// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/exportformat.h"

#include "models/data/export/htmlexport.h"
#include "models/data/export/jsonexport.h"
#include "models/data/export/markdownexport.h"
#include "models/data/export/trajectoryexport.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

std::unique_ptr<ExportFormat> makeExportFormat(const QString &name, ExportFormat::Sink sink)
{
    if (name == "md"_L1)
        return std::make_unique<MarkdownExport>(std::move(sink));
    if (name == "html"_L1)
        return std::make_unique<HtmlExport>(std::move(sink));
    if (name == "json"_L1)
        return std::make_unique<JsonExport>(std::move(sink));
    if (name == "trajectory"_L1)
        return std::make_unique<TrajectoryExport>(std::move(sink));
    return nullptr;
}

} // namespace assay
