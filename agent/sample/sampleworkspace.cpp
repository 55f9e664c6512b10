// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/sampleworkspace.h"

#include <algorithm>
#include <utility>

namespace assay {

std::vector<std::string> sampleLines(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

SampleWorkspace::SampleWorkspace(std::string root, std::map<std::string, std::string> files)
    : m_root(std::move(root))
    , m_files(std::move(files))
{
}

std::string SampleWorkspace::absolute(const std::string &path) const
{
    if (path.empty() || path == ".")
        return m_root;
    return path.front() == '/' ? path : m_root + '/' + path;
}

bool SampleWorkspace::has(const std::string &path) const
{
    return m_files.count(path) == 1;
}

const std::string &SampleWorkspace::text(const std::string &path) const
{
    static const std::string none;
    const auto found = m_files.find(path);
    return found != m_files.end() ? found->second : none;
}

SampleWorkspace::Change SampleWorkspace::write(const std::string &path, const std::string &text)
{
    Change change;
    change.made = true;
    change.before = this->text(path);
    const bool created = !has(path);
    if (created)
        m_added += static_cast<int>(sampleLines(text).size());
    change.patch = created ? nlohmann::ordered_json::array() : patch(change.before, text);
    m_files[path] = text;
    return change;
}

SampleWorkspace::Change SampleWorkspace::edit(const std::string &path, const std::string &oldText,
                                              const std::string &newText)
{
    Change change;
    change.before = text(path);
    const std::size_t at = change.before.find(oldText);
    if (oldText.empty() || at == std::string::npos)
        return change;
    std::string after = change.before;
    after.replace(at, oldText.size(), newText);
    change.made = true;
    change.patch = patch(change.before, after);
    m_files[path] = after;
    return change;
}

nlohmann::ordered_json SampleWorkspace::patch(const std::string &before, const std::string &after)
{
    const std::vector<std::string> was = sampleLines(before);
    const std::vector<std::string> is = sampleLines(after);
    const std::size_t shorter = std::min(was.size(), is.size());
    std::size_t head = 0;
    while (head < shorter && was[head] == is[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && was[was.size() - 1 - tail] == is[is.size() - 1 - tail])
        ++tail;
    const std::size_t first = head - std::min<std::size_t>(head, 3);
    const std::size_t behind = std::min<std::size_t>(tail, 3);

    nlohmann::ordered_json lines = nlohmann::ordered_json::array();
    for (std::size_t i = first; i < head; ++i)
        lines.push_back(' ' + was[i]);
    for (std::size_t i = head; i < was.size() - tail; ++i)
        lines.push_back('-' + was[i]);
    for (std::size_t i = head; i < is.size() - tail; ++i)
        lines.push_back('+' + is[i]);
    for (std::size_t i = was.size() - tail; i < was.size() - tail + behind; ++i)
        lines.push_back(' ' + was[i]);
    m_removed += static_cast<int>(was.size() - tail - head);
    m_added += static_cast<int>(is.size() - tail - head);

    nlohmann::ordered_json hunk = {{"oldStart", first + 1},
                                   {"oldLines", was.size() - tail + behind - first},
                                   {"newStart", first + 1},
                                   {"newLines", is.size() - tail + behind - first}};
    hunk["lines"] = std::move(lines);
    return nlohmann::ordered_json::array({std::move(hunk)});
}

} // namespace assay
