// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/care.h"

#include <algorithm>

#include "models/data/query/carequery.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isForbidden(char32_t c)
{
    return c == U',' || c == U'"' || QChar::isSpace(c) || QChar::category(c) == QChar::Other_Control;
}

// SQLite folds the case of ASCII only.
bool isSame(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool holds(const QStringList &tags, const QString &tag)
{
    return std::any_of(tags.begin(), tags.end(), [&tag](const QString &each) { return isSame(each, tag); });
}

} // namespace

Result<> Care::checkTag(const QString &tag)
{
    const auto characters = tag.toUcs4();
    const bool wrong = characters.isEmpty() || characters.size() > longestTag || !tag.isValidUtf16() ||
                       std::any_of(characters.begin(), characters.end(), [](uint c) { return isForbidden(c); });
    if (!wrong)
        return {};
    const QString shown = tag.size() <= longestTag ? tag : tag.left(longestTag) + u'…';
    return fail(Error::Code::Usage,
                u"\"%1\" cannot be a tag. Nothing was changed. A tag is one word of 1 to %2 characters, without commas "
                "and quotation marks."_s.arg(shown)
                    .arg(longestTag));
}

// Each once, as it is spelt in the store already.
Result<QStringList> Care::spelt(const QStringList &tags)
{
    Statement s(m_db, u"SELECT DISTINCT tag FROM session_tag"_s);
    QStringList known;
    while (s.next())
        known.append(s.text(0));
    if (!s.ok())
        return tl::unexpected(s.error());
    QStringList all;
    for (const QString &tag : tags) {
        if (auto checked = checkTag(tag); !checked)
            return tl::unexpected(checked.error());
        const auto same =
            std::find_if(known.begin(), known.end(), [&tag](const QString &each) { return isSame(each, tag); });
        if (!holds(all, tag))
            all.append(same == known.end() ? tag : *same);
    }
    return all;
}

Result<> Care::tag(const QList<qint64> &sessions, const QStringList &add, const QStringList &remove)
{
    for (const QString &tag : remove) {
        if (auto checked = checkTag(tag); !checked)
            return checked;
    }
    Transaction transaction(m_db);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto added = spelt(add);
    if (!added)
        return tl::unexpected(added.error());
    for (const qint64 session : sessions) {
        auto done = this->remove(session, remove).and_then([&] { return this->add(session, *added); });
        if (!done)
            return done;
    }
    return transaction.commit();
}

Result<> Care::remove(qint64 session, const QStringList &tags)
{
    const auto present = readTags(m_db, session);
    if (!present)
        return tl::unexpected(present.error());
    Statement s(m_db, u"DELETE FROM session_tag WHERE session_id = ? AND tag = ?"_s);
    for (const QString &tag : *present) {
        if (holds(tags, tag) && !s.bind(session).bind(tag).run())
            return tl::unexpected(s.error());
    }
    return {};
}

Result<> Care::add(qint64 session, const QStringList &tags)
{
    const auto present = readTags(m_db, session);
    if (!present)
        return tl::unexpected(present.error());
    Statement s(m_db, u"INSERT INTO session_tag(session_id, tag) VALUES(?, ?)"_s);
    qsizetype count = present->size();
    for (const QString &tag : tags) {
        if (holds(*present, tag))
            continue;
        if (++count > mostTags) {
            return fail(Error::Code::Usage,
                        u"A session takes %1 tags. Nothing was changed. Remove some first."_s.arg(mostTags));
        }
        if (!s.bind(session).bind(tag).run())
            return tl::unexpected(s.error());
    }
    return {};
}

Result<> Care::note(qint64 session, const QString &text, qint64 nowMs)
{
    QString kept = text;
    kept.remove(QChar(u'\0'));
    if (kept.trimmed().isEmpty()) {
        Statement s(m_db, u"DELETE FROM session_note WHERE session_id = ?"_s);
        if (!s.bind(session).run())
            return tl::unexpected(s.error());
        return {};
    }
    if (const qsizetype bytes = kept.toUtf8().size(); bytes > longestNote) {
        return fail(
            Error::Code::Usage,
            u"The note is %L1 bytes long. Nothing was changed. %L2 bytes are kept at most; shorten it."_s.arg(bytes)
                .arg(longestNote));
    }
    Statement s(m_db, u"INSERT INTO session_note(session_id, text, changed_at) VALUES(?, ?, ?) ON CONFLICT DO UPDATE "
                      "SET text = excluded.text, changed_at = excluded.changed_at"_s);
    if (!s.bind(session).bind(kept).bind(nowMs).run())
        return tl::unexpected(s.error());
    return {};
}

Result<qint64> Care::bookmark(qint64 event, bool on, qint64 nowMs)
{
    Statement find(m_db, u"SELECT session_id FROM event JOIN session ON session.id = session_id WHERE event.id = ? AND "
                         "deleted_at IS NULL"_s);
    find.bind(event);
    if (!find.next()) {
        if (!find.ok())
            return tl::unexpected(find.error());
        return fail(Error::Code::NotFound, u"There is no event %1. Nothing was changed. \"assay-agent show\" and "
                                           "\"assay-agent search\" print the numbers of events."_s.arg(event));
    }
    const qint64 session = find.integer(0);
    find.finish();
    Statement change(m_db, on ? u"INSERT OR IGNORE INTO bookmark(event_id, session_id, line_key, block, created_at) "
                                "SELECT id, session_id, line_key, block, ? FROM event WHERE id = ?"_s
                              : u"DELETE FROM bookmark WHERE event_id = ?"_s);
    if (on)
        change.bind(nowMs);
    if (!change.bind(event).run())
        return tl::unexpected(change.error());
    return session;
}

} // namespace assay
