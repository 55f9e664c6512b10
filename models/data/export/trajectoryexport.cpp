// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/export/trajectoryexport.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

QByteArray line(const ordered_json &message)
{
    return QByteArray::fromStdString(message.dump(-1, ' ', false, ordered_json::error_handler_t::replace)) + '\n';
}

void append(QString &text, const QString &more)
{
    if (!text.isEmpty() && !more.isEmpty())
        text += u"\n\n"_s;
    text += more;
}

ordered_json assistant(const QString &said, const QString &thought)
{
    ordered_json message = {{"role", "assistant"},
                            {"content", said.isEmpty() ? ordered_json() : ordered_json(said.toStdString())}};
    if (!thought.isEmpty())
        message["reasoning"] = thought.toStdString();
    return message;
}

} // namespace

void TrajectoryExport::event(const EventRow &event, const RunRow *run)
{
    if (run)
        return;
    switch (event.kind) {
    case EventKind::Prompt:
    case EventKind::Command:
    case EventKind::Shell:
    case EventKind::LocalOutput:
    case EventKind::Injected:
    case EventKind::MachineTurn:
    case EventKind::Summary:
        user(event);
        break;
    case EventKind::Reply:
        append(m_said, event.text);
        break;
    case EventKind::Thinking:
        if (!m_said.isEmpty())
            flush();
        append(m_thought, event.text);
        break;
    case EventKind::ToolCall:
        call(event);
        break;
    case EventKind::Compaction:
    case EventKind::Interruption:
    case EventKind::ApiError:
    case EventKind::Attachment:
    case EventKind::Notice:
    case EventKind::Unknown:
        break;
    }
}

void TrajectoryExport::user(const EventRow &event)
{
    flush();
    QString content = event.text;
    append(content, event.output);
    ordered_json message = {{"role", "user"}, {"content", content.toStdString()}};
    if (event.kind != EventKind::Prompt)
        message["kind"] = kindName(event.kind).toStdString();
    write(line(message));
}

void TrajectoryExport::call(const EventRow &event)
{
    const std::string id = event.toolUseId.toStdString();
    ordered_json message = assistant(std::exchange(m_said, {}), std::exchange(m_thought, {}));
    message["tool_calls"] = ordered_json::array(
        {{{"id", id},
          {"type", "function"},
          {"function", {{"name", event.tool.toStdString()}, {"arguments", event.input.toStdString()}}}}});
    write(line(message));
    ordered_json answer = {{"role", "tool"}, {"tool_call_id", id}, {"content", event.output.toStdString()}};
    if (event.outcome != Outcome::Ok)
        answer["outcome"] = outcomeName(event.outcome).toStdString();
    write(line(answer));
}

void TrajectoryExport::flush()
{
    if (m_said.isEmpty() && m_thought.isEmpty())
        return;
    write(line(assistant(std::exchange(m_said, {}), std::exchange(m_thought, {}))));
}

void TrajectoryExport::end()
{
    flush();
}

} // namespace assay
