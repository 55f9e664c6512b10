// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The first message in each direction: who speaks, and for which data. Both sides compare; a difference that matters is
// told in words, and nothing else is said on that connection except "stop", which every version understands.

#include <QString>

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

namespace assay {

// Raised when a message of one side would be misunderstood by the other.
inline constexpr int ipcProtocol = 1;

struct Hello {
    int protocol = ipcProtocol;
    QString version; // of the program, for words only
    int schema = 0;  // newest of the store it knows
    QString dataDir; // canonical
    qint64 pid = 0;
};

[[nodiscard]] nlohmann::json toJson(const Hello &hello);
[[nodiscard]] tl::expected<Hello, QString> helloFromJson(const nlohmann::json &value);

// Whether a client `own` and an agent `peer` (or the other way round) may work together; the error says what to do.
[[nodiscard]] tl::expected<void, QString> checkHello(const Hello &own, const Hello &peer);

} // namespace assay
