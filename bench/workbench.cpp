// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/workbench.h"

#include <cstdio>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTimeZone>

#include "agent/sample/largesession.h"
#include "agent/sample/samplehistory.h"
#include "bench/report.h"
#include "bench/transcripts.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr int histories = 8;
constexpr qint64 longGenerated = 20'000'000;
constexpr int copies = 3;

} // namespace

Workbench::Workbench(BenchOptions options, QString scratch)
    : m_options(std::move(options))
    , m_scratch(std::move(scratch))
{
}

Result<> Workbench::prepare()
{
    m_self = QCoreApplication::applicationFilePath();
    m_agent = QCoreApplication::applicationDirPath() + u"/assay-agent"_s;
    if (!QFileInfo(m_agent).isExecutable())
        return fail(Error::Code::NotFound, u"assay-agent is not beside assay-bench. Build it first."_s, m_agent);
    m_corpus = m_options.corpus;
    if (m_corpus.isEmpty()) {
        if (auto made = generate(); !made)
            return made;
    }
    m_files = transcriptsBelow(m_corpus);
    m_bytes = bytesOf(m_files);
    if (m_bytes == 0)
        return fail(Error::Code::NotFound, u"There are no transcripts below this folder. Nothing was measured."_s,
                    m_corpus);
    return {};
}

Result<> Workbench::generate()
{
    m_corpus = scratch(u"history"_s);
    for (int i = 0; i < histories; ++i) {
        SampleOptions sample;
        sample.seed = static_cast<quint32>(i + 1);
        sample.end = QDateTime(QDate(2026, 1, 30).addDays(14 * i), QTime(18, 0), QTimeZone::utc());
        if (auto written = writeSampleHistory(m_corpus, sample); !written)
            return tl::unexpected(written.error());
    }
    const QString file = m_corpus + u"/projects/-home-bench-long/bbbbbbbb-0000-4000-8000-00000000000a.jsonl"_s;
    if (auto written = writeLargeSession(file, longGenerated, 2); !written)
        return tl::unexpected(written.error());
    return {};
}

ordered_json Workbench::history() const
{
    return {{"generated", m_options.corpus.isEmpty()},
            {"files", m_files.size()},
            {"bytes", m_bytes},
            {"aliases", !m_options.aliases.isEmpty()},
            {"long_session_bytes", m_options.largeBytes}};
}

Result<QString> Workbench::full()
{
    if (!m_full.isEmpty())
        return m_full;
    const QString dataDir = scratch(u"full"_s);
    if (auto imported = import(dataDir, {m_corpus}); !imported)
        return tl::unexpected(imported.error());
    m_full = dataDir;
    return m_full;
}

Result<QString> Workbench::large()
{
    if (!m_large.isEmpty())
        return m_large;
    QStringList roots{m_corpus};
    for (int i = 1; i <= copies; ++i) {
        const QString copy = scratch(u"copy%1"_s.arg(i));
        std::fprintf(stderr, "copying the history, %d of %d\n", i, copies);
        if (auto copied = copyWithFreshIds(m_corpus, copy, i); !copied)
            return tl::unexpected(copied.error());
        roots += copy;
    }
    const QString longHome = scratch(u"long"_s);
    const QString file = longHome + u"/projects/-home-bench-long/cccccccc-0000-4000-8000-00000000000b.jsonl"_s;
    if (auto written = writeLargeSession(file, m_options.largeBytes, 1); !written)
        return tl::unexpected(written.error());
    roots += longHome;
    std::fprintf(stderr, "importing L\n");
    const QString dataDir = scratch(u"large"_s);
    if (auto imported = import(dataDir, roots); !imported)
        return tl::unexpected(imported.error());
    m_largeRoots = roots;
    m_large = dataDir;
    return m_large;
}

QString Workbench::storeFile(const QString &dataDir)
{
    return dataDir + u"/workspaces/default.sqlite"_s;
}

Result<qint64> Workbench::longestSession(const QString &dataDir)
{
    auto db = Database::open(storeFile(dataDir), Database::Mode::Reader);
    if (!db)
        return tl::unexpected(db.error());
    Statement s(*db, u"SELECT id FROM session WHERE deleted_at IS NULL ORDER BY events DESC, id LIMIT 1"_s);
    if (!s.next())
        return fail(Error::Code::NotFound, u"The store holds no session."_s, dataDir);
    return s.integer(0);
}

Result<ChildUse> Workbench::import(const QString &dataDir, const QStringList &roots)
{
    QStringList command{m_agent, u"import"_s, u"--json"_s, u"--data-dir"_s, dataDir};
    for (const QString &root : roots)
        command << u"--from"_s << root;
    if (!m_options.aliases.isEmpty())
        command << u"--project-aliases"_s << m_options.aliases;
    return runWell(command, scratch(u"import.json"_s));
}

Result<> Workbench::catchUp(const QString &dataDir)
{
    for (const QString &verb : {u"mine"_s, u"summary"_s}) {
        if (auto done = runWell({m_agent, verb, u"--json"_s, u"--data-dir"_s, dataDir}, scratch(verb + u".json"_s));
            !done)
            return tl::unexpected(done.error());
    }
    return {};
}

Result<json> Workbench::child(const QString &name, const QStringList &arguments)
{
    const auto use = runWell(QStringList{m_self, u"--child"_s, name} + arguments, scratch(u"child.json"_s));
    if (!use)
        return tl::unexpected(use.error());
    json answer = json::parse(use->output.toStdString(), nullptr, false);
    if (!answer.is_object())
        return fail(Error::Code::Failed, u"The child process \"%1\" gave no answer."_s.arg(name));
    return answer;
}

void Workbench::add(const Row &row)
{
    printRow(row);
    m_rows += row;
}

void Workbench::addFailure(const QString &measure, const Error &error)
{
    Row row;
    row.name = measure;
    row.what = u"not measured"_s;
    row.note = error.what + (error.path.isEmpty() ? QString() : u" ("_s + error.path + u')');
    m_failed = true;
    add(row);
}

} // namespace assay
