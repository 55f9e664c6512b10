// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/carejobs.h"

#include "agent/ipc/jsonfield.h"
#include "agent/store/care.h"
#include "models/data/query/carequery.h"
#include "models/data/query/sessionquery.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

ordered_json toJson(const QStringList &texts)
{
    ordered_json list = ordered_json::array();
    for (const QString &each : texts)
        list.push_back(each.toStdString());
    return list;
}

} // namespace

Result<ordered_json> tagSessions(Database &db, const json &args)
{
    QStringList named = textsField(args, "sessions");
    if (const QString one = textField(args, "session"); !one.isEmpty())
        named.append(one);
    if (named.isEmpty())
        return fail(Error::Code::Usage, u"No session was named. Nothing was changed."_s);
    QList<qint64> ids;
    QStringList uuids;
    for (const QString &each : named) {
        const auto session = findSession(db, each);
        if (!session)
            return tl::unexpected(session.error());
        ids.append(session->id);
        uuids.append(session->uuid);
    }
    if (auto done = Care(db).tag(ids, textsField(args, "add"), textsField(args, "remove")); !done)
        return tl::unexpected(done.error());
    ordered_json sessions = ordered_json::array();
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const auto tags = readTags(db, ids[i]);
        if (!tags)
            return tl::unexpected(tags.error());
        sessions.push_back({{"session", uuids[i].toStdString()}, {"tags", toJson(*tags)}});
    }
    return ordered_json{{"sessions", sessions}};
}

Result<ordered_json> noteSession(Database &db, const json &args)
{
    const auto session = findSession(db, textField(args, "session"));
    if (!session)
        return tl::unexpected(session.error());
    Care care(db);
    const auto note =
        care.note(session->id, textField(args, "text"), QDateTime::currentMSecsSinceEpoch()).and_then([&] {
            return readNote(db, session->id);
        });
    if (!note)
        return tl::unexpected(note.error());
    return ordered_json{{"session", session->uuid.toStdString()},
                        {"note", note->isEmpty() ? ordered_json() : ordered_json(note->toStdString())}};
}

Result<ordered_json> bookmarkEvent(Database &db, const json &args)
{
    const qint64 event = numberField(args, "event");
    const bool on = flagField(args, "on");
    const auto session = Care(db).bookmark(event, on, QDateTime::currentMSecsSinceEpoch()).and_then([&db](qint64 id) {
        return readSession(db, id);
    });
    if (!session)
        return tl::unexpected(session.error());
    return ordered_json{{"event", event}, {"session", session->uuid.toStdString()}, {"bookmarked", on}};
}

} // namespace assay
