// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/errorcode.h"

#include <array>
#include <utility>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array<std::pair<Error::Code, QLatin1StringView>, 10> names = {{
    {Error::Code::Failed, "failed"_L1},
    {Error::Code::Usage, "usage"_L1},
    {Error::Code::NotFound, "not_found"_L1},
    {Error::Code::Busy, "busy"_L1},
    {Error::Code::Newer, "newer"_L1},
    {Error::Code::Corrupt, "corrupt"_L1},
    {Error::Code::ReadOnly, "read_only"_L1},
    {Error::Code::Full, "full"_L1},
    {Error::Code::Unsupported, "unsupported"_L1},
    {Error::Code::Cancelled, "cancelled"_L1},
}};

} // namespace

IpcError toIpcError(const Error &error)
{
    for (const auto &[code, name] : names) {
        if (code == error.code)
            return {name, error.what, error.path};
    }
    return {u"failed"_s, error.what, error.path};
}

Error fromIpcError(const IpcError &error)
{
    for (const auto &[code, name] : names) {
        if (name == error.code)
            return {code, error.what, error.path};
    }
    return {Error::Code::Failed, error.what, error.path};
}

} // namespace assay
