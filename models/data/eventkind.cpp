// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/eventkind.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

QString kindName(EventKind kind)
{
    switch (kind) {
    case EventKind::Prompt:
        return u"prompt"_s;
    case EventKind::Reply:
        return u"reply"_s;
    case EventKind::Thinking:
        return u"thinking"_s;
    case EventKind::ToolCall:
        return u"tool_call"_s;
    case EventKind::Command:
        return u"command"_s;
    case EventKind::Shell:
        return u"shell"_s;
    case EventKind::LocalOutput:
        return u"local_output"_s;
    case EventKind::Injected:
        return u"injected"_s;
    case EventKind::MachineTurn:
        return u"machine_turn"_s;
    case EventKind::Compaction:
        return u"compaction"_s;
    case EventKind::Summary:
        return u"summary"_s;
    case EventKind::Interruption:
        return u"interruption"_s;
    case EventKind::ApiError:
        return u"api_error"_s;
    case EventKind::Attachment:
        return u"attachment"_s;
    case EventKind::Notice:
        return u"notice"_s;
    case EventKind::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        break;
    case Outcome::Ok:
        return u"ok"_s;
    case Outcome::Failed:
        return u"failed"_s;
    case Outcome::Denied:
        return u"denied"_s;
    case Outcome::Interrupted:
        return u"interrupted"_s;
    case Outcome::Pending:
        return u"pending"_s;
    }
    return {};
}

QString partName(BodyPart part)
{
    switch (part) {
    case BodyPart::Text:
        break;
    case BodyPart::Input:
        return u"input"_s;
    case BodyPart::Output:
        return u"output"_s;
    }
    return u"text"_s;
}

} // namespace assay
