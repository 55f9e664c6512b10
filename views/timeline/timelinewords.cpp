// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/timeline/timelinewords.h"

#include "views/text/visibletext.h"
#include "views/widgets/translation.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString kindWords(EventKind kind)
{
    switch (kind) {
    case EventKind::Prompt:
        return tr("Prompt");
    case EventKind::Reply:
        return tr("Reply");
    case EventKind::Thinking:
        return tr("Thinking");
    case EventKind::ToolCall:
        return tr("Tool call");
    case EventKind::Command:
        return tr("Command");
    case EventKind::Shell:
        return tr("Shell");
    case EventKind::LocalOutput:
        return tr("Output of a local command");
    case EventKind::Injected:
        return tr("Added by the client");
    case EventKind::MachineTurn:
        return tr("Turn made by the client");
    case EventKind::Compaction:
        return tr("Compaction");
    case EventKind::Summary:
        return tr("Summary");
    case EventKind::Interruption:
        return tr("Interruption");
    case EventKind::ApiError:
        return tr("API error");
    case EventKind::Attachment:
        return tr("Attachment");
    case EventKind::Notice:
        return tr("Notice");
    case EventKind::Unknown:
        break;
    }
    return tr("Unknown line");
}

} // namespace

QString outcomeWords(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Failed:
        return tr("failed");
    case Outcome::Denied:
        return tr("denied");
    case Outcome::Interrupted:
        return tr("interrupted");
    case Outcome::Pending:
        return tr("no result");
    case Outcome::Ok:
    case Outcome::None:
        break;
    }
    return {};
}

QString eventWords(EventKind kind, Outcome outcome, const QString &tool)
{
    const QString what = tool.isEmpty() ? kindWords(kind) : visibleLine(tool);
    const QString how = outcomeWords(outcome);
    return how.isEmpty() ? what : tr("%1, %2").arg(what, how);
}

QString eventIcon(EventKind kind)
{
    switch (kind) {
    case EventKind::Prompt:
    case EventKind::Command:
        return u"prompt"_s;
    case EventKind::Reply:
        return u"reply"_s;
    case EventKind::Thinking:
        return u"thinking"_s;
    case EventKind::Shell:
    case EventKind::LocalOutput:
        return u"terminal"_s;
    case EventKind::Compaction:
    case EventKind::Summary:
        return u"compact"_s;
    case EventKind::Interruption:
        return u"stop"_s;
    case EventKind::ApiError:
        return u"error"_s;
    default:
        return u"info"_s;
    }
}

} // namespace assay
