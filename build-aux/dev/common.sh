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

# Configures the build folder $1, with the options that follow. They are part of a
# build folder's identity: others start it afresh.
configure () {
  local folder=$1 stamp=$1/.dev-options
  shift
  if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$*" ]; then
    rm -rf "$folder"
    meson setup "$folder" "$@" || return
    printf '%s' "$*" >"$stamp"
  fi
}

# The same, and builds all of it.
build () {
  configure "$@" && ninja -C "$1"
}

# Builds the fuzz targets with libFuzzer, and the sanitizers, in build-fuzz.
build_fuzz_targets () {
  CC=clang configure build-fuzz -Dfuzzing=true -Dapplication=false -Dintrospection=false \
    -Db_sanitize=address,undefined -Db_lundef=false -Dc_args=-fno-sanitize-recover=all &&
    ninja -C build-fuzz fuzz-targets
}

# Runs a command on a copy of these sources in a new Debian, release $1, that
# has nothing installed but the essentials and is gone afterwards.
in_debian () {
  local release=$1 mirror system
  shift
  [ "$(id -u)" -eq 0 ] || die 'This makes a Debian in a folder, which only root can.'
  need debian

  # The mirror that this machine already installs from.
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(ORIGIN)|$(REPO_URI)' 'Created-By: Packages' |
    sed -n 's/^Debian|//p' | grep -v security | head -n 1)
  [ -n "$mirror" ] || die 'The configuration of apt names no Debian mirror.'

  system=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf --one-file-system '$system'" EXIT
  trap 'exit 130' INT TERM

  say "Making a Debian $release"
  debootstrap --variant=minbase "$release" "$system" "$mirror" >"$system/log" ||
    die "debootstrap failed: $(tail -n 3 "$system/log")"
  mkdir "$system/charla"
  git ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from=- | tar --extract --directory="$system/charla"

  # What is mounted and started here ends with the command: nothing is left to undo.
  # shellcheck disable=SC2016
  unshare --mount --pid --fork --kill-child --mount-proc="$system/proc" \
    sh -ec 'mount -t tmpfs tmpfs "$1/dev/shm"; exec chroot "$@"' sh "$system" \
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    sh -ec 'cd /charla; exec "$@"' sh "$@"
}
