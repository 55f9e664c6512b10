#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
# test-debs.sh BUILD_DIR [CHROOT]: makes the two packages of what BUILD_DIR builds and looks at them: what they need, what
# lintian says, and whether they install, work and purge cleanly in a fresh Debian (CHROOT is kept and used again when it
# is named). Needs root for the last part; without root or debootstrap it says that it skips it.
set -euo pipefail
build=$(cd "$1" && pwd)
chroot=${2:-}
fail() { echo "test-debs: $*" >&2; exit 1; }
step() { printf '\n-- %s\n' "$*"; }

step "packages"
targets=(assay-agent assay-hook packagefiles)
grep -q 'ASSAY_GUI:BOOL=ON' "$build/CMakeCache.txt" && targets+=(assay)
cmake --build "$build" -j2 --target "${targets[@]}"
rm -rf "$build/packages"
(cd "$build" && cpack) || fail "cpack failed"
rm -rf "$build/packages/_CPack_Packages"
debs=("$build"/packages/*.deb)

step "what they hold and need"
for deb in "${debs[@]}"; do
  dpkg-deb --info "$deb" | sed -n '/Package:/,$p'
  dpkg-deb --contents "$deb" | awk '{print $1, $6}'
done
dpkg-deb --field "$build"/packages/assay-agent_*.deb Depends | grep -Eq 'libqt6(gui|widgets|svg)' &&
  fail "assay-agent needs libraries of the window"
hook=$(mktemp -d)
trap 'rm -rf "$hook"' EXIT
dpkg-deb --extract "$build"/packages/assay-agent_*.deb "$hook"
objdump -p "$hook/usr/bin/assay-hook" | awk '/NEEDED/ {print $2}' | grep -v '^libc\.so' | grep . && fail "assay-hook needs more than libc"

step "lintian"
if command -v lintian >/dev/null; then
  # Made outside Debian: nobody closes a bug by it.
  lintian --allow-root --fail-on error --suppress-tags initial-upload-closes-no-bugs "${debs[@]}"
else
  echo "skipped: lintian is not installed"
fi

step "units"
if command -v systemd-analyze >/dev/null; then
  # The program is not installed here.
  for unit in service path; do
    sed "s|^ExecStart=/usr/bin/assay-agent|ExecStart=$hook/usr/bin/assay-agent|" "$hook/usr/lib/systemd/user/assay-agent.$unit" \
      >"$hook/assay-agent.$unit"
  done
  said=$(systemd-analyze --user --man=no verify "$hook/assay-agent.service" "$hook/assay-agent.path" 2>&1 | grep assay-agent || true)
  [ -z "$said" ] || fail "$said"
else
  echo "skipped: systemd-analyze is not installed"
fi

step "install, use, purge in a fresh Debian"
if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
  echo "skipped: that needs root and debootstrap"
  exit 0
fi
if [ -z "$chroot" ]; then
  chroot=$(mktemp -d)
  chmod 755 "$chroot" # its root, which everybody in it passes
  trap 'rm -rf "$hook" "$chroot"' EXIT
fi
[ -x "$chroot/usr/bin/apt-get" ] || debootstrap --variant=minbase bookworm "$chroot" >"$hook/debootstrap.log" 2>&1 ||
  { tail -5 "$hook/debootstrap.log"; fail "debootstrap failed"; }
inside() { chroot "$chroot" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root "$@"; }
files() { inside find / -xdev \( -path /proc -o -path /var/lib/apt -o -path /var/cache -o -path /debs -o -path /tmp \) -prune -o -name '*assay*' -print; }
mkdir -p "$chroot/debs"
rm -f "$chroot"/debs/*
cp "${debs[@]}" "$chroot/debs/"
inside apt-get update -qq
inside sh -c 'apt-get install -y -qq --no-install-recommends /debs/*.deb' >"$hook/apt.log" 2>&1 || { tail -20 "$hook/apt.log"; fail "they do not install"; }
inside sh -c 'useradd -m worker 2>/dev/null || true'
as_worker() { inside setpriv --reuid worker --regid worker --clear-groups env HOME=/home/worker "$@"; }
as_worker assay-agent --version
as_worker sh -c 'mkdir -p ~/.claude && printf "{\"model\": \"opus\"}" >~/.claude/settings.json'
as_worker assay-agent install --headless
grep -q '"command":"/usr/bin/assay-hook"' "$chroot/home/worker/.claude/settings.json" || fail "the hook's path is not the package's"
as_worker sh -c 'echo "{\"session_id\":\"00000000-0000-4000-8000-000000000001\",\"hook_event_name\":\"Stop\"}" | /usr/bin/assay-hook'
as_worker assay-agent uninstall
[ "$(cat "$chroot/home/worker/.claude/settings.json")" = '{"model": "opus"}' ] || fail "the settings are not what they were"
rm -rf "$chroot/home/worker"/.local "$chroot/home/worker"/.config
inside apt-get purge -y -qq assay assay-agent >"$hook/purge.log" 2>&1 || { tail -20 "$hook/purge.log"; fail "they do not purge"; }
inside userdel -r worker 2>/dev/null || true
left=$(files)
[ -z "$left" ] || fail "left behind: $left"
echo "clean"
