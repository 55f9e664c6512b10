// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One small file that a gate reads, such as .assay.

#include <stddef.h>

namespace assay {

inline constexpr size_t gateFileCapacity = 64 * 1024; // bytes; no file of a gate is larger

enum class GateFileState {
    Absent, // no such name here, or it names a folder
    Read,
    Unreadable, // no permission, a link that leads nowhere or in circles, no regular file, an error of the disk
    TooLarge,
};

// Reads a regular file into a buffer of `capacity` bytes. Links are followed; pipes and devices are never waited for.
// `size` is the number of bytes read, `foreign` whether it belongs to neither this user nor root.
struct GateFile {
    GateFileState state = GateFileState::Absent;
    size_t size = 0;
    bool foreign = false;
};
[[nodiscard]] GateFile readGateFile(int folderFd, const char *name, char *buffer, size_t capacity);

} // namespace assay
