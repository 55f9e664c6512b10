// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/carequery.h"

#include "models/data/query/hitids.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<QStringList> readTags(Database &db, qint64 sessionId)
{
    Statement s(db, u"SELECT tag FROM session_tag WHERE session_id = ?"_s);
    s.bind(sessionId);
    QStringList tags;
    while (s.next())
        tags.append(s.text(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    tags.sort(Qt::CaseInsensitive);
    return tags;
}

Result<QString> readNote(Database &db, qint64 sessionId)
{
    Statement s(db, u"SELECT text FROM session_note WHERE session_id = ?"_s);
    s.bind(sessionId);
    const QString text = s.next() ? s.text(0) : QString();
    if (!s.ok())
        return tl::unexpected(s.error());
    return text;
}

Result<QList<qint64>> readBookmarks(Database &db, qint64 sessionId)
{
    Statement s(db, u"SELECT event.id FROM bookmark JOIN event ON event.id = bookmark.event_id WHERE "
                    "bookmark.session_id = ? ORDER BY event.run_id, event.position, event.block, event.id"_s);
    s.bind(sessionId);
    return readIds(s);
}

} // namespace assay
