// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/repositoryname.h"

#include "agent/read/plaintext.h"

#include <algorithm>
#include <array>

namespace assay {

namespace {

bool isNameCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' ||
           c == '_';
}

// The host of an address without user and port.
std::string_view hostOf(std::string_view host)
{
    host = host.substr(host.find('@') == std::string_view::npos ? 0 : host.rfind('@') + 1);
    return host.substr(0, host.find(':'));
}

std::string hostAndPath(std::string_view host, std::string_view path)
{
    while (path.starts_with('/'))
        path.remove_prefix(1);
    while (path.ends_with('/'))
        path.remove_suffix(1);
    if (path.ends_with(".git"))
        path.remove_suffix(4);
    const bool pathIsPlain =
        std::all_of(path.begin(), path.end(), [](char c) { return c == '/' || c == '~' || isNameCharacter(c); });
    const bool dotted = path.find("..") != std::string_view::npos || path.find("//") != std::string_view::npos;
    if (host.empty() || path.find('/') == std::string_view::npos || !pathIsPlain || dotted ||
        !std::all_of(host.begin(), host.end(), isNameCharacter))
        return {};
    std::string result(host);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result + '/' + std::string(path);
}

} // namespace

std::string repositoryOfRemote(std::string_view url)
{
    constexpr std::array<std::string_view, 5> Schemes{"https://", "ssh://", "http://", "git://", "git+ssh://"};
    for (const std::string_view scheme : Schemes) {
        if (!url.starts_with(scheme))
            continue;
        url.remove_prefix(scheme.size());
        const auto slash = url.find('/');
        return slash == std::string_view::npos ? std::string()
                                               : hostAndPath(hostOf(url.substr(0, slash)), url.substr(slash));
    }
    const auto colon = url.find(':');
    if (colon == std::string_view::npos || url.substr(0, colon).find('/') != std::string_view::npos ||
        url.substr(colon).starts_with("://"))
        return {};
    // In this form a name without a dot is an alias of one person's ssh configuration.
    const std::string_view host = hostOf(url.substr(0, colon));
    const bool isAlias = host.find('.') == std::string_view::npos && host != "localhost";
    return isAlias ? std::string() : hostAndPath(host, url.substr(colon + 1));
}

std::string repositoryOfPullRequest(std::string_view url)
{
    constexpr std::array<std::string_view, 5> Pages{"/-/merge_requests/", "/merge_requests/", "/pull/", "/pulls/",
                                                    "/pull-requests/"};
    for (const std::string_view page : Pages) {
        const auto at = url.find(page);
        if (at != std::string_view::npos)
            return repositoryOfRemote(url.substr(0, at));
    }
    return {};
}

std::string originInOutput(std::string_view output)
{
    constexpr std::string_view Origin = "origin";
    for (auto at = output.find(Origin); at != std::string_view::npos; at = output.find(Origin, at + 1)) {
        if (at > 0 && output[at - 1] != '\n')
            continue;
        std::string_view line = output.substr(at + Origin.size());
        line = line.substr(0, line.find('\n'));
        if (!line.starts_with('\t') && !line.starts_with(' '))
            continue;
        line = trimmed(line);
        const auto end = line.find_first_of(" \t");
        if (end == std::string_view::npos)
            continue;
        const std::string_view use = trimmed(line.substr(end));
        if (use != "(fetch)" && use != "(push)")
            continue;
        std::string repository = repositoryOfRemote(line.substr(0, end));
        if (!repository.empty())
            return repository;
    }
    return {};
}

} // namespace assay
