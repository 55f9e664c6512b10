// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/desk/draftfiles.h"

#include "agent/redact/redactor.h"
#include "models/data/query/candidatequery.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"
#include "models/data/store/privatefile.h"
#include "models/data/store/statement.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;

Result<int> removeLostDrafts(const DataDir &dataDir)
{
    QDir drafts(dataDir.path() + u"/drafts"_s);
    const QStringList files = drafts.entryList({u"*.json"_s}, QDir::Files | QDir::Hidden);
    if (files.isEmpty())
        return 0;
    QSet<QString> open;
    const QDir workspaces(dataDir.path() + u"/workspaces"_s);
    for (const QString &name : workspaces.entryList({u"*.sqlite"_s}, QDir::Files)) {
        auto db = Database::open(workspaces.filePath(name), Database::Mode::Reader);
        if (!db)
            return tl::unexpected(db.error());
        Statement table(*db, u"SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'candidate'"_s);
        const bool holdsCandidates = table.next(); // one that was not opened for long may not know them
        if (!table.ok())
            return tl::unexpected(table.error());
        table.finish();
        if (!holdsCandidates)
            continue;
        Statement s(*db, u"SELECT "_s + candidateKeySql() + u" FROM candidate c WHERE c.state <> 'rejected'"_s);
        while (s.next())
            open.insert(s.text(0));
        if (!s.ok())
            return tl::unexpected(s.error());
    }
    int removed = 0;
    for (const QString &file : files) {
        if (open.contains(file.chopped(5)))
            continue;
        if (!drafts.remove(file))
            return fail(Error::Code::Failed,
                        u"A draft whose candidate is gone cannot be removed; what was typed stands in it."_s,
                        drafts.filePath(file));
        ++removed;
    }
    return removed;
}

Result<int> recheckDrafts(const DataDir &dataDir, const Redactor &redactor)
{
    const QDir drafts(dataDir.path() + u"/drafts"_s);
    int changed = 0;
    for (const QString &name : drafts.entryList({u"*.json"_s}, QDir::Files | QDir::Hidden | QDir::NoSymLinks)) {
        QFile file(drafts.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(Error::Code::Failed, u"A draft cannot be read; what was typed there was not checked."_s,
                        file.fileName());
        auto draft = nlohmann::json::parse(file.readAll().toStdString(), nullptr, false);
        if (!draft.is_object() || !draft.contains("text") || !draft["text"].is_string())
            continue;
        auto text = draft["text"].get<std::string>();
        RedactionCounts ignored; // the lines it came from were counted
        if (!redactor.redact({}, text, ignored))
            continue;
        draft["text"] = text;
        if (const auto written = writePrivateFile(file.fileName(), QByteArray::fromStdString(draft.dump())); !written)
            return tl::unexpected(written.error());
        ++changed;
    }
    return changed;
}

} // namespace assay
