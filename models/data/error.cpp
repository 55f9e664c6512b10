// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/error.h"

namespace assay {

int exitCode(Error::Code code)
{
    switch (code) {
    case Error::Code::Usage:
        return 2;
    case Error::Code::NotFound:
        return 3;
    case Error::Code::Busy:
        return 75;
    default:
        return 1;
    }
}

} // namespace assay
