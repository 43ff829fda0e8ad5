# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev screenshots
# Does: makes the pictures of docs/screenshots/ anew

need build run introspection unit desktop screenshots
build build
/usr/bin/python3 tests/e2e/screenshots.py build docs/screenshots
