# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev build
# Does: builds everything in build/

need build introspection unit
build build
