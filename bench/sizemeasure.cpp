// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"

#include <QFileInfo>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

Result<> measureSize(Workbench &bench)
{
    const auto full = bench.full();
    if (!full)
        return tl::unexpected(full.error());
    const QString file = Workbench::storeFile(*full);
    auto db = Database::open(file, Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    ordered_json tables = ordered_json::object();
    qint64 pages = 0;
    Statement s(*db, u"SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE ORDER BY pgsize DESC"_s);
    while (s.next()) {
        tables[s.text(0).toStdString()] = s.integer(1);
        pages += s.integer(1);
    }
    if (!s.ok())
        return tl::unexpected(s.error());

    const qint64 bytes = QFileInfo(file).size() + QFileInfo(file + u"-wal"_s).size();
    const auto raw = static_cast<double>(bench.bytes());
    Row row{.name = u"size.database"_s,
            .what = u"store of M (with its log) over raw transcripts"_s,
            .unit = u"x raw"_s,
            .samples = {static_cast<double>(bytes) / raw},
            .promise = {Judged::Median, true, 1.0}};
    if (bench.plainBytes >= 0) {
        row.baselineName = u"file of the plain FTS5 load, which keeps no raw lines"_s;
        row.baseline = {static_cast<double>(bench.plainBytes) / raw};
    } else {
        row.note = u"the plain load's file is known when import is measured in the same run"_s;
    }
    row.details = {{"bytes", bytes}, {"raw_bytes", bench.bytes()}, {"pages_bytes", pages}, {"tables", tables}};
    bench.add(row);
    return {};
}

} // namespace assay
