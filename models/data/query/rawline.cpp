// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/rawline.h"

#include <zstd.h>

#include <algorithm>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Codec : qint64 { Plain = 0, Zstd = 1 };

tl::unexpected<Error> damaged(const Database &db)
{
    return fail(
        Error::Code::Corrupt,
        u"The raw line of this event is damaged or missing. Its indexed text is not affected. \"assay-agent doctor "
        "--repair\" reads it again from the source file, if that is still there."_s,
        db.file());
}

} // namespace

std::optional<QByteArray> unpackedBlock(qint64 codec, const QByteArray &data, qint64 length)
{
    if (length < 0 || length > rawLengthLimit)
        return std::nullopt;
    if (codec == static_cast<qint64>(Codec::Plain))
        return data.size() == length ? std::optional(data) : std::nullopt;
    if (codec != static_cast<qint64>(Codec::Zstd))
        return std::nullopt;
    QByteArray bytes(length, Qt::Uninitialized);
    const size_t written =
        ZSTD_decompress(bytes.data(), static_cast<size_t>(length), data.constData(), static_cast<size_t>(data.size()));
    if (ZSTD_isError(written) != 0 || written != static_cast<size_t>(length))
        return std::nullopt;
    return bytes;
}

Result<QByteArray> readRaw(Database &db, qint64 sourceId, qint64 position, qint64 length)
{
    if (position < 0 || length < 0 || length > rawLengthLimit)
        return damaged(db);
    Statement s(db,
                u"SELECT raw_position, raw_length, codec, data FROM raw_block WHERE source_id = ? AND raw_position <= ?"
                " ORDER BY raw_position DESC LIMIT 1"_s);
    QByteArray bytes;
    while (bytes.size() < length) {
        const qint64 wanted = position + bytes.size();
        s.bind(sourceId).bind(wanted);
        if (!s.next()) {
            if (!s.ok())
                return tl::unexpected(s.error());
            return damaged(db);
        }
        const qint64 start = wanted - s.integer(0);
        const auto block = unpackedBlock(s.integer(2), s.blob(3), s.integer(1));
        if (!block || start >= block->size())
            return damaged(db);
        bytes += block->mid(start, std::min<qint64>(length - bytes.size(), block->size() - start));
    }
    return bytes;
}

} // namespace assay
