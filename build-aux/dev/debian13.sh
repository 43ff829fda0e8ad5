# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev debian13
# Does: builds and runs the unit suite in a temporary Debian 13, as root

[ "$(id -u)" -eq 0 ] || die 'This makes a Debian in a folder, which only root can.'
need debian13

# The mirror that this machine already installs from.
# shellcheck disable=SC2016
mirror=$(apt-get indextargets --format '$(ORIGIN)|$(REPO_URI)' 'Created-By: Packages' |
  sed -n 's/^Debian|//p' | grep -v security | head -n 1)
[ -n "$mirror" ] || die 'The configuration of apt names no Debian mirror.'

system=$(mktemp -d)
trap 'rm -rf --one-file-system "$system"' EXIT
trap 'exit 130' INT TERM

say 'Making a Debian 13'
debootstrap --variant=minbase trixie "$system" "$mirror" >"$system/log" ||
  die "debootstrap failed: $(tail -n 3 "$system/log")"

mkdir "$system/charla"
git ls-files -z --cached --others --exclude-standard |
  tar --create --null --files-from=- | tar --extract --directory="$system/charla"

# Its /proc and its processes end with the command, so nothing is left to undo.
unshare --mount --pid --fork --kill-child --mount-proc="$system/proc" \
  chroot "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
  /charla/dev test --suite unit
