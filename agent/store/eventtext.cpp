// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/eventtext.h"

#include "models/data/store/jsonescapes.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// What waits is as much memory again; more than this would not make the segments noticeably larger.
constexpr std::size_t waitingBytes = 16U * 1024 * 1024;

} // namespace

EventText::EventText(Database &db)
    : m_db(db)
    , m_insertBody(
          db,
          u"INSERT INTO body(id, text, input, output) VALUES(?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"_s)
    , m_insertIndex(db, u"INSERT INTO body_index(rowid, text, input, output) "
                        "VALUES(?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))"_s)
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
    return ran(m_insertBody).and_then([&] { return indexLater(eventId, parts); });
}

Result<> EventText::indexLater(qint64 eventId, const Parts &parts)
{
    Waiting waiting{eventId, std::string(parts.text), std::string(parts.input), std::string(parts.output)};
    blankEscapes(waiting.input);
    m_waiting.push_back(std::move(waiting));
    m_waitingBytes += parts.text.size() + parts.input.size() + parts.output.size();
    return m_waitingBytes < waitingBytes ? Result<>{} : indexWaiting();
}

Result<> EventText::indexWaiting()
{
    for (const Waiting &each : m_waiting) {
        m_insertIndex.bind(each.eventId).bindUtf8(each.text).bindUtf8(each.input).bindUtf8(each.output);
        if (auto indexed = ran(m_insertIndex); !indexed)
            return indexed;
    }
    m_waiting.clear();
    m_waitingBytes = 0;
    return {};
}

Result<> EventText::unindex(qint64 eventId)
{
    if (!m_waiting.empty() && m_waiting.front().eventId <= eventId) {
        if (auto indexed = indexWaiting(); !indexed)
            return indexed;
    }
    m_unindex.bind(eventId);
    return ran(m_unindex);
}

Result<> EventText::replace(qint64 eventId, const Parts &parts)
{
    if (auto removed = unindex(eventId); !removed)
        return removed;
    m_updateBody.bindUtf8(parts.text).bindUtf8(parts.input).bindUtf8(parts.output).bind(eventId);
    return ran(m_updateBody).and_then([&] { return indexLater(eventId, parts); }).and_then([&] {
        return indexWaiting();
    });
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
