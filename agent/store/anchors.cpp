// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/anchors.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace assay {

namespace {

constexpr std::array<std::string_view, 7> scriptEndings = {".sh", ".py", ".js", ".ts", ".rb", ".pl", ".mk"};

bool isPlainPath(std::string_view token)
{
    return !token.empty() && token.front() != '-' && token.front() != '/' && token.front() != '~' &&
           token.find_first_of("<>*?$:=\"'`()|;&\\") == std::string_view::npos && token.find("..") == std::string::npos;
}

bool isScript(std::string_view token)
{
    return std::ranges::any_of(scriptEndings, [token](std::string_view ending) { return token.ends_with(ending); });
}

} // namespace

std::vector<std::string> anchorsOf(std::string_view command)
{
    std::vector<std::string> anchors;
    for (std::size_t at = 0, n = 0; at < command.size(); ++n) {
        const std::size_t end = std::min(command.find(' ', at), command.size());
        std::string_view token = command.substr(at, end - at);
        at = end + 1;
        const bool isProgram = n == 0 && token.find('/') != std::string_view::npos;
        if (!isPlainPath(token) || !(isProgram || isScript(token)))
            continue;
        if (token.starts_with("./"))
            token.remove_prefix(2);
        anchors.emplace_back(token);
    }
    return anchors;
}

void flagMissingAnchors(const ProjectView &view, std::vector<MinedCandidate> &candidates)
{
    QStringList roots;
    for (const std::string &folder : view.corpus().projects[view.project()].folders) {
        const QString root = QString::fromStdString(folder);
        if (QDir::isAbsolutePath(root) && QFileInfo(root).isDir())
            roots.append(root);
    }
    if (roots.isEmpty())
        return; // of another machine, or gone as a whole: nothing is known
    const auto isThere = [&roots](const std::string &anchor) {
        return std::any_of(roots.begin(), roots.end(), [&anchor](const QString &root) {
            return QFileInfo::exists(root + u'/' + QString::fromStdString(anchor));
        });
    };
    for (MinedCandidate &candidate : candidates) {
        const bool missing = std::ranges::any_of(candidate.claims, [&](const MinedClaim &claim) {
            return claim.ticked && claim.section == "step" && !std::ranges::all_of(anchorsOf(claim.command), isThere);
        });
        if (!missing)
            continue;
        candidate.flags.emplace_back("missing-file");
        std::ranges::sort(candidate.flags);
    }
}

} // namespace assay
