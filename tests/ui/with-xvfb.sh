#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with-xvfb.sh COMMAND...: runs the command with a screen, a home and a runtime
# directory of its own, and ends what it started.
set -u

dir=$(mktemp -d)
mkdir -m 700 "$dir/home" "$dir/run"

exec 9>"$dir/display"
Xvfb -displayfd 9 -screen 0 1280x1024x24 -nolisten tcp -noreset >"$dir/xvfb.log" 2>&1 &
xvfb=$!
exec 9>&-
trap 'kill "$xvfb" 2>/dev/null; wait "$xvfb" 2>/dev/null; rm -rf "$dir"' EXIT

for _ in $(seq 200); do
  [ -s "$dir/display" ] && break
  sleep 0.05
done
if ! [ -s "$dir/display" ]; then
  cat "$dir/xvfb.log" >&2
  exit 1
fi

unset WAYLAND_DISPLAY XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
export HOME=$dir/home XDG_RUNTIME_DIR=$dir/run LANG=C.UTF-8
# Without an address a bus would be started for the screen, and a keyring that asks for a password.
export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent/bus
DISPLAY=:$(cat "$dir/display") GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=test "$@"
