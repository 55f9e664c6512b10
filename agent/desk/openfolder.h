// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "agent/desk/skillplace.h"
#include "models/data/error.h"

#include <utility>

namespace assay {

// A descriptor of a folder, closed with it.
class OpenFolder final {
public:
    OpenFolder() = default;
    explicit OpenFolder(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~OpenFolder();
    OpenFolder(OpenFolder &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    OpenFolder &operator=(OpenFolder &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    OpenFolder(const OpenFolder &) = delete;
    OpenFolder &operator=(const OpenFolder &) = delete;

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

private:
    int m_descriptor = -1;
};

enum class MissingFolder { Make, Tell };

// The folder that holds the place's file, `up` levels above it, each part opened without following a link. Not open,
// and no error: it is not there.
[[nodiscard]] Result<OpenFolder> openFolderOf(const SkillPlace &place, MissingFolder missing, int up = 0);
// What a failed call means for the user's file.
[[nodiscard]] Error fileError(const QString &path, int error);

} // namespace assay
