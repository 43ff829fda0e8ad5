/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-options.h"
#include "client-session.h"

G_BEGIN_DECLS

gboolean cli_trust_is_question (const GError *error);
gboolean cli_trust_can_compare (ClientSession *session, const CliOptions *options);
gboolean cli_trust_decide      (ClientSession *session, const CliOptions *options, GError **error);
GError  *cli_trust_explain     (ClientSession *session);
char    *cli_trust_describe    (ClientIdentity *identity);
char    *cli_trust_describe_listeners (ClientSession *session);

G_END_DECLS
