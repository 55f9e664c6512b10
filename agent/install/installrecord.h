// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What install changed, so that uninstall can put it back byte for byte: <data-dir>/install.json. Lost or damaged, it
// is as if nothing was noted: our entries are then found by what they are.

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace assay {

struct WiredFile {
    QString path;        // behind all links
    QByteArray before;   // sha256 of the bytes that were there; empty = there was no file
    QByteArray after;    // of those we wrote
    QString backup;      // name in <data-dir>/install; empty = there was no file
    bool exact = true;   // nobody else wrote in between, so `before` is what was there without us
    bool folder = false; // the folder was made by us
};

// A file of the client in which our MCP server is registered.
struct ServersFile {
    QString path;         // behind all links
    bool wasThere = true; // else we made it
    QByteArray object;    // the text of an empty "mcpServers" that was there; empty = none was, or it held others
};

struct InstallRecord {
    QList<WiredFile> files;
    QList<ServersFile> servers;

    [[nodiscard]] const WiredFile *find(const QString &path) const;
    void put(const WiredFile &file);
    void remove(const QString &path);
    [[nodiscard]] const ServersFile *findServers(const QString &path) const;
    void noteServers(const ServersFile &file); // what was noted of it first stays
    [[nodiscard]] bool isEmpty() const { return files.isEmpty() && servers.isEmpty(); }
};

[[nodiscard]] InstallRecord parseInstallRecord(const std::optional<QByteArray> &bytes);
[[nodiscard]] QByteArray toBytes(const InstallRecord &record);

} // namespace assay
