#!/bin/sh
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
# ./assay.sh [OPTIONS OF assay]   installs what is missing (Debian 12), builds, opens the window
# ./assay.sh test                 the same set-up, then the tests
# ASSAY_PRESET chooses another of CMakePresets.json; ASSAY_JOBS how many compilers run at once.
set -eu
cd "$(dirname "$0")"
# Tests want a debug build of everything, the window an optimised one of the two programs.
if [ "${1:-}" = test ]; then
  preset=${ASSAY_PRESET:-dev} targets=all
else
  preset=${ASSAY_PRESET:-release} targets="assay assay-agent"
fi
jobs=${ASSAY_JOBS:-$(nproc)}

missing=
if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
  for package in $(grep -v '^#' packaging/debian-build-deps.txt); do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
  done
else
  echo "assay.sh: this is no Debian; packaging/debian-build-deps.txt names what has to be installed." >&2
fi
if [ -n "$missing" ]; then
  echo "Installing:$missing"
  as_root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "assay.sh: as root, install:$missing" >&2; exit 1; }
    as_root=sudo
  fi
  export DEBIAN_FRONTEND=noninteractive
  $as_root apt-get update -qq
  # shellcheck disable=SC2086 # one word per package
  $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

build=build/$preset
log=$build/assay-sh.log
mkdir -p "$build"
echo "Building $build (the first time takes minutes) …"
# shellcheck disable=SC2086 # one word per target
if ! { cmake --preset "$preset" && cmake --build --preset "$preset" -j "$jobs" --target $targets; } >"$log" 2>&1; then
  tail -40 "$log" >&2
  echo "assay.sh: the build failed; all of it is in $log" >&2
  exit 1
fi

if [ "${1:-}" = test ]; then
  shift
  exec ctest --preset "$preset" -j "$jobs" "$@"
fi

# Without history of its own the machine gets the invented one, in a workspace apart: of the same data directory, and only
# for somebody who named no workspace.
claude=${CLAUDE_CONFIG_DIR:-${HOME:-}/.claude} data= workspace= previous=
for word in "$@"; do
  case $previous in
  --claude-dir) claude=$word ;;
  --data-dir) data=$word ;;
  --workspace) workspace=$word ;;
  esac
  case $word in
  --claude-dir=*) claude=${word#*=} ;;
  --data-dir=*) data=${word#*=} ;;
  --workspace=*) workspace=${word#*=} ;;
  esac
  previous=$word
done
if [ -z "$workspace" ] && [ -z "$(find "$claude/projects" -name '*.jsonl' -print 2>/dev/null | head -n 1)" ]; then
  echo "No transcripts in $claude/projects: opening sample sessions."
  "$build/bin/assay-agent" samples --quiet ${data:+--data-dir "$data"} >/dev/null
  exec "$build/bin/assay" --workspace samples "$@"
fi
exec "$build/bin/assay" "$@"
