# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev bench [CASE]…
# Does: measures server and desktop against floors; a table here, JSON in build-bench/

need build run desktop
build build-bench --buildtype=release -Dintrospection=false
/usr/bin/python3 tests/bench/bench.py build-bench --json build-bench/bench.json "$@"
