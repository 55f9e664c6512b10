// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Names of people stand in the paths of their homes. Pure; any thread.

#include <string>
#include <string_view>

namespace assay {

// The text with home folders replaced: "/home/ann/x", "/export/home/ann/x", "/mnt/d/Users/ann/x" and "C:\Users\ann\x"
// become "~/x" ("~\x"), "/root" and the encoded form "-home-ann-x" too. What stands within a link or a relative path
// is no home.
[[nodiscard]] std::string withoutHomes(std::string_view text);

} // namespace assay
