// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/capture/capturefixture.h"

#include <QDirIterator>
#include <QtTest>

#include "models/data/store/statement.h"
#include "tests/support/storedump.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

qint64 changesOf(Database &db)
{
    Statement s(db, u"SELECT total_changes()"_s);
    return s.next() ? s.integer(0) : 0;
}

} // namespace

CaptureFixture::CaptureFixture()
    : m_options{m_files.dataDir(),           m_files.claudeDir(), u"default"_s, {}, {}, {}, {}, false,
                std::chrono::milliseconds(0)}
    , m_redactor(*Redactor::create())
{
    QDir().mkpath(m_files.sourcePath({}));
    m_options.hooksWired = [] { return false; };
    restart();
    drainEverything(); // capture begins before anything is written
}

void CaptureFixture::restart()
{
    m_drain = std::make_unique<CaptureDrain>(m_options);
    m_stores.clear();
}

Result<CaptureDrain::Report> CaptureFixture::tryDrain(CaptureDrain::Work work)
{
    m_sessions.clear();
    qint64 before = 0;
    for (auto &[name, db] : m_stores)
        before += changesOf(db);
    const auto open = [this](const QString &workspace) -> Result<Database *> {
        if (const auto known = m_stores.find(workspace); known != m_stores.end())
            return &known->second;
        auto opened = Database::open(*m_options.dataDir.workspaceFile(workspace), Database::Mode::Writer);
        if (!opened)
            return tl::unexpected(opened.error());
        return &m_stores.emplace(workspace, std::move(*opened)).first->second;
    };
    const auto committed = [this](const QString &, const QSet<qint64> &sessions) {
        m_sessions += QList<qint64>(sessions.begin(), sessions.end());
    };
    auto done = m_drain->run(std::move(work), open, *m_redactor, committed, m_cancel);
    m_rows = -before;
    for (auto &[name, db] : m_stores)
        m_rows += changesOf(db);
    return done;
}

CaptureDrain::Report CaptureFixture::drain(const QStringList &moved)
{
    CaptureDrain::Work work;
    for (const QString &each : moved)
        work.files.insert(m_files.sourcePath(each).toStdString());
    const auto done = tryDrain(std::move(work));
    if (!done)
        QTest::qFail(qPrintable(done.error().what + u' ' + done.error().path), __FILE__, __LINE__);
    return done.value_or(CaptureDrain::Report{});
}

CaptureDrain::Report CaptureFixture::drainEverything()
{
    const auto done = tryDrain({{}, true});
    if (!done)
        QTest::qFail(qPrintable(done.error().what + u' ' + done.error().path), __FILE__, __LINE__);
    return done.value_or(CaptureDrain::Report{});
}

bool CaptureFixture::isNowhere(const QByteArray &bytes) const
{
    QDirIterator each(m_options.dataDir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return false;
    }
    return true;
}

QStringList CaptureFixture::dumpOfImport() const
{
    QTemporaryDir folder;
    auto dataDir = DataDir::locate(folder.filePath(u"data"_s));
    if (!dataDir || !dataDir->create())
        return {u"no data directory"_s};
    auto db = Database::open(*dataDir->workspaceFile(u"default"_s), Database::Mode::Writer);
    ImportOptions options;
    options.claudeDirs = {m_files.claudeDir()};
    const auto done = Importer(*db, *dataDir, m_redactor).run(options, {}, m_cancel);
    return done ? dumpStore(db->file()) : QStringList{done.error().what};
}

QString CaptureFixture::differenceToImport() const
{
    const QStringList live = dumpStore(m_files.storeFile());
    const QStringList imported = dumpOfImport();
    for (qsizetype i = 0; i < std::min(live.size(), imported.size()); ++i) {
        if (live[i] != imported[i])
            return u"live\n  %1\nimported\n  %2"_s.arg(live[i].left(700), imported[i].left(700));
    }
    return live.size() == imported.size() ? QString()
                                          : u"%1 rows instead of %2"_s.arg(live.size()).arg(imported.size());
}

} // namespace assay
