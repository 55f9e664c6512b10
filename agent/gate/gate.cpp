// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/gate/gate.h"

#include "agent/gate/gatefile.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

namespace assay {

namespace {

bool isOneOf(const char *value, const char *const (&words)[4])
{
    if (!value)
        return false;
    for (const char *word : words) {
        if (strcasecmp(value, word) == 0)
            return true;
    }
    return false;
}

bool saysNo(const char *value)
{
    return isOneOf(value, {"false", "0", "no", "off"});
}

bool saysYes(const char *value)
{
    return isOneOf(value, {"true", "1", "yes", "on"});
}

GateAnswer closedBecause(GateReason reason)
{
    GateAnswer answer;
    answer.collect = false;
    answer.reason = reason;
    return answer;
}

// The path of a file below <data-dir>/gates; false when it is too long to be there.
bool gatePath(const char *dataDir, const char *name, char (&path)[PATH_MAX])
{
    const int length = snprintf(path, sizeof path, "%s/gates/%s", dataDir, name);
    return length > 0 && static_cast<size_t>(length) < sizeof path;
}

bool isWithinFolder(const char *path, const char *folder, size_t folderSize)
{
    while (folderSize > 1 && folder[folderSize - 1] == '/')
        --folderSize;
    if (folderSize == 1 && folder[0] == '/')
        return path[0] == '/';
    return strncmp(path, folder, folderSize) == 0 && (path[folderSize] == '\0' || path[folderSize] == '/');
}

// The same of an entry that is a link, or lies behind one.
bool isWithinRealFolder(const char *path, const char *entry, size_t entrySize)
{
    char written[PATH_MAX];
    char real[PATH_MAX];
    if (entry[0] != '/' || entrySize >= sizeof written)
        return false;
    memcpy(written, entry, entrySize);
    written[entrySize] = '\0';
    return realpath(written, real) && isWithinFolder(path, real, strlen(real));
}

GateAnswer closedBy(GateReason reason, const char *file)
{
    GateAnswer answer = closedBecause(reason);
    memcpy(answer.file, file, strlen(file) + 1);
    return answer;
}

} // namespace

RunEnvironment readRunEnvironment()
{
    return {getenv("ASSAY_CAPTURE"), getenv("ASSAY_CAPTURE_ONLY_CLI"), getenv("HIVEMIND_CAPTURE"),
            getenv("CLAUDE_CODE_ENTRYPOINT")};
}

GateAnswer gateOfEnvironment(const RunEnvironment &environment)
{
    if (saysNo(environment.capture))
        return closedBecause(GateReason::AssayCapture);
    // Only a run that says it is interactive is known to be.
    if (saysYes(environment.captureOnlyCli) && (!environment.entrypoint || strcmp(environment.entrypoint, "cli") != 0))
        return closedBecause(GateReason::OnlyCli);
    if (saysNo(environment.hivemindCapture))
        return closedBecause(GateReason::HivemindCapture);
    return {};
}

GateAnswer gateOfIgnoredFolders(const char *dataDir, const char *folder)
{
    char file[PATH_MAX];
    char path[PATH_MAX];
    char bytes[gateFileCapacity];
    if (folder[0] != '/' || strlen(folder) >= sizeof path || !gatePath(dataDir, "ignored", file))
        return {};
    const GateFile read = readGateFile(AT_FDCWD, file, bytes, sizeof bytes);
    if (read.state == GateFileState::Absent)
        return {};
    if (read.state != GateFileState::Read) {
        return closedBy(read.state == GateFileState::TooLarge ? GateReason::FileTooLarge : GateReason::FileUnreadable,
                        file);
    }
    if (!realpath(folder, path))
        memcpy(path, folder, strlen(folder) + 1);
    for (size_t at = 0; at < read.size;) {
        const void *newline = memchr(bytes + at, '\n', read.size - at);
        const size_t end = newline ? static_cast<size_t>(static_cast<const char *>(newline) - bytes) : read.size;
        const size_t size = end - at;
        const char *entry = bytes + at;
        if (size > 0 && (isWithinFolder(path, entry, size) || isWithinFolder(folder, entry, size) ||
                         isWithinRealFolder(path, entry, size)))
            return closedBy(GateReason::Ignored, file);
        at = end + 1;
    }
    return {};
}

GateAnswer gateOfPause(const char *dataDir, int64_t nowMs)
{
    char file[PATH_MAX];
    char text[32];
    if (!gatePath(dataDir, "paused", file))
        return {};
    const GateFile read = readGateFile(AT_FDCWD, file, text, sizeof text);
    if (read.state == GateFileState::Absent)
        return {};
    // Whatever is not a time in the past pauses: better to miss than to take what was not to be taken.
    int64_t until = 0;
    size_t digits = 0;
    while (read.state == GateFileState::Read && digits < read.size && digits < 18 && text[digits] >= '0' &&
           text[digits] <= '9')
        until = until * 10 + (text[digits++] - '0');
    const bool isTime = digits > 0 && (digits == read.size || (digits + 1 == read.size && text[digits] == '\n'));
    if (isTime && until > 0 && until <= nowMs)
        return {};
    return closedBy(GateReason::Paused, file);
}

bool wantsUnpersistedRuns(const char *dataDir)
{
    char file[PATH_MAX];
    return gatePath(dataDir, "unpersisted", file) && access(file, F_OK) == 0;
}

const char *gateReasonName(GateReason reason)
{
    switch (reason) {
    case GateReason::Open:
        return "open";
    case GateReason::Ignored:
        return "ignored";
    case GateReason::FolderFile:
        return "folder-file";
    case GateReason::HivemindFile:
        return "hivemind-file";
    case GateReason::FileUnreadable:
        return "file-unreadable";
    case GateReason::FileNotUnderstood:
        return "file-not-understood";
    case GateReason::FileTooLarge:
        return "file-too-large";
    case GateReason::AssayCapture:
        return "ASSAY_CAPTURE";
    case GateReason::OnlyCli:
        return "ASSAY_CAPTURE_ONLY_CLI";
    case GateReason::HivemindCapture:
        return "HIVEMIND_CAPTURE";
    case GateReason::Paused:
        return "paused";
    }
    return "open";
}

const char *gateReasonText(GateReason reason)
{
    switch (reason) {
    case GateReason::Open:
        return "Nothing speaks against capturing here.";
    case GateReason::Ignored:
        return "This folder, or one above it, is on the list of ignored folders.";
    case GateReason::FolderFile:
        return "A file says \"collect\": false for this folder and those below it.";
    case GateReason::HivemindFile:
        return "A file made for Hivemind says \"collect\": false; Assay honours it.";
    case GateReason::FileUnreadable:
        return "A file that decides about capture is there, but cannot be read. Until it can, nothing is captured "
               "here.";
    case GateReason::FileNotUnderstood:
        return "A file that decides about capture is not understood: it must be a JSON object, and \"collect\" true or "
               "false. Until it is mended, nothing is captured here.";
    case GateReason::FileTooLarge:
        return "A file that decides about capture is too large to be one. Until it is gone, nothing is captured here.";
    case GateReason::AssayCapture:
        return "ASSAY_CAPTURE=false is set for this run.";
    case GateReason::OnlyCli:
        return "ASSAY_CAPTURE_ONLY_CLI=true is set, and this run is not interactive.";
    case GateReason::HivemindCapture:
        return "HIVEMIND_CAPTURE=false is set for this run; Assay honours it.";
    case GateReason::Paused:
        return "Capture is paused.";
    }
    return "";
}

bool isWorkspaceName(const char *name)
{
    size_t size = 0;
    for (; name[size] != '\0'; ++size) {
        const char c = name[size];
        if (size == maxWorkspaceName || !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return size > 0;
}

} // namespace assay
