// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/storedsource.h"

#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<QList<StoredSource>> storedSources(Database &db)
{
    Statement s(db, u"SELECT source.id, session_id, pos_base, raw_end, source.agent, path, state, session.uuid, "
                    "run_agent_id FROM source LEFT JOIN session ON session.id = session_id ORDER BY source.id"_s);
    QList<StoredSource> all;
    while (s.next()) {
        StoredSource source;
        source.id = s.integer(0);
        source.sessionId = s.integer(1);
        source.positionBase = s.integer(2);
        source.rawEnd = s.integer(3);
        source.agent = s.text(4);
        source.path = s.text(5);
        source.state = s.text(6);
        source.sessionUuid = s.text(7).toStdString();
        source.runAgentId = s.text(8).toStdString();
        all.append(std::move(source));
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return all;
}

SourceContext contextOf(const StoredSource &source)
{
    SourceContext context;
    context.fileSessionId = source.sessionUuid;
    context.agentId = source.runAgentId;
    if (!source.runAgentId.empty()) {
        context.layout = source.path.contains(u"/subagents/"_s) ? SourceContext::Layout::SubagentFolder
                                                                : SourceContext::Layout::SubagentBeside;
    }
    return context;
}

} // namespace assay
