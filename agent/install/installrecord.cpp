// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/installrecord.h"

#include <nlohmann/json.hpp>

#include <QFile>

#include <algorithm>
#include <iterator>
#include <vector>

namespace assay {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

QByteArray bytesAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? QByteArray::fromStdString(found->get<std::string>())
                                                       : QByteArray();
}

bool flagAt(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

// Its objects.
std::vector<json> listAt(const json &document, const char *key)
{
    std::vector<json> objects;
    const auto found = document.find(key);
    if (found == document.end() || !found->is_array())
        return objects;
    std::ranges::copy_if(*found, std::back_inserter(objects), [](const json &each) { return each.is_object(); });
    return objects;
}

// Hexadecimal: a path need not be UTF-8.
QString pathAt(const json &object)
{
    return QFile::decodeName(QByteArray::fromHex(bytesAt(object, "path_hex")));
}

std::string hexPath(const QString &path)
{
    return QFile::encodeName(path).toHex().toStdString();
}

} // namespace

const WiredFile *InstallRecord::find(const QString &path) const
{
    for (const WiredFile &file : files) {
        if (file.path == path)
            return &file;
    }
    return nullptr;
}

void InstallRecord::put(const WiredFile &file)
{
    remove(file.path);
    files.append(file);
}

void InstallRecord::remove(const QString &path)
{
    files.removeIf([&path](const WiredFile &file) { return file.path == path; });
}

const ServersFile *InstallRecord::findServers(const QString &path) const
{
    const auto found = std::ranges::find(servers, path, &ServersFile::path);
    return found == servers.end() ? nullptr : &*found;
}

void InstallRecord::noteServers(const ServersFile &file)
{
    if (findServers(file.path) == nullptr)
        servers.append(file);
}

InstallRecord parseInstallRecord(const std::optional<QByteArray> &bytes)
{
    InstallRecord record;
    const json document = bytes ? json::parse(bytes->cbegin(), bytes->cend(), nullptr, false) : json();
    if (!document.is_object())
        return record;
    for (const json &each : listAt(document, "mcp")) {
        const QString path = pathAt(each);
        if (!path.isEmpty())
            record.noteServers({path, flagAt(each, "was_there"), bytesAt(each, "object")});
    }
    for (const json &each : listAt(document, "settings")) {
        const QString path = pathAt(each);
        const QString backup = QString::fromUtf8(bytesAt(each, "backup"));
        if (path.isEmpty() || backup.contains(u'/'))
            continue;
        record.put({path, bytesAt(each, "before"), bytesAt(each, "after"), backup, flagAt(each, "exact"),
                    flagAt(each, "folder")});
    }
    return record;
}

QByteArray toBytes(const InstallRecord &record)
{
    ordered_json files = ordered_json::array();
    for (const WiredFile &file : record.files) {
        files.push_back({{"path_hex", hexPath(file.path)},
                         {"before", file.before.toStdString()},
                         {"after", file.after.toStdString()},
                         {"backup", file.backup.toStdString()},
                         {"exact", file.exact},
                         {"folder", file.folder}});
    }
    ordered_json document{{"format", 1}, {"settings", files}};
    for (const ServersFile &file : record.servers)
        document["mcp"].push_back(
            {{"path_hex", hexPath(file.path)}, {"was_there", file.wasThere}, {"object", file.object.toStdString()}});
    return QByteArray::fromStdString(document.dump(1)) + '\n';
}

} // namespace assay
