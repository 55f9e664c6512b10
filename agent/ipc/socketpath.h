// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the agent of a data directory listens: $XDG_RUNTIME_DIR/assay/HASH.sock, or /tmp/assay-UID/HASH.sock when there
// is no such folder or the path would not fit a socket address (107 bytes). The folder is ours alone, mode 0700.

#include <QString>

#include <tl/expected.hpp>

namespace assay {

// `dataDir` is canonical. Touches nothing.
[[nodiscard]] tl::expected<QString, QString> socketPath(const QString &dataDir);

// Creates the folder of a socket where it is missing, and refuses one that others own or may enter.
[[nodiscard]] tl::expected<void, QString> prepareSocketFolder(const QString &socket);

} // namespace assay
