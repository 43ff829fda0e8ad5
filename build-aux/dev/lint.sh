# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev lint
# Does: builds without a warning in each compiler that is here, and checks the walls

need build introspection unit
strict=(-Dwarning_level=3 -Dwerror=true)

say 'gcc'
CC=gcc build build-lint "${strict[@]}"
if command -v clang >/dev/null; then
  say 'clang'
  # It takes a reference that is only held, by g_autoptr, for an unused variable.
  CC=clang build build-lint-clang "${strict[@]}" -Dintrospection=false \
    -Dc_args=-Wno-unused-variable
fi
meson test -C build-lint --no-rebuild --print-errorlogs walls
if command -v shellcheck >/dev/null; then
  say 'shellcheck'
  shellcheck dev .ci/run build-aux/dev/*.sh
fi
say 'Nothing to mend.'
