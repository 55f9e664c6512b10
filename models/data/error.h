// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace assay {

// An error is a value: what happened in words a user can act on, and the path it happened to (may be empty).
struct Error {
    enum class Code {
        Failed,      // exit 1
        Usage,       // exit 2
        NotFound,    // exit 3
        Busy,        // exit 75: another process holds the lock; try again
        Newer,       // the store was written by a newer Assay
        Corrupt,     // the store is damaged; see doctor --repair
        ReadOnly,    // no permission to write
        Full,        // no space left
        Unsupported, // e.g. a network home
        Cancelled,
    };
    Code code = Code::Failed;
    QString what;
    QString path;
};

template<typename T = void>
using Result = tl::expected<T, Error>;

// fail(Error::Code::Full, u"…"_s, path) in a function that returns Result<T>.
[[nodiscard]] inline tl::unexpected<Error> fail(Error::Code code, QString what, QString path = {})
{
    return tl::unexpected<Error>(Error{code, std::move(what), std::move(path)});
}

// The exit code of a program that ends with this error (see docs/cli.md).
[[nodiscard]] int exitCode(Error::Code code);

} // namespace assay
