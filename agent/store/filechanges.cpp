// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/filechanges.h"

#include <QCryptographicHash>
#include <QVariant>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString sha256Of(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

void bindBytes(Statement &s, const std::optional<QByteArray> &bytes)
{
    if (bytes)
        s.bind(bytes->isNull() ? QByteArray("") : *bytes);
    else
        s.bindNull();
}

} // namespace

Result<qint64> FileChanges::begin(const FileChange &change)
{
    Statement s(m_db,
                u"INSERT INTO file_change(act, candidate_id, candidate_key, verdict, actor, rev, sha256, scope, root, "
                "path, name, before, after, after_sha256, folders, state, at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                "?, ?, ?, ?, ?, 'writing', ?)"_s);
    s.bind(change.act).bind(change.candidate).bind(change.candidateKey).bind(change.verdict).bind(change.actor);
    s.bind(change.rev).bind(change.sha256).bind(change.scope).bind(change.root).bind(change.path).bind(change.name);
    bindBytes(s, change.before);
    bindBytes(s, change.after);
    s.bind(change.after ? sha256Of(*change.after) : QString()).bind(change.folders).bind(change.at);
    if (!s.run())
        return tl::unexpected(s.error());
    return s.lastInsertId();
}

Result<> FileChanges::settle(qint64 id, const QString &state)
{
    Statement s(m_db, u"UPDATE file_change SET state = ? WHERE id = ?"_s);
    if (!s.bind(state).bind(id).run())
        return tl::unexpected(s.error());
    return {};
}

Result<QList<FileChange>> FileChanges::read(const QString &where, const QList<QVariant> &values)
{
    Statement s(m_db,
                u"SELECT id, act, candidate_id, candidate_key, verdict, actor, rev, sha256, scope, root, path, name, "
                "folders, state, at, before, after FROM file_change WHERE "_s +
                    where);
    for (const QVariant &value : values) {
        if (value.typeId() == QMetaType::LongLong)
            s.bind(value.toLongLong());
        else
            s.bind(value.toString());
    }
    QList<FileChange> all;
    while (s.next()) {
        FileChange change;
        change.id = s.integer(0);
        change.act = s.text(1);
        change.candidate = s.integer(2);
        change.candidateKey = s.text(3);
        change.verdict = s.text(4);
        change.actor = s.text(5);
        change.rev = static_cast<int>(s.integer(6));
        change.sha256 = s.text(7);
        change.scope = s.text(8);
        change.root = s.text(9);
        change.path = s.text(10);
        change.name = s.text(11);
        change.folders = static_cast<int>(s.integer(12));
        change.state = s.text(13);
        change.at = s.integer(14);
        if (!s.isNull(15))
            change.before = s.blob(15);
        if (!s.isNull(16))
            change.after = s.blob(16);
        all.append(change);
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return all;
}

Result<QList<FileChange>> FileChanges::unsettled()
{
    return read(u"state = 'writing' ORDER BY id"_s, {});
}

Result<QList<FileChange>> FileChanges::ofPath(const QString &root, const QString &path)
{
    return read(u"root = ? AND path = ? AND state = 'written' AND act NOT IN ('archive', 'restore') ORDER BY id DESC"_s,
                {root, path});
}

Result<QList<FileChange>> FileChanges::ofCandidate(qint64 candidate)
{
    return read(u"candidate_id = ? AND state = 'written' ORDER BY id DESC"_s, {candidate});
}

Result<std::optional<FileChange>> FileChanges::beside(const FileChange &change, const QString &act)
{
    const auto all = read(u"act = ? AND at = ? AND name = ? AND state = 'written' ORDER BY id DESC LIMIT 1"_s,
                          {act, change.at, change.name});
    if (!all)
        return tl::unexpected(all.error());
    return all->isEmpty() ? std::nullopt : std::optional(all->first());
}

Result<WrittenRevision> writeRevision(Database &db, qint64 candidate, const QByteArray &text, qint64 nowMs)
{
    const QString hash = sha256Of(text);
    Statement last(db, u"SELECT max(r.rev), coalesce((SELECT sha256 FROM revision WHERE candidate_id = c.id AND rev = "
                       "c.draft_rev), ''), c.draft_rev FROM candidate c LEFT JOIN revision r ON r.candidate_id = c.id "
                       "WHERE c.id = ? GROUP BY c.id"_s);
    last.bind(candidate);
    const bool found = last.next();
    if (!last.ok())
        return tl::unexpected(last.error());
    if (!found)
        return fail(Error::Code::NotFound, u"This candidate is gone. Nothing was stored."_s);
    const auto next = static_cast<int>(last.integer(0)) + 1;
    if (last.text(1) == hash)
        return WrittenRevision{static_cast<int>(last.integer(2)), hash};
    last.finish();
    Statement add(db, u"INSERT INTO revision(candidate_id, rev, author, text, sha256, tokens, created_at) VALUES(?, ?, "
                      "'person', ?, ?, ?, ?)"_s);
    if (!add.bind(candidate)
             .bind(next)
             .bind(QString::fromUtf8(text))
             .bind(hash)
             .bind(text.size() / 4)
             .bind(nowMs)
             .run())
        return tl::unexpected(add.error());
    Statement point(db, u"UPDATE candidate SET draft_rev = ?, changed_at = ? WHERE id = ?"_s);
    if (!point.bind(next).bind(nowMs).bind(candidate).run())
        return tl::unexpected(point.error());
    return WrittenRevision{next, hash};
}

Result<QStringList> projectFolders(Database &db, qint64 project)
{
    Statement s(db, u"SELECT folder FROM project_folder WHERE project_id = ? ORDER BY evidence DESC, length(folder), "
                    "folder"_s);
    s.bind(project);
    QStringList folders;
    while (s.next())
        folders.append(s.text(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    return folders;
}

} // namespace assay
