// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/message.h"

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// Printing a value recurses once per level, so hostile nesting must not get that far.
constexpr int maxDepth = 64;

bool nestsTooDeep(const QByteArray &text)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > maxDepth)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

QString stringAt(const json &object, const char *key)
{
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string &>())
                                                 : QString();
}

} // namespace

tl::expected<json, QString> parseJson(const QByteArray &text)
{
    if (nestsTooDeep(text))
        return tl::unexpected(u"The message nests too deep."_s);
    json value = json::parse(text.cbegin(), text.cend(), nullptr, false);
    if (value.is_discarded())
        return tl::unexpected(u"The message is not JSON."_s);
    return value;
}

QByteArray writeJson(const json &value)
{
    return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

QByteArray encodeMessage(const Message &message)
{
    const QByteArray body = message.body.isEmpty() ? "{}"_ba : message.body;
    const QByteArray name = writeJson(message.name.toStdString());
    const QByteArray id = QByteArray::number(message.id);
    switch (message.kind) {
    case Message::Kind::Request:
        return "{\"id\":" + id + ",\"verb\":" + name + ",\"args\":" + body + '}';
    case Message::Kind::Reply:
        return "{\"id\":" + id + ",\"ok\":" + body + '}';
    case Message::Kind::Push:
        return "{\"push\":" + name + ",\"args\":" + body + '}';
    case Message::Kind::Failure:
        break;
    }
    const json error = {{"code", message.error.code.toStdString()},
                        {"what", message.error.what.toStdString()},
                        {"path", message.error.path.toStdString()}};
    return "{\"id\":" + id + ",\"error\":" + writeJson(error) + '}';
}

tl::expected<Message, QString> decodeMessage(const QByteArray &payload)
{
    const auto parsed = parseJson(payload);
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (!parsed->is_object())
        return tl::unexpected(u"The message is not an object."_s);
    const json &object = *parsed;

    Message message;
    const auto args = object.find("args");
    if (args != object.end()) {
        if (!args->is_object())
            return tl::unexpected(u"The arguments of the message are not an object."_s);
        message.body = writeJson(*args);
    }
    if (object.contains("push")) {
        message.kind = Message::Kind::Push;
        message.name = stringAt(object, "push");
        return message.name.isEmpty() ? tl::expected<Message, QString>(tl::unexpected(u"A push without a name."_s))
                                      : message;
    }
    const auto id = object.find("id");
    if (id == object.end() || !id->is_number_integer())
        return tl::unexpected(u"The message has no number."_s);
    message.id = id->get<qint64>();
    if (const auto ok = object.find("ok"); ok != object.end()) {
        message.kind = Message::Kind::Reply;
        message.body = writeJson(*ok);
    } else if (const auto error = object.find("error"); error != object.end() && error->is_object()) {
        message.kind = Message::Kind::Failure;
        message.error = {stringAt(*error, "code"), stringAt(*error, "what"), stringAt(*error, "path")};
    } else if (message.name = stringAt(object, "verb"); message.name.isEmpty()) {
        return tl::unexpected(u"The message is neither a request nor an answer."_s);
    }
    return message;
}

} // namespace assay
