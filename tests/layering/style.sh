#!/bin/sh
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
# Every source as clang-format 14 writes it; another version, or none, tells nothing (77: skipped).
set -eu
cd "$1"
case "$(clang-format --version 2>/dev/null)" in *"version 14."*) ;; *) echo "no clang-format 14"; exit 77 ;; esac
find app cmake agent models views tests bench -name '*.cpp' -print0 -o -name '*.h' -print0 |
  xargs -0 clang-format --dry-run -Werror
