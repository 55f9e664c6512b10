// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace assay {

// "host/owner/name" of a git remote (https, ssh, git protocols and the host:path form): host in lower case, no user, no
// port, no ".git". Empty for everything that names no repository on a host: paths, aliases of ssh, masked addresses.
[[nodiscard]] std::string repositoryOfRemote(std::string_view url);

// The same from the page of a pull request: https://host/owner/name/pull/1, …/-/merge_requests/1.
[[nodiscard]] std::string repositoryOfPullRequest(std::string_view url);

// The repository of the remote "origin" in what `git remote -v` prints; empty when the text holds no such line.
[[nodiscard]] std::string originInOutput(std::string_view output);

} // namespace assay
