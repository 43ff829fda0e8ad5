# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev bench [CASE]…
# Does: measures the server against a floor; a table here, JSON in build-bench/

need build
build build-bench --buildtype=release -Dapplication=false -Dintrospection=false
/usr/bin/python3 tests/bench/bench.py build-bench --json build-bench/bench.json "$@"
