// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/translation.h"

#include <QCoreApplication>

namespace assay {

QString tr(const char *text)
{
    return QCoreApplication::translate("assay", text);
}

} // namespace assay
