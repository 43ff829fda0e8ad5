# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the commands of ./dev share. Sourced by it, in the top folder.

say () { printf '%s\n' "$*"; }
die () { printf '%s\n' "$*" >&2; exit 1; }

# The packages of some groups of build-aux/packages.
packages () {
  awk -v groups=" $* " '
    /^\[/ { wanted = index (groups, " " substr ($1, 2, length ($1) - 2) " ") }
    wanted && /^[a-z0-9]/ { print $1 }
  ' build-aux/packages
}

# Which of some packages are not installed.
missing () {
  comm -23 <(printf '%s\n' "$@" | sort -u) \
           <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
               sed -n 's/^installed //p' | sort -u)
}

# Installs what is missing of some groups. Says nothing when nothing is.
need () {
  local list absent as_root=()
  mapfile -t list < <(packages "$@")
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    [ -z "${CHARLA_DEPENDENCIES_INSTALLED:-}" ] || return 0
    die "This is not Debian or one of its kind, so ./dev cannot install what is needed.
Install what these Debian packages contain, then set CHARLA_DEPENDENCIES_INSTALLED=1:
  ${list[*]}"
  fi

  mapfile -t absent < <(missing "${list[@]}")
  [ ${#absent[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "Some packages are missing. Install them as root:
  apt-get install --no-install-recommends ${absent[*]}"
    as_root=(sudo)
  fi

  say "Installing ${absent[*]}"
  "${as_root[@]}" apt-get update -qq ||
    say 'The lists of packages could not all be refreshed; trying with what is there.'
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o DPkg::Lock::Timeout=300 "${absent[@]}" </dev/null ||
    die "Not everything could be installed: ${absent[*]}"
}

# Configures the build folder $1, with the options that follow, and builds it.
# The options are part of a build folder's identity: others start it afresh.
build () {
  local folder=$1 stamp=$1/.dev-options
  shift
  if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$*" ]; then
    rm -rf "$folder"
    meson setup "$folder" "$@" || return
    printf '%s' "$*" >"$stamp"
  fi
  ninja -C "$folder"
}
