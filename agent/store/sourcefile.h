// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A transcript file on disk and what its place tells (formats: Claude Code's projects folder, four layouts of
// sub-agents).

#include "agent/read/transcriptreader.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace assay {

// The name of a file as text, and back. Bytes that are no UTF-8 stand as U+F780 to U+F7FF, so that two names never
// share a text; a name that holds these characters itself has their bytes so written too.
[[nodiscard]] QString pathText(const std::string &path);
[[nodiscard]] std::string pathBytes(const QString &text);

struct SourceFile {
    std::string path; // bytes as the file system gave them; may be invalid UTF-8
    std::string agent = "claude";
    SourceContext::Layout layout = SourceContext::Layout::Session;
    std::string fileSessionId; // lower-case uuid, empty = the name holds none
    std::string agentId;
    qint64 size = 0;
    qint64 modifiedNs = 0;
    qint64 device = 0;
    qint64 inode = 0;

    // Not written to for an hour: its session has ended.
    [[nodiscard]] bool isSettled() const;
    [[nodiscard]] QString pathText() const { return assay::pathText(path); } // what the store knows it by
};

// A file in the folder tool-results/ of a session, which the client fills with outputs too large for a line.
struct SideFile {
    std::string path;
    std::string sessionId; // lower-case uuid
    qint64 size = 0;
    qint64 modifiedNs = 0;
};

// All transcripts below these roots: a folder with the layout of ~/.claude, a projects folder, any folder of
// transcripts, or a single file. Links to folders are not followed. Sorted newest first, then by path. Folders that
// cannot be read are skipped and named in `unreadable`. The side files met on the way are appended to `sideFiles`.
[[nodiscard]] std::vector<SourceFile> findSourceFiles(const QStringList &roots, QStringList *unreadable = nullptr,
                                                      std::vector<SideFile> *sideFiles = nullptr);

// What stands at this path (bytes as the file system gave them): a transcript, else nothing. Links are not followed.
[[nodiscard]] std::optional<SourceFile> sourceFileAt(const std::string &path);
// The same for a file in a session's tool-results/.
[[nodiscard]] std::optional<SideFile> sideFileAt(const std::string &path);

// SHA-256 of the first min(length, 4096) bytes, and of the min(cursor, 4096) bytes before cursor. Empty = cannot be
// read.
inline constexpr qint64 fingerprintBytes = 4096;
[[nodiscard]] QByteArray headFingerprint(int descriptor, qint64 length);
[[nodiscard]] QByteArray tailFingerprint(int descriptor, qint64 cursor);

} // namespace assay
