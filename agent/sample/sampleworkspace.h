// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The files of an invented project while a session works on them; nothing of it exists on disk.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace assay {

[[nodiscard]] std::vector<std::string> sampleLines(std::string_view text);

class SampleWorkspace final {
public:
    struct Change {
        bool made = false;
        std::string before;
        nlohmann::ordered_json patch; // structuredPatch: one hunk with three lines of context
    };

    SampleWorkspace(std::string root, std::map<std::string, std::string> files);

    [[nodiscard]] const std::string &root() const { return m_root; }
    [[nodiscard]] std::string absolute(const std::string &path) const;
    [[nodiscard]] bool has(const std::string &path) const;
    [[nodiscard]] const std::string &text(const std::string &path) const; // empty when there is no such file

    Change write(const std::string &path, const std::string &text);
    // Replaces the first occurrence of `oldText`; not made when it does not occur.
    Change edit(const std::string &path, const std::string &oldText, const std::string &newText);

    [[nodiscard]] int linesAdded() const { return m_added; }
    [[nodiscard]] int linesRemoved() const { return m_removed; }

private:
    [[nodiscard]] nlohmann::ordered_json patch(const std::string &before, const std::string &after);

    std::string m_root;
    std::map<std::string, std::string> m_files;
    int m_added = 0;
    int m_removed = 0;
};

} // namespace assay
