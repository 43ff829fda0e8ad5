# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev test [--sanitize | --threads] [--suite SUITE]… [TEST…]
# Does: builds and tests; with --sanitize with the address and undefined sanitizers, with
# Does: --threads what has threads with the thread sanitizer

folder=build options=() suites='' arguments=(--print-errorlogs) whole=yes
while [ $# -gt 0 ]; do
  whole=''
  case $1 in
    --sanitize)
      folder=build-sanitize
      options=('-Db_sanitize=address,undefined' -Db_lundef=false -Dintrospection=false
        -Dc_args=-fno-omit-frame-pointer)
      arguments+=(--timeout-multiplier 4)
      ;;
    --threads)
      folder=build-threads
      options=(-Db_sanitize=thread -Db_lundef=false -Dapplication=false -Dintrospection=false)
      arguments+=(--timeout-multiplier 10 --suite threads)
      suites=unit
      ;;
    --suite) arguments+=(--suite "${2:?}") suites+=$2; shift ;;
    -*) die "Usage: ./dev test [--sanitize | --threads] [--suite SUITE]… [TEST…]" ;;
    *) arguments+=("$1") ;;
  esac
  shift
done

groups=(build run introspection unit)
[ "$suites" = unit ] || groups+=(desktop)
[ -z "$whole" ] || groups+=(fuzz)
need "${groups[@]}"
if ! build "$folder" "${options[@]}" || { [ -n "$whole" ] && ! build_fuzz_targets; }; then
  say 'The build failed.'
  echo '0 passed, 1 failed'
  exit 1
fi

# A report of a sanitizer counts even where nobody asks how the program ended.
reports=$PWD/$folder/sanitizer-reports
rm -rf "$reports" "$folder"/meson-logs/testlog*
mkdir -p "$reports"
if [ "$folder" = build-sanitize ]; then
  export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1
  # What is freed is kept for a while, which tests of how programs grow would see.
  ASAN_OPTIONS+=:quarantine_size_mb=32
  ASAN_OPTIONS+=:log_path=$reports/asan
  export LSAN_OPTIONS=suppressions=$PWD/build-aux/lsan.supp:print_suppressions=0
  # The drivers of GL leak, and are gone before anyone could say that it was them.
  export GDK_DEBUG=gl-disable
  export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1:log_path=$reports/ubsan
elif [ "$folder" = build-threads ]; then
  # What it sees of libraries that are not built with it is half the truth.
  export TSAN_OPTIONS=ignore_noninstrumented_modules=1:exitcode=66:log_path=$reports/tsan
fi

status=0
meson test -C "$folder" --no-rebuild "${arguments[@]}" || status=$?
logs=("$folder/meson-logs")
# What libFuzzer finds in a moment: ./dev fuzz takes the time that it needs.
if [ -n "$whole" ]; then
  rm -f build-fuzz/meson-logs/testlog*
  meson test -C build-fuzz --no-rebuild --print-errorlogs --suite libfuzzer || status=$?
  logs+=(build-fuzz/meson-logs)
fi
/usr/bin/python3 build-aux/count-tests.py --status "$status" --reports "$reports" "${logs[@]}"
