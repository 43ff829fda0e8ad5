/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-options.h"
#include "client-session.h"

G_BEGIN_DECLS

ClientSession *cli_session_new (const CliOptions *options, const char *state_dir, GError **error);

G_END_DECLS
