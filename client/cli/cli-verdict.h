/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliVerdict:
 * @who: somebody’s name, or an address
 * @is_address: whether it is an address or a network
 * @until: when it is over, in milliseconds since 1970 UTC; 0 for never
 * @reason: (nullable): why
 *
 * Whom a person wants to keep out or quiet, as they have typed it.
 */
typedef struct
{
  char *who;
  gboolean is_address;
  gint64 until;
  char *reason;
} CliVerdict;

void cli_verdict_parse (CliVerdict *self, const char *text, gint64 now);
void cli_verdict_clear (CliVerdict *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliVerdict, cli_verdict_clear)

G_END_DECLS
