// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/realclient/scriptedmodel.h"

#include <QTcpSocket>

#include <algorithm>

namespace assay {

using nlohmann::json;

namespace {

QByteArray response(const QByteArray &type, const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

QByteArray streamEvent(const char *name, json data)
{
    data["type"] = name;
    return QByteArray("event: ") + name + "\ndata: " + QByteArray::fromStdString(data.dump()) + "\n\n";
}

bool callsTools(const json &content)
{
    return std::ranges::any_of(content, [](const json &block) { return block["type"] == "tool_use"; });
}

json messageOf(const json &request, const json &content, int number)
{
    return {{"id", "msg_scripted" + std::to_string(number)},
            {"type", "message"},
            {"role", "assistant"},
            {"model", request.value("model", "scripted")},
            {"content", content},
            {"stop_reason", callsTools(content) ? "tool_use" : "end_turn"},
            {"stop_sequence", nullptr},
            {"usage", {{"input_tokens", 10}, {"output_tokens", 10}}}};
}

QByteArray streamed(json message)
{
    const json content = message["content"];
    const json stop = message["stop_reason"];
    message["content"] = json::array();
    message["stop_reason"] = nullptr;
    QByteArray out = streamEvent("message_start", {{"message", message}});
    for (std::size_t i = 0; i < content.size(); ++i) {
        json start = content[i];
        json delta;
        if (start["type"] == "tool_use") {
            delta = {{"type", "input_json_delta"}, {"partial_json", start["input"].dump()}};
            start["input"] = json::object();
        } else {
            delta = {{"type", "text_delta"}, {"text", start["text"]}};
            start["text"] = "";
        }
        out += streamEvent("content_block_start", {{"index", i}, {"content_block", start}});
        out += streamEvent("content_block_delta", {{"index", i}, {"delta", delta}});
        out += streamEvent("content_block_stop", {{"index", i}});
    }
    out += streamEvent("message_delta", {{"delta", {{"stop_reason", stop}, {"stop_sequence", nullptr}}},
                                         {"usage", {{"output_tokens", 10}}}});
    return out + streamEvent("message_stop", json::object());
}

} // namespace

ScriptedModel::ScriptedModel(QList<json> turns, QObject *parent)
    : QObject(parent)
    , m_turns(std::move(turns))
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_pending.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

bool ScriptedModel::listen()
{
    return m_server.listen(QHostAddress::LocalHost);
}

QByteArray ScriptedModel::url() const
{
    return "http://127.0.0.1:" + QByteArray::number(m_server.serverPort());
}

QList<QByteArray> ScriptedModel::toolResults() const
{
    QList<QByteArray> texts;
    if (m_requests.isEmpty())
        return texts;
    for (const json &message : m_requests.last()["messages"]) {
        if (!message["content"].is_array())
            continue;
        for (const json &block : message["content"]) {
            if (block.value("type", std::string()) != "tool_result")
                continue;
            const json &content = block["content"];
            std::string text = content.is_string() ? content.get<std::string>() : std::string();
            if (content.is_array()) {
                for (const json &part : content)
                    text += part.value("text", std::string());
            }
            texts.append(QByteArray::fromStdString(text));
        }
    }
    return texts;
}

void ScriptedModel::read(QTcpSocket *socket)
{
    QByteArray &bytes = m_pending[socket];
    bytes += socket->readAll();
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    const QByteArray head = bytes.left(headEnd);
    qsizetype length = 0;
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            length = line.mid(15).trimmed().toLongLong();
    }
    if (bytes.size() < headEnd + 4 + length)
        return;
    const QByteArray body = bytes.mid(headEnd + 4, length);
    m_pending.remove(socket);
    socket->write(answerTo(head, json::parse(body.begin(), body.end(), nullptr, false)));
    socket->disconnectFromHost();
}

QByteArray ScriptedModel::answerTo(const QByteArray &head, const json &body)
{
    if (!body.is_object() || !body.contains("messages"))
        return response("application/json", "{}");
    if (head.startsWith("POST ") && head.left(200).contains("count_tokens"))
        return response("application/json", R"({"input_tokens": 100})");
    json content = {{{"type", "text"}, {"text", "A title."}}}; // what is asked beside the conversation has no tools
    if (body.contains("tools") && !body["tools"].empty()) {
        m_requests.append(body);
        const auto said =
            std::ranges::count_if(body["messages"], [](const json &message) { return message["role"] == "assistant"; });
        content = m_turns[std::min<qsizetype>(said, m_turns.size() - 1)];
    }
    const json message = messageOf(body, content, ++m_messages);
    return body.value("stream", false) ? response("text/event-stream", streamed(message))
                                       : response("application/json", QByteArray::fromStdString(message.dump()));
}

} // namespace assay
