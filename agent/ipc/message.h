// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a frame says. A request {"id", "verb", "args"} is answered by {"id", "ok"} or {"id", "error": {"code", "what",
// "path"}}; a push {"push", "args"} comes unasked, after "subscribe". Unknown keys are ignored, so that both sides may
// add some.

#include <QByteArray>
#include <QString>

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

namespace assay {

// code: "failed", "usage", "not_found", "busy", "newer", "corrupt", "read_only", "full", "unsupported", "cancelled",
// and of the connection itself: "closed", "restart" (the agent is of another version).
struct IpcError {
    QString code;
    QString what;
    QString path;
};

using IpcReply = tl::expected<nlohmann::json, IpcError>;

struct Message {
    enum class Kind { Request, Reply, Failure, Push };
    Kind kind = Kind::Request;
    qint64 id = 0;   // of a request, and of the answer to it
    QString name;    // the verb, or what is pushed
    QByteArray body; // JSON text of args (an object) or of ok
    IpcError error;
};

// The payload of a frame. A body that is empty stands for {}.
[[nodiscard]] QByteArray encodeMessage(const Message &message);
[[nodiscard]] tl::expected<Message, QString> decodeMessage(const QByteArray &payload);

// JSON text to a value; text that is no JSON, or nests deeper than any message of ours, is an error. Never throws.
[[nodiscard]] tl::expected<nlohmann::json, QString> parseJson(const QByteArray &text);
// Invalid UTF-8 in strings is replaced.
[[nodiscard]] QByteArray writeJson(const nlohmann::json &value);

} // namespace assay
