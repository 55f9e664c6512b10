#!/bin/sh
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
# run-in-scratch.sh ROOT PROGRAM [ARG...]: makes ROOT empty, with the folders of a home, and runs PROGRAM there.
set -eu
root=$1
shift
case $root in
  */tests/scratch/*) ;;
  *) echo "run-in-scratch: refusing to empty $root" >&2; exit 2 ;;
esac
rm -rf "$root"
mkdir -p "$root/home/.claude" "$root/data" "$root/config" "$root/state" "$root/cache" "$root/tmp"
mkdir -m 700 -p "$root/run"
unset ASSAY_DATA_DIR ASSAY_WORKSPACE_ID ASSAY_CAPTURE ASSAY_CAPTURE_ONLY_CLI HIVEMIND_CAPTURE
unset CLAUDE_CODE_ENTRYPOINT CLAUDE_PROJECT_DIR CLAUDE_PID
cd "$root"
exec "$@"
