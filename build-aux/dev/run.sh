# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev run [--address ADDRESS] [OPTION OF charla…]
# Does: starts a server on this machine and opens the application connected to it;
# Does: --address 0.0.0.0 lets the machines of the local network join

address=127.0.0.1
if [ "${1:-}" = --address ]; then
  address=${2:?}
  shift 2
fi

prefix=$PWD/build-run/install
need build run
build build-run --prefix "$prefix" --libdir lib -Dtests=false -Dintrospection=false
meson install -C build-run --no-rebuild --quiet

export PATH=$prefix/bin:$PATH
export LD_LIBRARY_PATH=$prefix/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export XDG_DATA_DIRS=$prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
export GSETTINGS_SCHEMA_DIR=$prefix/share/glib-2.0/schemas

# Starts the server on a port and waits until it says where it listens.
serve () {
  exec {output}< <(exec charla-server --address "$address" --port "$1" --data-dir build-run/data)
  server=$!
  read -r -u "$output" line
}

# The usual port where it is free, any other where it is not.
serve 1234 2>/dev/null || serve 0 || die 'The server did not start.'
trap 'kill "$server" 2>/dev/null || true; wait "$server" || true' EXIT
trap 'exit 130' INT TERM
port=${line##*:}
say "charla-server is $line"

case $address in
  0.0.0.0 | ::) host=$(hostname) here=127.0.0.1 ;;
  *) host=$address here=$address ;;
esac
[[ $here != *:* ]] || here="[$here]"
[[ $host != *:* ]] || host="[$host]"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  # What is tried here is not what the person's own Charla is to remember.
  export GSETTINGS_BACKEND=memory
  say 'Quit the application (Ctrl+Q) to end both.'
  charla --server "$here:$port" --name "$(id -un)" "$@"
else
  say 'There is no display here. Join from another terminal, or with the application:'
  say "  $prefix/bin/charla-cli --server $here:$port chat"
  say "  charla --server $host:$port"
  [ "$host" != 127.0.0.1 ] ||
    say 'Only this machine can; ./dev run --address 0.0.0.0 lets in the local network.'
  say 'Ctrl+C ends the server.'
  wait "$server"
fi
