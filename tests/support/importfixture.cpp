// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/importfixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtTest>

#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

DataDir created(const QString &path)
{
    auto dataDir = DataDir::locate(path);
    if (!dataDir || !dataDir->create())
        qFatal("no scratch data directory");
    return *dataDir;
}

void put(const QString &path, const QByteArray &bytes, QIODevice::OpenMode mode)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(mode) || file.write(bytes) != bytes.size())
        qFatal("cannot write a scratch file");
}

} // namespace

ImportFixture::ImportFixture()
    : m_dataDir(created(m_folder.path() + u"/data"_s))
{
}

QString ImportFixture::storeFile() const
{
    return *m_dataDir.workspaceFile(u"default"_s);
}

QString ImportFixture::sourcePath(const QString &relative) const
{
    return claudeDir() + u"/projects/"_s + relative;
}

void ImportFixture::write(const QString &relative, const std::vector<std::string> &lines) const
{
    QByteArray bytes;
    for (const std::string &line : lines)
        bytes += QByteArray::fromStdString(line) + '\n';
    put(sourcePath(relative), bytes, QIODevice::WriteOnly);
}

void ImportFixture::append(const QString &relative, const std::string &bytes) const
{
    put(sourcePath(relative), QByteArray::fromStdString(bytes), QIODevice::Append);
}

ImportOptions ImportFixture::options() const
{
    ImportOptions options;
    options.claudeDirs = {claudeDir()};
    return options;
}

ImportSummary ImportFixture::import()
{
    return import(options());
}

ImportSummary ImportFixture::import(ImportOptions options)
{
    const auto summary = tryImport(options, false);
    if (!summary) {
        QTest::qFail(qPrintable(summary.error().what), __FILE__, __LINE__);
        return {};
    }
    return *summary;
}

Result<ImportSummary> ImportFixture::tryImport(const ImportOptions &options, const std::atomic<bool> &cancel,
                                               const Importer::OnProgress &onProgress)
{
    auto db = Database::open(storeFile(), Database::Mode::Writer);
    if (!db)
        return tl::unexpected(db.error());
    auto redactor = Redactor::create();
    if (!redactor)
        return tl::unexpected(redactor.error());
    return Importer(*db, m_dataDir, *redactor).run(options, onProgress, cancel);
}

QStringList ImportFixture::column(const QString &sql) const
{
    auto db = Database::open(storeFile(), Database::Mode::Reader);
    if (!db)
        return {};
    QStringList all;
    Statement s(*db, sql);
    while (s.next())
        all.append(s.text(0));
    if (!s.ok())
        QTest::qFail(qPrintable(s.error().what), __FILE__, __LINE__);
    return all;
}

QVariant ImportFixture::value(const QString &sql) const
{
    const QStringList all = column(sql);
    return all.isEmpty() ? QVariant() : QVariant(all.first());
}

int ImportFixture::hits(const QString &word) const
{
    return value(u"SELECT count(*) FROM body_index WHERE body_index MATCH '\"%1\"'"_s.arg(word)).toInt();
}

} // namespace assay
