// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/eventtext.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<> ran(Statement &s)
{
    if (!s.run())
        return tl::unexpected(s.error());
    return {};
}

} // namespace

EventText::EventText(Database &db)
    : m_db(db)
    , m_insertBody(
          db,
          u"INSERT INTO body(id, text, input, output) VALUES(?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"_s)
    , m_insertIndex(db, u"INSERT INTO body_index(rowid, text, input, output) "
                        "SELECT id, text, input, output FROM indexed_text WHERE id = ?"_s)
    , m_unindex(db, u"INSERT INTO body_index(body_index, rowid, text, input, output) "
                    "SELECT 'delete', id, text, input, output FROM indexed_text WHERE id = ?"_s)
    , m_updateBody(
          db,
          u"UPDATE body SET text = CAST(? AS TEXT), input = CAST(? AS TEXT), output = CAST(? AS TEXT) WHERE id = ?"_s)
    , m_readInput(db, u"SELECT text, input FROM body WHERE id = ?"_s)
    , m_deleteBody(db, u"DELETE FROM body WHERE id = ?"_s)
{
}

Result<> EventText::insert(qint64 eventId, const Parts &parts)
{
    m_insertBody.bind(eventId).bindUtf8(parts.text).bindUtf8(parts.input).bindUtf8(parts.output);
    return ran(m_insertBody).and_then([&] { return index(eventId); });
}

Result<> EventText::index(qint64 eventId)
{
    m_insertIndex.bind(eventId);
    return ran(m_insertIndex);
}

Result<> EventText::unindex(qint64 eventId)
{
    m_unindex.bind(eventId);
    return ran(m_unindex);
}

Result<> EventText::replace(qint64 eventId, const Parts &parts)
{
    if (auto removed = unindex(eventId); !removed)
        return removed;
    m_updateBody.bindUtf8(parts.text).bindUtf8(parts.input).bindUtf8(parts.output).bind(eventId);
    return ran(m_updateBody).and_then([&] { return index(eventId); });
}

Result<> EventText::replaceOutput(qint64 eventId, std::string_view output)
{
    m_readInput.bind(eventId);
    if (!m_readInput.next())
        return m_readInput.ok() ? insert(eventId, {{}, {}, output}) : tl::unexpected(m_readInput.error());
    const std::string text = m_readInput.text(0).toStdString();
    const std::string input = m_readInput.text(1).toStdString();
    m_readInput.finish();
    return replace(eventId, {text, input, output});
}

Result<> EventText::erase(qint64 eventId)
{
    if (auto removed = unindex(eventId); !removed)
        return removed;
    m_deleteBody.bind(eventId);
    return ran(m_deleteBody);
}

} // namespace assay
