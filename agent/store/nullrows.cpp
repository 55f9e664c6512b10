// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/nullrows.h"

#include <cstring>

#include "models/data/store/database.h"
#include "models/data/store/rowreader.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

template<typename To, typename From>
To sameBits(From value)
{
    static_assert(sizeof(To) == sizeof(From));
    To result{};
    std::memcpy(&result, &value, sizeof result);
    return result;
}

} // namespace

Result<NullMemory> readNulls(Database &db, qint64 project)
{
    NullMemory memory;
    RowReader rows(db, u"SELECT lineage, counts FROM null_count WHERE project_id = ?"_s);
    rows.bind(project);
    while (rows.next())
        memory.load(sameBits<std::uint64_t>(rows.integer(0)), rows.bytes(1));
    if (!rows.ok())
        return tl::unexpected(rows.error());
    return memory;
}

Result<> writeNulls(Database &db, qint64 project, const NullMemory::Changes &changes)
{
    Statement add(db, u"INSERT OR REPLACE INTO null_count(project_id, lineage, counts) VALUES(?, ?, ?)"_s);
    for (const auto &[lineage, bytes] : changes.counts) {
        add.bind(project).bind(sameBits<qint64>(lineage));
        if (!add.bind(QByteArray::fromStdString(bytes)).run())
            return tl::unexpected(add.error());
    }
    Statement drop(db, u"DELETE FROM null_count WHERE project_id = ? AND lineage = ?"_s);
    for (const std::uint64_t lineage : changes.gone) {
        if (!drop.bind(project).bind(sameBits<qint64>(lineage)).run())
            return tl::unexpected(drop.error());
    }
    return {};
}

} // namespace assay
