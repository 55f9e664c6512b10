// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The page Now above a store with two projects, summed up.

#include <QListWidget>
#include <QRegularExpression>
#include <QTextBrowser>

#include <nlohmann/json.hpp>

#include "agent/store/memorypass.h"
#include "models/data/store/database.h"
#include "models/items/queryrunner.h"
#include "tests/support/importfixture.h"
#include "tests/support/transcriptbuilder.h"
#include "views/now/nowpage.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

// Two projects; failures of payments-api five and ten minutes ago in one, of make in the other.
struct NowFixture {
    ImportFixture store;
    std::unique_ptr<QueryRunner> runner;
    std::unique_ptr<NowPage> page;

    NowFixture()
    {
        write(sessionA, "/work/ledger", "curl -sf https://payments-api.internal/charge",
              "Exit code 22\ncurl: (22) The requested URL returned error: 503", {10, 5},
              "make the charge idempotent & \"safe\"");
        write(sessionB, "/work/tools", "make lint", "Exit code 2\nmake: *** [lint] Error 2", {7}, "mend the lint");
        store.import();
        sumUp();
        runner = std::make_unique<QueryRunner>(store.storeFile());
        page = std::make_unique<NowPage>(runner.get());
        page->resize(1200, 800);
        page->setWindow(NowWindow::Hour);
        page->show();
    }

    void write(const std::string &session, const char *folder, const char *command, const char *failure,
               std::initializer_list<int> minutesAgo, const char *prompt) const
    {
        TranscriptBuilder b(session);
        b.setCwd(folder);
        std::vector<std::string> lines;
        const auto add = [&](const std::string &line, int minutes) {
            auto json = nlohmann::json::parse(line);
            const auto at = QDateTime::currentDateTimeUtc().addSecs(-60 * minutes);
            json["timestamp"] = at.toString(Qt::ISODateWithMs).toStdString();
            lines.push_back(json.dump());
        };
        add(b.prompt(prompt), *minutesAgo.begin() + 1);
        int call = 0;
        for (const int minutes : minutesAgo) {
            const std::string id = "c" + std::to_string(++call);
            add(b.call(id, "Bash", {{"command", command}}), minutes);
            add(b.failure(id, failure), minutes);
        }
        add(b.reply("It fails still. Shall I go on?"), 3);
        store.write(u"-p/%1.jsonl"_s.arg(QString::fromStdString(session)), lines);
    }

    void sumUp() const
    {
        auto db = Database::open(store.storeFile(), Database::Mode::Writer);
        const std::atomic<bool> never = false;
        if (!db || !bringMemoryUpToDate(*db, {QDateTime::currentMSecsSinceEpoch(), 0, {}}, never))
            qFatal("no summaries");
    }

    void execute(const QString &sql) const
    {
        auto db = Database::open(store.storeFile(), Database::Mode::Writer);
        if (!db || !db->execute(sql))
            qFatal("not done");
    }

    [[nodiscard]] QString text() const { return page->document()->toPlainText(); }
    [[nodiscard]] QUrl firstEvidence() const
    {
        static const QRegularExpression link(u"href=\"(evidence:\\d+)\""_s);
        return QUrl(link.match(page->document()->toHtml()).captured(1));
    }
};

// What a row says to somebody who hears it.
inline QString heard(const QListWidget *list, int row)
{
    const QListWidgetItem *item = list->item(row);
    return item == nullptr ? QString() : item->data(Qt::AccessibleTextRole).toString();
}

inline int rowOf(const QListWidget *list, const QString &name)
{
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->text() == name)
            return row;
    }
    return -1;
}

} // namespace assay
