# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: admin.sh FOLDER COMMANDS
# Runs a file of commands as root, in a namespace where what they change in the system is in
# FOLDER. To be run as root by unshare --mount --pid --fork.
set -eu

folder=$1 commands=$2
mount --make-rprivate /
mount -t tmpfs tmpfs "$folder"
for top in etc usr var; do
  mkdir -p "$folder/$top/new" "$folder/$top/work"
  mount -t overlay overlay -o \
    "lowerdir=/$top,upperdir=$folder/$top/new,workdir=$folder/$top/work" "/$top" || exit 77
done
mount -t tmpfs tmpfs /run
mount -t proc proc /proc
mkdir -p /var/backups
ip link set lo up

status=0
bash -eux "$commands" || status=$?
if [ -f /run/charla-test-pid ]; then
  kill "$(cat /run/charla-test-pid)" || status=1
fi
exit "$status"
