// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"

#include <atomic>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include "agent/redact/redactor.h"
#include "agent/sample/largesession.h"
#include "agent/store/importer.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int runs = 9;
constexpr qint64 grownSessionBytes = 300'000;
constexpr auto sessionId = "aaaaaaaa-0000-4000-8000-0000000000ab";

struct Appends {
    QList<double> wall;  // ms
    QList<double> cpu;   // ms, of the thread that writes
    QList<double> read;  // bytes of transcripts
    QList<double> rows;  // changed, as SQLite counts
    QList<double> input; // bytes the process read in all
};

Result<> copyFolder(const QString &from, const QString &to)
{
    QDir(to).removeRecursively();
    QDirIterator each(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString source = each.next();
        const QString target = to + u'/' + QDir(from).relativeFilePath(source);
        if (!QDir().mkpath(QFileInfo(target).path()) || !QFile::copy(source, target))
            return fail(Error::Code::Failed, u"The store could not be copied."_s, target);
    }
    return {};
}

QByteArray oneMoreLine(int number)
{
    const std::string digits = std::to_string(1000 + number);
    const json line{{"type", "user"},
                    {"uuid", "dddddddd-0000-4000-8000-00000000" + digits},
                    {"parentUuid", nullptr},
                    {"sessionId", sessionId},
                    {"timestamp", "2026-02-01T10:00:00.000Z"},
                    {"cwd", "/home/bench/grown"},
                    {"version", "2.1.59"},
                    {"isSidechain", false},
                    {"message", {{"role", "user"}, {"content", "one more line, number " + digits}}}};
    return QByteArray::fromStdString(line.dump() + '\n');
}

class GrowingSession final {
public:
    GrowingSession(Database &db, const DataDir &dataDir, std::shared_ptr<const Redactor> redactor, QStringList roots)
        : m_importer(db, dataDir, std::move(redactor))
    {
        m_options.claudeDirs = std::move(roots);
    }

    Result<ImportSummary> import() { return m_importer.run(m_options, {}, m_cancel); }

    Result<> append(const QString &file, int number, Appends &appends)
    {
        QFile out(file);
        if (!out.open(QIODevice::Append) || out.write(oneMoreLine(number)) < 0)
            return fail(Error::Code::Failed, u"The line could not be appended."_s, file);
        out.close();
        const qint64 input = bytesRead();
        const double cpu = threadCpu();
        const qint64 start = monotonicNs();
        const auto summary = import();
        const auto elapsed = static_cast<double>(monotonicNs() - start);
        if (!summary)
            return tl::unexpected(summary.error());
        appends.wall += elapsed / 1e6;
        appends.cpu += (threadCpu() - cpu) * 1e3;
        appends.read += static_cast<double>(summary->bytes);
        appends.rows += static_cast<double>(summary->rowsWritten);
        appends.input += static_cast<double>(bytesRead() - input);
        if (summary->filesParsed != 1 || summary->eventsAdded != 1)
            return fail(Error::Code::Failed, u"One line was appended, but %1 files were parsed and %2 events added."_s
                                                 .arg(summary->filesParsed)
                                                 .arg(summary->eventsAdded));
        return {};
    }

private:
    Importer m_importer;
    ImportOptions m_options;
    std::atomic<bool> m_cancel = false;
};

// `home` gets a session that grows; it is imported beside the other roots.
Result<Appends> appendRuns(const QString &dataPath, const QString &home, QStringList roots)
{
    const QString file = home + u"/projects/-home-bench-grown/"_s + QLatin1StringView(sessionId) + u".jsonl"_s;
    if (auto written = writeLargeSession(file, grownSessionBytes, 3); !written)
        return tl::unexpected(written.error());
    const auto dataDir = DataDir::locate(dataPath);
    if (!dataDir)
        return tl::unexpected(dataDir.error());
    if (auto created = dataDir->create(); !created)
        return tl::unexpected(created.error());
    auto db = Database::open(Workbench::storeFile(dataPath), Database::Mode::Writer);
    if (!db)
        return tl::unexpected(db.error());
    const auto redactor = Redactor::create();
    if (!redactor)
        return tl::unexpected(redactor.error());

    roots += home;
    GrowingSession session(*db, *dataDir, *redactor, roots);
    if (auto first = session.import(); !first)
        return tl::unexpected(first.error());
    Appends appends;
    for (int i = -1; i < runs; ++i) {
        Appends ignored;
        if (auto done = session.append(file, i + 1, i < 0 ? ignored : appends); !done)
            return tl::unexpected(done.error());
    }
    return appends;
}

} // namespace

Result<> measureAppend(Workbench &bench)
{
    const auto full = bench.full();
    if (!full)
        return tl::unexpected(full.error());
    const QString copy = bench.scratch(u"grown"_s);
    if (auto copied = copyFolder(*full, copy); !copied)
        return copied;
    const auto small = appendRuns(bench.scratch(u"tiny"_s), bench.scratch(u"tinyhome"_s), {});
    if (!small)
        return tl::unexpected(small.error());
    const auto grown = appendRuns(copy, bench.scratch(u"grownhome"_s), {bench.corpus()});
    if (!grown)
        return tl::unexpected(grown.error());
    QDir(copy).removeRecursively();

    const QString tiny = u"the same on a store of one session"_s;
    const auto row = [&tiny](const QString &name, const QString &what, const QString &unit, QList<double> samples,
                             QList<double> baseline) {
        return Row{.name = name,
                   .what = what,
                   .unit = unit,
                   .samples = std::move(samples),
                   .baselineName = tiny,
                   .baseline = std::move(baseline)};
    };
    Row rows = row(u"append.rows"_s, u"rows changed for one appended line as SQLite counts, store of M"_s, u"rows"_s,
                   grown->rows, small->rows);
    rows.promise = {Judged::Ratio, true, 1};
    Row read = row(u"append.bytes"_s, u"bytes of transcripts read for it"_s, u"bytes"_s, grown->read, small->read);
    read.promise = {Judged::Ratio, true, 1};
    Row wall =
        row(u"append.wall"_s, u"import of it in a process that runs already"_s, u"ms"_s, grown->wall, small->wall);
    wall.note = u"an import looks at every file's size and date"_s;
    for (const Row &each :
         {rows, read, wall,
          row(u"append.cpu"_s, u"the same, processor time of the writing thread"_s, u"ms"_s, grown->cpu, small->cpu),
          row(u"append.input"_s, u"bytes the process read in all, store included"_s, u"bytes"_s, grown->input,
              small->input)})
        bench.add(each);
    return {};
}

} // namespace assay
