// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/plainload.h"

#include <memory>

#include <sqlite3.h>

#include <QFile>
#include <QFileInfo>

#include "bench/childprocess.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t rowsPerTransaction = 1000;

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Prepared = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

bool execute(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool bindText(sqlite3_stmt *insert, int column, const std::string &text)
{
    return sqlite3_bind_text(insert, column, text.data(), static_cast<int>(text.size()), nullptr) == SQLITE_OK;
}

bool insertAll(sqlite3 *db, const std::vector<PlainText> &texts)
{
    sqlite3_stmt *raw = nullptr;
    if (sqlite3_prepare_v2(db, "INSERT INTO plain VALUES (?, ?, ?)", -1, &raw, nullptr) != SQLITE_OK)
        return false;
    const Prepared insert(raw, sqlite3_finalize);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i % rowsPerTransaction == 0 && ((i > 0 && !execute(db, "COMMIT")) || !execute(db, "BEGIN")))
            return false;
        if (!bindText(raw, 1, texts[i].text) || !bindText(raw, 2, texts[i].input) ||
            !bindText(raw, 3, texts[i].output) || sqlite3_step(raw) != SQLITE_DONE || sqlite3_reset(raw) != SQLITE_OK)
            return false;
    }
    return texts.empty() || execute(db, "COMMIT");
}

} // namespace

Result<std::vector<PlainText>> readPlainTexts(const QString &storeFile)
{
    auto db = Database::open(storeFile, Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    std::vector<PlainText> texts;
    Statement s(*db, u"SELECT CAST(text AS BLOB), CAST(input AS BLOB), CAST(output AS BLOB) FROM body ORDER BY id"_s);
    while (s.next())
        texts.push_back({s.blob(0).toStdString(), s.blob(1).toStdString(), s.blob(2).toStdString()});
    if (!s.ok())
        return tl::unexpected(s.error());
    return texts;
}

qint64 bytesOf(const std::vector<PlainText> &texts)
{
    std::size_t bytes = 0;
    for (const PlainText &each : texts)
        bytes += each.text.size() + each.input.size() + each.output.size();
    return static_cast<qint64>(bytes);
}

Result<PlainLoad> loadPlainly(const std::vector<PlainText> &texts, const QString &file)
{
    for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(file + end);
    const qint64 start = monotonicNs();
    const double cpu = threadCpu();
    sqlite3 *raw = nullptr;
    const bool opened = sqlite3_open(QFile::encodeName(file).constData(), &raw) == SQLITE_OK;
    Connection db(raw, sqlite3_close);
    const bool loaded = opened && execute(raw, "PRAGMA journal_mode = WAL") &&
                        execute(raw, "PRAGMA synchronous = NORMAL") &&
                        execute(raw, "CREATE VIRTUAL TABLE plain USING fts5(text, input, output, "
                                     "tokenize = 'unicode61 remove_diacritics 2')") &&
                        insertAll(raw, texts);
    if (!loaded)
        return fail(Error::Code::Failed, u"The plain load failed: %1."_s.arg(QString::fromUtf8(sqlite3_errmsg(raw))),
                    file);
    db.reset();
    PlainLoad load;
    load.wall = static_cast<double>(monotonicNs() - start) / 1e9;
    load.cpu = threadCpu() - cpu;
    load.fileBytes = QFileInfo(file).size();
    return load;
}

} // namespace assay
