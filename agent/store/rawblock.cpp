// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/rawblock.h"

#include <zstd.h>

#include <memory>

namespace assay {

namespace {

// Level 1 costs a third of level 3's time for a tenth more bytes; the import's reader stage is what it would delay.
constexpr int compressionLevel = 1;

struct ContextDeleter {
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};

} // namespace

RawBlock sealedBlock(qint64 rawPosition, qint64 firstOffset, std::string_view lines)
{
    thread_local const std::unique_ptr<ZSTD_CCtx, ContextDeleter> context(ZSTD_createCCtx());
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(lines.size())), Qt::Uninitialized);
    const std::size_t size = ZSTD_compressCCtx(context.get(), packed.data(), static_cast<std::size_t>(packed.size()),
                                               lines.data(), lines.size(), compressionLevel);
    if (ZSTD_isError(size) != 0 || size >= lines.size())
        return plainBlock(rawPosition, firstOffset, lines);
    packed.resize(static_cast<qsizetype>(size));
    packed.squeeze();
    return {rawPosition, static_cast<qint64>(lines.size()), firstOffset, RawBlock::Codec::Zstd, packed};
}

RawBlock plainBlock(qint64 rawPosition, qint64 firstOffset, std::string_view lines)
{
    return {rawPosition, static_cast<qint64>(lines.size()), firstOffset, RawBlock::Codec::Plain,
            QByteArray(lines.data(), static_cast<qsizetype>(lines.size()))};
}

} // namespace assay
