// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/capture/spoolfiles.h"

#include <cstdio>

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

SpoolFiles::SpoolFiles(const QString &dataDir)
    : m_folder(dataDir + u"/spool"_s)
    , m_wallMs(QDateTime::currentMSecsSinceEpoch())
{
    QDir().mkpath(m_folder + u"/new"_s);
    QDir().mkpath(m_folder + u"/tmp"_s);
}

QString SpoolFiles::add(const std::string &session, const std::string &event, const json &header,
                        const std::string &payload)
{
    QFile bootFile(u"/proc/sys/kernel/random/boot_id"_s);
    QByteArray boot = bootFile.open(QIODevice::ReadOnly) ? bootFile.readAll().trimmed().replace('-', "") : QByteArray();
    if (boot.size() != 32)
        boot = QByteArray(32, '0');
    m_bootNs += 1'000'000;
    m_wallMs += 1;
    const QString name = u"%1-%2-%3-0000.hook"_s.arg(QString::fromLatin1(boot))
                             .arg(m_bootNs, 20, 10, QLatin1Char('0'))
                             .arg(m_pid, 10, 10, QLatin1Char('0'));
    json line = {{"spool", 1},
                 {"boot", boot.toStdString()},
                 {"boottime_ns", m_bootNs},
                 {"wall_ms", m_wallMs},
                 {"pid", m_pid},
                 {"counter", 0},
                 {"event", event},
                 {"session_id", session},
                 {"cwd", "/home/dev/project"},
                 {"transcript_bytes", -1},
                 {"payload", payload.empty() ? "fields" : "content"},
                 {"fields", json::object()},
                 {"spent_us", 400}};
    if (header.is_object())
        line.update(header);
    put(name, QByteArray::fromStdString(line.dump() + '\n' + payload));
    return name;
}

void SpoolFiles::put(const QString &name, const QByteArray &bytes) const
{
    const QString written = m_folder + u"/tmp/"_s + name;
    QFile file(written);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a spool file");
    file.close();
    if (std::rename(QFile::encodeName(written).constData(), QFile::encodeName(newFolder() + u'/' + name).constData()) !=
        0)
        qFatal("cannot move a spool file");
}

qsizetype SpoolFiles::waiting() const
{
    return QDir(newFolder()).entryList(QDir::Files | QDir::System | QDir::Hidden).size();
}

} // namespace assay
