// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/hello.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

json toJson(const Hello &hello)
{
    return {{"protocol", hello.protocol},
            {"version", hello.version.toStdString()},
            {"schema", hello.schema},
            {"data_dir", hello.dataDir.toStdString()},
            {"pid", hello.pid}};
}

tl::expected<Hello, QString> helloFromJson(const json &value)
{
    const auto number = [&value](const char *key) { return value.contains(key) && value[key].is_number_integer(); };
    const auto text = [&value](const char *key) { return value.contains(key) && value[key].is_string(); };
    if (!value.is_object() || !number("protocol") || !number("schema") || !number("pid") || !text("version") ||
        !text("data_dir"))
        return tl::unexpected(u"The other side does not introduce itself as an Assay program."_s);
    return Hello{value["protocol"].get<int>(), QString::fromStdString(value["version"].get<std::string>()),
                 value["schema"].get<int>(), QString::fromStdString(value["data_dir"].get<std::string>()),
                 value["pid"].get<qint64>()};
}

tl::expected<void, QString> checkHello(const Hello &own, const Hello &peer)
{
    if (own.protocol != peer.protocol || own.schema != peer.schema) {
        return tl::unexpected(u"This is Assay %1 (protocol %2, schema %3), the other side is %4 (protocol %5, schema "
                              u"%6). Nothing was changed. "
                              "Restart the agent, so that both are of the same version."_s.arg(own.version)
                                  .arg(own.protocol)
                                  .arg(own.schema)
                                  .arg(peer.version)
                                  .arg(peer.protocol)
                                  .arg(peer.schema));
    }
    if (own.dataDir != peer.dataDir) {
        return tl::unexpected(
            u"The agent at this socket serves another data directory (%1, not %2). Nothing was changed. Restart the agent."_s
                .arg(peer.dataDir, own.dataDir));
    }
    return {};
}

} // namespace assay
