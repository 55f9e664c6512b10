// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/exportformat.h"

#include "agent/verb/htmlexport.h"
#include "agent/verb/jsonexport.h"
#include "agent/verb/markdownexport.h"
#include "agent/verb/trajectoryexport.h"

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
