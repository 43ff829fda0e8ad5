# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev debian13
# Does: builds and runs the unit suite in a temporary Debian 13, as root

in_debian trixie ./dev test --suite unit
