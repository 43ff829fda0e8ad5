# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: ./dev debian12
# Does: runs the main job in a temporary Debian 12 that has nothing yet, as root

in_debian bookworm .ci/run
